"""The team is told once of each escalation, whatever happens on the way."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.hook import receiving

from blocks.channels.webhook import WebhookChannel
from blocks.records.sqlite import SqliteRecords
from blocks.settings import SourceRules
from schemas.errors import BadInputError, StoreError
from schemas.support.interaction import Asked
from tasks.outbox.outbox import entries
from tasks.support.answering import reply_to
from tasks.support.desk import Desk
from tasks.support.escalations.acting import listed, take_one, tell_team
from tasks.support.escalations.telling import NO_CHANNEL, Team

TESTS = Path(__file__).resolve().parents[3]
ANGRY = "I want to talk to a person about ann@acme.example, this is ridiculous!"


async def test_the_team_is_told_once_with_masked_words_and_a_failure_is_told_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await reply_to(Asked(question=ANGRY), desk)
    assert reply.escalation is not None
    assert (reply.reason, reply.escalation.sentiment) == ("anger", "angry")
    with receiving(404) as (url, got):
        monkeypatch.setenv("REVIVE_SUPPORT_URL", url)
        assert list((await tell_team("local")).values()) == ["failed"]
        assert list((await tell_team("local")).values()) == ["sent"]
        assert await tell_team("local") == {}
        assert len(got) == 2
    assert "[email]" in got[1]["text"]
    assert "acme" not in json.dumps(got)
    assert got[1]["data"]["escalation_id"] == reply.escalation.escalation_id
    assert [one.told for one in await listed("local", with_resolved=False)] == ["sent"]


async def test_who_is_killed_between_claim_and_call_never_causes_a_silent_double(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = await reply_to(Asked(question=ANGRY), desk)
    with receiving() as (url, got):
        monkeypatch.setenv("REVIVE_SUPPORT_URL", url)
        child = [sys.executable, "-m", "fakes.killed_tellers"]
        paths = os.pathsep.join((str(TESTS.parent), str(TESTS)))
        environment = {**os.environ, "PYTHONPATH": paths, "REVIVE_HOME": str(tmp_path)}
        done = await asyncio.to_thread(subprocess.run, child, env=environment, timeout=120, check=False)
        assert done.returncode == -9
        assert await tell_team("local") == {}
        assert got == []
        assert reply.escalation is not None
        with pytest.raises(BadInputError, match="is claimed; only what is unknown"):
            await tell_team("local", reply.escalation.escalation_id, "ana")
        assert desk.team is not None
        later = datetime.now(UTC) + timedelta(hours=1)
        assert [one.state for one in await entries(desk.team._records, later)] == ["unknown"]


async def test_what_somebody_has_already_is_not_told_and_a_live_answer_does_not_wait(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as (url, got):
        monkeypatch.setenv("REVIVE_SUPPORT_URL", url)
        first = await reply_to(Asked(question=ANGRY), desk)
        assert first.escalation is not None
        await take_one(first.escalation.escalation_id, "ana", "local", None)
        assert await tell_team("local") == {}
        assert got == []


async def test_without_a_channel_it_is_said_once(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        await reply_to(Asked(question=ANGRY), desk)
    assert caplog.messages.count(NO_CHANNEL) == 1
    with pytest.raises(BadInputError, match="REVIVE_SUPPORT_URL"):
        await tell_team("local")


async def test_nobody_is_promised_a_person_while_the_records_are_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(SqliteRecords, "commit", away)
    reply = await reply_to(Asked(question=ANGRY), desk)
    assert (reply.outcome, reply.reason, reply.escalation) == ("fallback", "not_handed_over", None)
    desk.conversations = None
    assert (await reply_to(Asked(question=ANGRY), desk)).reason == "not_handed_over"


async def test_an_outbox_that_is_away_costs_no_reply(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    class Away:
        async def get(self, *_: object) -> None:
            raise StoreError("the records are away")

    with receiving() as (url, _):
        channel = WebhookChannel(url, None, SourceRules(frozenset({"127.0.0.1"}), ()))
        desk.team = Team(Away(), channel, "local", desk.now)  # type: ignore[arg-type]
        reply = await reply_to(Asked(question=ANGRY), desk)
        await desk.team.close()
    assert reply.outcome == "escalated"
    assert any("was not told" in message for message in caplog.messages)
