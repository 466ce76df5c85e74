"""The person's side and the analysis on DynamoDB, over HTTP."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fakes.aws_emulator import serve_aws

from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import AwsIdentity
from schemas.errors import ConflictError
from schemas.support.analysis import FeedbackParams
from schemas.support.escalation import Escalation
from schemas.support.feedback import FeedbackGiven
from schemas.support.interaction import Outcome, Reply
from schemas.support.trail import Trail
from tasks.outbox.outbox import OUTBOX
from tasks.support.conversations import Conversations
from tasks.support.escalations.taking import Escalations
from tasks.support.feedback import take_feedback
from tasks.support.learning.running import analyse
from tasks.support.tables import NOBODY, TABLES, Turn

pytestmark = pytest.mark.wire


async def _kept(conversations: Conversations, name: str, at: datetime, outcome: Outcome, reason: str) -> None:
    reply = Reply(
        session_id="s",
        interaction_id=name,
        outcome=outcome,
        answer="x",
        intent="ec2",
        reason=reason,
        agent_version=None if reason else "1.0.0",
        escalation=Escalation(reason=reason) if outcome == "escalated" else None,
    )
    trail = Trail(interaction_id=name, session_id="s", user_id=NOBODY, at=at, until=at)
    await conversations.keep(Turn(question="How?", reply=reply, at=at), None, conversations.trails.put(trail, 0))


async def test_taking_replying_resolving_and_analysing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url, now = f"dynamodb://{uuid4().hex}", datetime.now(UTC)
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setenv("REVIVE_RECORDS_URL", url)
    with serve_aws() as aws:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", aws)
        async with open_records(url, AwsIdentity(), (*TABLES, OUTBOX), upgrade_registry) as records:
            await records.prepare()
            conversations = Conversations(records)
            await _kept(conversations, "i1", now - timedelta(hours=30), "answered", "")
            given = FeedbackGiven(interaction_id="i1", rating=1)
            await take_feedback(given, conversations, now - timedelta(hours=29), "f1")
            await _kept(conversations, "i2", now - timedelta(hours=29, minutes=50), "escalated", "wants_person")
            opened = Escalations(records, lambda: datetime.now(UTC))
            names = ["ana", "bob", "cid"]
            done = await asyncio.gather(*(opened.take("i2", name, name) for name in names), return_exceptions=True)
            assert sum(isinstance(one, ConflictError) for one in done) == 2
            (waiting,) = await opened.in_states("taken")
            assert waiting.holder is not None
            await opened.reply("i2", "hello", waiting.holder, waiting.holder)
            await opened.resolve("i2", waiting.holder, waiting.holder)
            assert [turn.author for turn in await conversations.turns("s")] == [
                "assistant", "assistant", "person", "assistant",
            ]  # fmt: skip
            found = await analyse(FeedbackParams(), "local")
            assert (found.analysis.answers, found.candidates) == (2, 1)
            assert found.analysis.overall is not None
            assert found.analysis.overall.implicit == {"escalated": 1}
            assert await conversations.forget("s") == 4
            assert await opened.in_states("resolved") == []
