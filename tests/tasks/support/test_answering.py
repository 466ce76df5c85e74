import asyncio

import pytest

from schemas.agent import ModelReply, ModelRequest
from schemas.errors import BadInputError
from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.asking import asked_in
from tasks.support.desk import Desk
from tasks.support.tables import TURNS

KEY = "AK" + "IA" + "ABCDEFGHIJKLMNO7"


async def test_every_kind_of_question_gets_a_reply_that_says_what_came_of_it(desk: Desk) -> None:
    expected = {
        "How do I get a deleted object back from a bucket with versioning?": ("answered", "s3", ""),
        "hello!": ("answered", None, "greeting"),
        "Who wrote Hamlet?": ("answered", "out_of_scope", "out_of_scope"),
        "it does not work": ("clarification", None, "vague"),
        "": ("clarification", None, "empty"),
        "Why was I charged twice on my bill?": ("escalated", "billing", "billing"),
        "I want to talk to a human being about my EC2 instance": ("escalated", None, "wants_person"),
        f"why is {KEY} inactive?": ("blocked", None, "credential"),
        "Which mounting brackets hold an EC2 server with eight GPUs in a ship's engine room?": (
            "fallback",
            None,
            "not_known",
        ),
    }
    for question, (outcome, intent, reason) in expected.items():
        reply = await reply_to(Asked(question=question), desk)
        assert (reply.outcome, reply.reason) == (outcome, reason), question
        assert reply.answer
        assert intent is None or reply.intent == intent
        assert (reply.intent is None) == (outcome == "blocked")
        assert (reply.escalation is None) == (outcome != "escalated")
        assert (reply.citations != ()) == (outcome == "answered" and not reason)


async def test_a_conversation_goes_on_for_its_own_user_only_and_keeps_no_secret(desk: Desk) -> None:
    first = await reply_to(Asked(question="How do I enlarge an EBS volume?", user_id="ann"), desk)
    await reply_to(Asked(question=f"my key is {KEY}", session_id=first.session_id, user_id="ann"), desk)
    followed = await reply_to(Asked(question="and with XFS?", session_id=first.session_id, user_id="ann"), desk)
    assert followed.citations[0].source == "ec2/resize-volume.md"
    other = await reply_to(Asked(question="and with XFS?", session_id=first.session_id, user_id="bob"), desk)
    assert other.session_id != first.session_id
    assert desk.conversations is not None
    rows = await desk.conversations._records.query(TURNS, first.session_id)
    assert [row.attributes["turn"] for row in rows] == [0, 1, 2]
    assert KEY not in "".join(row.document for row in rows)


async def test_two_questions_at_once_in_one_session_lose_no_turn(desk: Desk) -> None:
    asked = [Asked(question=f"How do I make volume {at} larger?", session_id="one") for at in range(6)]
    await asyncio.gather(*(reply_to(one, desk) for one in asked))
    assert desk.conversations is not None
    assert len(await desk.conversations._records.query(TURNS, "one")) == 6


class _Hanging:
    name = "hanging"

    async def call(self, _request: ModelRequest) -> ModelReply:
        await asyncio.sleep(60)
        raise AssertionError


async def test_a_model_that_hangs_ends_in_a_fallback_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    async def get(_name: str) -> _Hanging:
        return _Hanging()

    monkeypatch.setattr(desk.service.models, "get", get)
    reply = await reply_to(Asked(question="How do I enlarge an EBS volume?"), desk, deadline_s=1.0)
    assert (reply.outcome, reply.reason) == ("fallback", "DeadlinePassedError")
    assert reply.latency_ms["all"] < 1_500


async def test_what_is_not_configured_is_said_in_one_line_beside_the_reply(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def get(_name: str) -> _Hanging:
        raise BadInputError("no AWS credentials found; set a profile")

    monkeypatch.setattr(desk.service.models, "get", get)
    assert (await reply_to(Asked(question="How do I enlarge an EBS volume?"), desk)).outcome == "fallback"
    assert caplog.messages == ["a question was answered with the fallback: no AWS credentials found; set a profile"]
    assert "Traceback" not in caplog.text


async def test_records_that_are_away_cost_no_reply(desk: Desk) -> None:
    desk.conversations = None
    assert (await reply_to(Asked(question="How do I enlarge an EBS volume?"), desk)).outcome == "answered"


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("plain text", "plain text"),
        ('{"question": "q", "session_id": "s"}', "q"),
        ('{"question": 7}', ""),
        ('{"no": "question"}', ""),
        ("{not json", "{not json"),
    ],
)
def test_a_line_of_a_batch_is_text_or_json(line: str, question: str) -> None:
    assert asked_in(line).question == question
