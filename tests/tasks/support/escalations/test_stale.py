"""What somebody took and left lying comes back, and only that."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from schemas.support.duty import Duty
from schemas.support.escalation import EscalationEvent, EscalationRecord
from schemas.support.interaction import Asked
from tasks.support.answering import reply_to
from tasks.support.desk import Desk
from tasks.support.escalations.changes import returned
from tasks.support.escalations.taking import Escalations
from tasks.support.escalations.telling import action_id, content

START = datetime(2026, 11, 23, 9, tzinfo=UTC)
ALWAYS = Duty(timezone="UTC", hours={"monday": ("00:00-24:00",)}, stale_after_hours=4)


def record(*events: str) -> EscalationRecord:
    """With these events, an hour each; the first is its opening."""
    happened = tuple(
        EscalationEvent(what=what, by="x", at=START + timedelta(hours=hour))
        for hour, what in enumerate(("opened", *events))
    )
    holder = None if "taken" not in events or events[-1] == "returned" else "ann"
    state = "resolved" if "resolved" in events else "open" if holder is None else "taken"
    return EscalationRecord(
        escalation_id="e1", session_id="s", interaction_id="i", reason="billing", actor="assistant",
        state=state, holder=holder, opened_at=START, events=happened,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("events", "hour"),
    [
        ((), None),
        (("taken",), 1),
        (("asked_again", "taken"), 2),
        (("taken", "asked_again"), 1),
        (("taken", "replied"), None),
        (("taken", "replied", "asked_again", "asked_again"), 3),
        (("taken", "replied", "taken"), None),  # a colleague looks into what was answered
        (("taken", "returned"), None),
        (("taken", "returned", "taken"), 3),
        (("taken", "resolved"), None),
    ],
)
def test_a_customer_waits_from_their_last_word_on(events: tuple[str, ...], hour: int | None) -> None:
    since = record(*events).customer_waits_since
    assert since == (None if hour is None else START + timedelta(hours=hour))


def test_the_team_is_told_once_more_of_what_came_back() -> None:
    first = record("taken")
    again = returned(first, START).record
    assert {action_id(first), action_id(again), action_id(record())} == {
        "support-escalation-e1", "support-escalation-e1-1",
    }  # fmt: skip
    assert "still waits for a person" in content(again, "local").title


async def test_it_is_everybodys_again_and_the_assistant_answers_meanwhile(desk: Desk) -> None:
    assert desk.conversations is not None
    asked = Asked(question="I want to talk to a person", session_id="s1")
    handed = (await reply_to(asked, desk)).escalation
    assert handed is not None
    ids = count()
    clock = [START]
    opened = Escalations(desk.conversations._records, lambda: clock[0], lambda: f"m{next(ids)}")
    await opened.take(handed.escalation_id, "ann", "ann")
    assert (await reply_to(Asked(question="Anybody there?", session_id="s1"), desk)).reason == "with_person"
    clock[0] = START + timedelta(hours=3)
    assert await opened.bring_back(ALWAYS) == []
    clock[0] = START + timedelta(hours=5)
    (back,) = await opened.bring_back(ALWAYS)
    assert (back.state, back.holder, back.events[-1].note) == ("open", None, "ann did not write")
    assert await opened.bring_back(ALWAYS) == []
    answered = await reply_to(Asked(question="How do I enlarge an EBS volume?", session_id="s1"), desk)
    assert answered.outcome == "answered"
    await opened.take(handed.escalation_id, "bob", "bob")
