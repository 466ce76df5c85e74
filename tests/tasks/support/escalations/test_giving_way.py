"""A person takes a conversation while the assistant is answering in it."""

import pytest

from schemas.support.intents import Guess
from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.desk import Desk
from tasks.support.escalations.acting import take_one

KEY = "AK" + "IA" + "ABCDEFGHIJKLMNO7"


async def test_the_assistant_gives_way_to_who_took_it_meanwhile(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    handed = await reply_to(Asked(question="Why was I charged twice on my bill?"), desk)
    assert handed.escalation is not None
    escalation_id, read = handed.escalation.escalation_id, type(desk.reader).read

    async def taken_meanwhile(self: object, text: str) -> tuple[Guess, ...]:
        await take_one(escalation_id, "Ana", "local", None)
        return await read(self, text)  # type: ignore[arg-type]

    monkeypatch.setattr(type(desk.reader), "read", taken_meanwhile)
    question = Asked(question="How do I enlarge an EBS volume?", session_id=handed.session_id)
    reply = await reply_to(question, desk)
    assert (reply.outcome, reply.reason, "Ana" in reply.answer) == ("escalated", "with_person", True)
    assert desk.conversations is not None
    turns = await desk.conversations.turns(handed.session_id)
    assert [turn.reply.reason for turn in turns] == ["billing", "with_person"]
    blocked = await reply_to(Asked(question=f"my key is {KEY}", session_id=handed.session_id), desk)
    assert blocked.outcome == "blocked"  # no person is handed what is kept nowhere
