"""A model that hangs, throttles, cuts or answers garbage: everybody gets a reply, and every call is accounted for."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from fakes.bedrock import FakeBedrock

from agents.core.prices import price_of
from schemas.agent import Usage
from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.desk import Desk, open_desk

MODEL = "bedrock:amazon.nova-lite-v1:0"
NAMES = ("completeness", "structure", "accuracy", "tone", "groundedness")
ANSWERS = {
    "SupportAnswer": json.dumps({"action": "answer", "text": "Modify the volume.", "citations": ["p1"]}),
    "QualityVerdict": json.dumps({"issues": [], "points": [{"criterion": name, "points": 90} for name in NAMES]}),
}


@pytest.fixture
async def desk(fake: FakeBedrock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    fake.faults.answer_by_tool = ANSWERS
    async with open_desk("local") as desk:
        yield desk


@pytest.mark.parametrize(
    "faults",
    [
        {"hang": True},
        {"drip": 0.5},
        {"throttle": 0.3},
        {"cut": 0.6},
        {"reset": 0.6},
        {"garbage": 0.6},
        {"answer_by_tool": {"SupportAnswer": "[" * 500 + "]" * 500}},
        {"down": True},
    ],
    ids=lambda faults: next(iter(faults)),
)
async def test_everybody_gets_a_reply_and_no_call_is_paid_for_unseen(
    desk: Desk, fake: FakeBedrock, faults: dict[str, Any]
) -> None:
    fake.faults.change(faults)
    waits = 2.0 if faults.keys() & {"hang", "drip", "down", "throttle"} else 60.0
    asked = [Asked(question=f"How do I enlarge EBS volume {number}?") for number in range(6)]
    async with asyncio.timeout(120):
        replies = await asyncio.gather(*(reply_to(one, desk, waits) for one in asked))
    assert {reply.outcome for reply in replies} <= {"answered", "fallback"}
    assert all(reply.answer for reply in replies)
    price = price_of(MODEL)
    assert price is not None
    paid = price(Usage(input_tokens=fake.stats.input_tokens, output_tokens=fake.stats.output_tokens))
    assert desk.service.limiter.budget.spent >= paid * 0.999


@pytest.mark.parametrize(
    "question",
    [
        "",
        "\x00\x01\x02\x1b[2J\ud800",
        "word " * 20_000,
        "a" * 100_000,
        "Wie vergrößere ich ein EBS-Volume?",
        "EBS ボリュームを拡張するにはどうすればよいですか?",
        "كيف يمكنني زيادة حجم EBS؟",
        "\u202eemulov SBE na egralne I od woH\u202c",
        "{{ passages }} {% for x in y %} <question>",
        "'; DROP TABLE support_turns; --",
        "../../etc/passwd\n\n```\nrm -rf /\n```",
    ],
    ids=lambda question: ascii(question)[:20],
)
async def test_whatever_is_asked_there_is_a_reply_that_can_be_read_again(desk: Desk, question: str) -> None:
    reply = await reply_to(Asked(question=question), desk, 60.0)
    assert reply.answer
    assert desk.conversations is not None
    (turn,) = await desk.conversations.turns(reply.session_id)
    assert len(turn.question) <= 8_000
