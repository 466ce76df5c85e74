"""What was paid survives the process that paid it; an interaction sent again is answered once."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from fakes.bedrock import FakeBedrock

from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.desk import Desk, open_desk

MINE = "an-id-of-the-callers"
QUESTION = "How do I enlarge an EBS volume?"
ANSWER = '{"action": "answer", "text": "Take the first step, then the next one.", "citations": ["p1"]}'
NAMES = ("completeness", "structure", "accuracy", "tone", "groundedness")
VERDICT = json.dumps({"points": [{"criterion": name, "points": 90} for name in NAMES]})


@pytest.fixture
async def paying(fake: FakeBedrock, desk: Desk) -> Desk:
    """A desk that pays."""
    fake.faults.answer_by_tool = {"SupportAnswer": ANSWER, "QualityVerdict": VERDICT}
    return desk


async def test_each_stage_is_kept_with_what_it_took(paying: Desk) -> None:
    reply = await reply_to(Asked(question=QUESTION), paying)
    assert paying.conversations is not None
    found = await paying.conversations.trails.find(reply.interaction_id)
    assert found is not None
    trail = found[0]
    assert [one.stage for one in trail.stages] == [
        "guardrails", "history", "intent", "retrieve", "answer 1", "judge 1",
    ]  # fmt: skip
    assert (trail.outcome, trail.cost_usd, trail.lost_calls) == ("answered", reply.cost_usd, 0)
    assert [one.version for one in trail.stages[-2:]] == ["1.0.0", "1.0.0"]
    assert all(one.cost_usd for one in trail.stages[-2:])


async def test_the_same_interaction_again_gets_the_same_reply_and_pays_nothing(paying: Desk, fake: FakeBedrock) -> None:
    asked = Asked(question=QUESTION, interaction_id=MINE, user_id="ann")
    first, again = await reply_to(asked, paying), await reply_to(asked, paying)
    assert (again, fake.stats.paid) == (first, 2)
    assert first.interaction_id == MINE
    for other in (
        Asked(question=QUESTION, interaction_id=MINE, user_id="bob"),
        Asked(question="How do I resize an instance?", interaction_id=MINE, user_id="ann"),
    ):
        assert (await reply_to(other, paying)).interaction_id != MINE


async def test_two_of_one_interaction_at_once_pay_once(paying: Desk, fake: FakeBedrock) -> None:
    asked = Asked(question=QUESTION, interaction_id=MINE)
    one, other = await asyncio.gather(reply_to(asked, paying), reply_to(asked, paying))
    assert (one, fake.stats.paid) == (other, 2)


async def test_what_a_killed_process_paid_is_there_and_is_not_paid_again(
    paying: Desk, fake: FakeBedrock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.faults.latency_by_tool = {"QualityVerdict": 30.0}
    asked = Asked(question=QUESTION, interaction_id=MINE)
    killed = asyncio.create_task(reply_to(asked, paying))
    while not await _answered(paying):  # noqa: ASYNC110 -- what is waited for stands in the records
        await asyncio.sleep(0.02)
    killed.cancel()  # nothing runs after a kill, so the reply is not kept either
    with pytest.raises(asyncio.CancelledError):
        await killed
    fake.faults.latency_by_tool = {}
    paid = fake.stats.paid
    async with open_desk("local") as restarted:
        later = datetime.now(UTC) + timedelta(seconds=9)
        monkeypatch.setattr(restarted, "now", lambda: later)
        reply = await reply_to(asked, restarted)
        assert (reply.outcome, reply.attempts) == ("answered", 1)
        assert fake.stats.paid == paid + 1  # the judge
        assert restarted.conversations is not None
        found = await restarted.conversations.trails.find(MINE)
    assert found is not None
    assert found[0].lost_calls == 1
    assert reply.cost_usd == found[0].cost_usd


async def _answered(desk: Desk) -> bool:
    assert desk.conversations is not None
    found = await desk.conversations.trails.find(MINE)
    return found is not None and found[0].record is not None and bool(found[0].record.attempts)
