"""Long conversations: older turns are summed up, once for each stretch, and prompts stay as long as they were."""

import json

from fakes.bedrock import FakeBedrock

from schemas.support.interaction import Asked, Reply
from schemas.support.trail import Trail
from tasks.support.answering import reply_to
from tasks.support.conversations import Conversations, messages
from tasks.support.desk import Desk
from tasks.support.summarising import summarise
from tasks.support.tables import Session, Turn

SUMMARY = '{"summary": "They enlarge volumes, one after the other."}'


async def say(desk: Desk, turns: int) -> Session:
    """So many turns of one session, as they are kept; no model is asked for their answers."""
    kept = _kept(desk)
    for at in range(turns):
        reply = Reply(session_id="s", interaction_id=f"i{at}", outcome="answered", answer=f"Answer {at}. " * 40)
        now = desk.now()
        trail = Trail(interaction_id=f"i{at}", session_id="s", user_id="-", at=now, until=now, outcome="answered")
        turn = Turn(question=f"Question {at} about a volume?", reply=reply, at=now)
        await kept.keep(turn, None, kept.trails.put(trail, 0))
        await summarise("s", desk)
    session = await kept.session("s", None)
    assert session is not None
    return session


def _kept(desk: Desk) -> Conversations:
    assert desk.conversations is not None
    return desk.conversations


async def test_a_long_conversation_pays_once_for_each_stretch_and_its_prompts_do_not_grow(
    fake: FakeBedrock, desk: Desk
) -> None:
    fake.faults.answer_by_tool = {"ConversationSummary": SUMMARY}
    session = await say(desk, 60)
    assert (fake.stats.paid, session.summarised, session.turn_count) == (11, 55, 60)
    assert session.summaries_usd
    assert len(session.model_dump_json()) < 1_000
    sent = [len(json.dumps(request)) for request in fake.requests]
    assert max(sent) < 1.1 * min(sent[1:])
    before = await _kept(desk).recent("s", session)
    told = messages(before)
    assert "one after the other" in told[0].text
    assert [one.text for one in told[2::2]] == [f"Question {at} about a volume?" for at in range(55, 60)]


async def test_the_rules_sum_up_without_a_model_and_keep_to_the_newest(desk: Desk) -> None:
    session = await say(desk, 40)
    assert (session.summarised, session.summary_version) == (35, "1.0.0")
    assert "Question 34" in session.summary
    assert "Question 0 " not in session.summary
    assert len(session.summary) <= 1_500


async def test_a_stretch_that_somebody_is_at_is_not_paid_for_by_another(fake: FakeBedrock, desk: Desk) -> None:
    fake.faults.answer_by_tool = {"ConversationSummary": "{}"}
    await say(desk, 10)
    assert fake.stats.paid == 3  # an answer and two repairs that break the schema
    await summarise("s", desk)
    assert fake.stats.paid == 3


async def test_the_summary_reaches_the_next_answer(fake: FakeBedrock, desk: Desk) -> None:
    answer = '{"action": "answer", "text": "Take the next step now.", "citations": ["p1"]}'
    fake.faults.answer_by_tool = {"ConversationSummary": SUMMARY, "SupportAnswer": answer}
    await say(desk, 10)
    await reply_to(Asked(question="How do I enlarge an EBS volume once more?", session_id="s"), desk)
    asked = [json.dumps(request) for request in fake.requests if "SupportAnswer" in json.dumps(request)]
    assert "one after the other" in asked[0]
    assert "Question 9 about" in asked[0]
    assert "Question 1 about" not in asked[0]
