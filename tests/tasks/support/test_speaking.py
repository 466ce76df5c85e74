"""An answer that is heard while it is made, from a fake Bedrock over real HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock
from fakes.support_desk import quick_desk

from schemas.support.interaction import Asked, Reply
from tasks.support.desk import Desk
from tasks.support.speaking import Begun, SpokenReply

QUESTION = Asked(question="How do I enlarge an EBS volume?", session_id="one")
GOOD = "First modify the volume. Then extend the file system. It works while the instance runs."
LEAKED = "AK" + "IA" + "ABCDEFGHIJKLMNO7"


def answer(text: str, **others: Any) -> str:
    return json.dumps({"action": "answer", "text": text, "citations": ["p1"], **others})


def verdict(points: int) -> str:
    names = ("completeness", "structure", "accuracy", "tone", "groundedness")
    return json.dumps({"issues": [], "points": [{"criterion": name, "points": points} for name in names]})


@pytest.fixture
async def spoken_desk(
    fake: FakeBedrock, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-lite-v1:0")
    fake.faults.piece = 7
    fake.faults.answer_by_tool = {"SupportAnswer": answer(GOOD), "QualityVerdict": verdict(90)}
    async with quick_desk(monkeypatch, tmp_path_factory.getbasetemp()) as desk:
        yield desk


async def heard(desk: Desk, deadline_s: float = 60.0) -> tuple[list[str], Reply]:
    spoken = SpokenReply(QUESTION, desk, deadline_s)
    parts = [part async for part in spoken]
    reply = await spoken.reply()
    assert parts[0] == Begun(reply.session_id, reply.interaction_id)
    texts = [part for part in parts[1:] if isinstance(part, str)]
    assert "".join(texts) == reply.answer
    return texts, reply


async def test_sentences_come_one_by_one_and_the_quality_last(spoken_desk: Desk) -> None:
    texts, reply = await heard(spoken_desk)
    assert len(texts) == 3
    assert (reply.outcome, reply.quality, reply.attempts, len(reply.citations)) == ("answered", 90, 1, 1)


async def test_nothing_that_a_guardrail_stops_is_heard_and_the_reply_says_that_it_ends(
    spoken_desk: Desk, fake: FakeBedrock
) -> None:
    fake.faults.answer_by_tool["SupportAnswer"] = answer(f"First modify it. Use {LEAKED} for that. Then extend it.")
    texts, reply = await heard(spoken_desk)
    assert texts == ["First modify it.", f"\n\n{spoken_desk.replies.cut_short}"]
    assert (reply.outcome, reply.reason) == ("fallback", "HeldBackError")
    assert fake.stats.by_tool == {"SupportAnswer": 1}, "what was heard is not written again"
    assert reply.cost_usd is not None
    assert reply.cost_usd > 0


async def test_an_answer_that_is_stopped_at_once_is_repaired_before_anything_is_heard(
    spoken_desk: Desk, fake: FakeBedrock
) -> None:
    fake.faults.answer_by_tool["SupportAnswer"] = answer(f"Use {LEAKED} for that. Then extend it.")
    texts, reply = await heard(spoken_desk)
    assert texts == [spoken_desk.replies.failed]
    assert reply.outcome == "fallback"
    assert fake.stats.by_tool == {"SupportAnswer": 3}


async def test_a_poor_answer_that_was_heard_is_not_written_again(spoken_desk: Desk, fake: FakeBedrock) -> None:
    fake.faults.answer_by_tool["QualityVerdict"] = verdict(20)
    _, reply = await heard(spoken_desk)
    assert (reply.outcome, reply.attempts, fake.stats.by_tool["SupportAnswer"]) == ("answered", 1, 1)
    assert reply.quality is not None
    assert reply.quality < 70


async def test_citations_that_do_not_exist_are_left_out_of_an_answer_that_was_heard(
    spoken_desk: Desk, fake: FakeBedrock
) -> None:
    fake.faults.answer_by_tool["SupportAnswer"] = answer(GOOD, citations=["p1", "p77"])
    _, reply = await heard(spoken_desk)
    assert (reply.outcome, len(reply.citations)) == ("answered", 1)


@pytest.mark.parametrize(
    ("text", "action"), [("I have to ask a person.", "hand_over"), ("Which one is it?", "clarify")]
)
async def test_other_actions_are_heard_too(spoken_desk: Desk, fake: FakeBedrock, text: str, action: str) -> None:
    fake.faults.answer_by_tool["SupportAnswer"] = answer(text, action=action, reason="it depends", citations=[])
    texts, reply = await heard(spoken_desk)
    assert "".join(texts).startswith(text)
    assert (reply.escalation is not None) == (action == "hand_over")


async def test_a_stream_that_breaks_after_a_sentence_ends_with_a_word_about_it(
    spoken_desk: Desk, fake: FakeBedrock
) -> None:
    fake.faults.break_after = 12
    texts, reply = await heard(spoken_desk)
    assert texts == ["First modify the volume.", f"\n\n{spoken_desk.replies.cut_short}"]
    assert (reply.outcome, reply.reason) == ("fallback", "StreamBrokenError")


async def test_who_stops_listening_finds_the_answer_in_the_conversation(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, fake: FakeBedrock
) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "gone"))
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-lite-v1:0")
    fake.faults.latency = 0.2
    fake.faults.answer_by_tool = {"SupportAnswer": answer(GOOD), "QualityVerdict": verdict(90)}
    async with quick_desk(monkeypatch, tmp_path_factory.getbasetemp()) as desk:
        spoken = SpokenReply(QUESTION, desk, 60.0)
        async for _ in spoken:
            break
        await asyncio.sleep(0)
        conversations = desk.conversations
        assert conversations is not None
        assert await conversations.turns("one") == ()
    async with quick_desk(monkeypatch, tmp_path_factory.getbasetemp()) as desk:
        assert desk.conversations is not None
        (turn,) = await desk.conversations.turns("one")
    assert turn.reply.answer == GOOD
