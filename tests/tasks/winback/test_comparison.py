"""Who is compared with those held out: chosen by the rules alone, the same on both sides, whatever came after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from fakes.randomised import CAP, FIRST, LEAST, NOW, Likeness, held_for, intervals, record_of, true_effect

from blocks.address_hash import AddressHash
from schemas.hold import HoldCode, Ruling
from schemas.outcomes import Fact, PersonOutcomes
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord
from tasks.outreach.contacts import Contact
from tasks.winback.comparison import HoldoutComparison
from tasks.winback.do_not_send import held_out
from tasks.winback.followed import Followed
from tasks.winback.outcome_figures import OutcomeCounter

HASH = AddressHash(b"k" * 32, "k")
HELD_OUT = next(f"c{n}" for n in range(99) if held_out(f"c{n}", 0.5))
TREATED = next(f"c{n}" for n in range(99) if not held_out(f"c{n}", 0.5))
PLAIN = Likeness(*([True] + [False] * 6))
BOTH = pytest.mark.parametrize(("who", "side"), [(HELD_OUT, "holdout"), (TREATED, "treated")])


def email(who: str) -> str:
    return f"{who}@x.example"


def customer(
    who: str, like: Likeness = PLAIN, hold: HoldCode | None = None, *, written: bool | None = None
) -> CustomerRecord:
    """Whoever was held out has that hold and no emails, unless another hold is said."""
    out = who == HELD_OUT and hold is None
    code = "holdout" if out else hold
    return record_of(
        who, email(who), like, None if code is None else held_for(code), written=not out if written is None else written
    )


def comparing(
    ruled: str = "", action: str = "hold", *, others: tuple[date, ...] = (), fact: Fact | None = None
) -> HoldoutComparison:
    first = Contact(HASH.of("somebody@y.example"), f"{FIRST}T09:00:00+00:00", sent=True)
    both = [HASH.of(email(who)) for who in (HELD_OUT, TREATED)]
    people = {} if fact is None else {one: PersonOutcomes(group="unsent", facts=(fact,)) for one in both}
    days = dict.fromkeys(both, others)
    followed = Followed(HASH, NOW, people, {first.address: first}, days)
    ruling = Ruling.model_validate({"action": action, "at": "2026-01-04T00:00:00+00:00"})
    return HoldoutComparison(followed, 0.5, LEAST, CAP, {ruled: ruling} if ruled else {})


@BOTH
def test_each_stands_on_the_side_of_the_draw(who: str, side: str) -> None:
    assert comparing().arm(customer(who)) == side


@BOTH
@pytest.mark.parametrize("like", [replace(PLAIN, sure=False), replace(PLAIN, closed=True)])
def test_whose_emails_would_wait_or_not_be_written_is_on_neither(who: str, side: str, like: Likeness) -> None:
    assert comparing().arm(customer(who, like)) is None, side


@pytest.mark.parametrize("who", [HELD_OUT, TREATED])
@pytest.mark.parametrize("code", ["needs_a_person", "contacted", "duplicate_address", "suppressed", "came_back"])
def test_who_was_held_before_anything_was_written_is_on_neither(who: str, code: HoldCode) -> None:
    assert comparing().arm(customer(who, hold=code, written=False)) is None


@pytest.mark.parametrize("who", [HELD_OUT, TREATED])
def test_whom_another_upload_had_just_written_to_is_on_neither(who: str) -> None:
    assert comparing(others=(FIRST - timedelta(days=CAP),)).arm(customer(who)) is None
    assert comparing(others=(FIRST - timedelta(days=CAP + 1), FIRST)).arm(customer(who)) is not None


@BOTH
@pytest.mark.parametrize(("action", "hold"), [("hold", "manual"), ("release", None)])
def test_what_a_person_decides_moves_nobody_to_the_other_side(who: str, side: str, action: str, hold: HoldCode) -> None:
    record = customer(who, hold=hold, written=True)
    if action == "release":
        record.hold = None
    assert comparing(who, action).arm(record) == side


@pytest.mark.parametrize("who", [HELD_OUT, TREATED])
def test_whose_hold_a_person_lifted_is_on_neither(who: str) -> None:
    angry = customer(who, replace(PLAIN, angry=True), written=True)
    angry.hold = None
    assert comparing(who, "release").arm(angry) is None


@pytest.mark.parametrize("code", ["suppressed", "came_back", "replied"])
def test_who_wants_silence_or_came_back_after_the_emails_stays_compared(code: HoldCode) -> None:
    assert comparing().arm(customer(TREATED, hold=code, written=True)) == "treated"


def test_both_sides_are_counted_from_one_day_and_others_who_wrote_take_nothing_away() -> None:
    fact = Fact(kind="reactivated", day=FIRST + timedelta(days=60))
    comparison = comparing(TREATED, others=(FIRST + timedelta(days=40),), fact=fact)
    counter = OutcomeCounter(comparison, Sender())
    unsent = customer(TREATED, hold="manual", written=True)
    for record in (customer(HELD_OUT), unsent):
        counter.add(record)
    figures = counter.figures("u")
    assert (figures.assigned.people, figures.assigned.back[90]) == (1, 1)
    assert (figures.held_out.people, figures.held_out.back[90]) == (1, 1)
    assert (figures.written_to.people, figures.reached) == (0, 1)


def test_the_interval_holds_the_true_effect() -> None:
    """Roughly, and over few uploads: benchmarks/holdout.py measures how often."""
    truth = true_effect(0.3, people=2_000)
    lifts = [figures.lift for figures in intervals(0.3, 0.5, 200, 5)]
    inside = [one for one in lifts if one is not None and one.low is not None and one.low <= truth <= (one.high or 0)]
    assert len(inside) >= 4
