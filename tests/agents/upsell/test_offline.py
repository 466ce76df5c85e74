"""The writer and the judge without a model: letters that can be sent, verdicts that can be relied on, and a loop."""

from typing import get_args

import pytest
from fakes.upsell_letters import GOOD, HOSTILE, asked, changed, good, to_judge

from agents.core.agent import ViolationError, parse_output
from agents.upsell.judge import AGENT as JUDGE
from agents.upsell.message import AGENT as WRITER
from agents.upsell.offline.judging import judge
from agents.upsell.offline.writer import write
from agents.upsell.questions import critique_of
from agents.upsell.wording import says
from schemas.upsell.brand import Voicing
from schemas.upsell.message import (
    CRITERIA,
    Criterion,
    CustomerFacts,
    FittingItem,
    MessageInput,
    SimilarCase,
    Visit,
)


def test_what_it_writes_keeps_every_rule_and_is_approved() -> None:
    bodies = set()
    for name in GOOD:
        inputs = asked(name)
        message = write(inputs)
        assert parse_output(WRITER, inputs, message.model_dump()) == message
        assert parse_output(JUDGE, to_judge(inputs, message), judge(to_judge(inputs, message)).model_dump()).approved
        assert write(inputs) == message  # nothing in it is left to chance
        bodies.add(message.body)
    assert len(bodies) == len({(GOOD[name]["customer"], *GOOD[name]["items"]) for name in GOOD})


@pytest.mark.parametrize("name", HOSTILE)
def test_it_heeds_what_the_judge_said_of_a_draft(name: str) -> None:
    inputs, bad = changed(name)
    verdict = judge(to_judge(inputs, bad))
    assert not verdict.approved
    again = inputs.model_copy(update={"critique": critique_of(bad, verdict)})
    message = write(again)
    assert message.body != bad.body
    added = HOSTILE[name].get("add")
    assert added is None or not says(added, message.body, 0.9)
    assert judge(to_judge(inputs, message)).approved
    # And if that is not approved either, the next one is another.
    third = again.model_copy(update={"critique": critique_of(message, verdict)})
    assert write(third).body not in (message.body, bad.body)


def test_an_item_that_comparable_customers_refused_comes_later() -> None:
    inputs = asked("mosquito-pool")
    assert write(inputs).item == "mosquito-season"
    cases = tuple(
        SimilarCase(profile="a home with a pool", item="mosquito-season", outcome=outcome)
        for outcome in ("declined", "complained")
    )
    assert write(inputs.model_copy(update={"similar": cases})).item == "monthly-plan"


def test_nobody_who_is_displeased_is_sold_anything() -> None:
    pleased = asked("mosquito-pool")
    assert judge(to_judge(pleased, good("mosquito-pool"))).approved
    visit = pleased.customer.visits[0]
    for change in ({"satisfaction": 2}, {"notes": "Customer was upset that the ants are back."}):
        visits = (visit.model_copy(update=change), *pleased.customer.visits[1:])
        verdict = judge(to_judge(asked("mosquito-pool", visits=visits), good("mosquito-pool")))
        assert (verdict.approved, verdict.appropriateness.score <= 3) == (False, True)


def test_a_verdict_that_contradicts_itself_is_asked_again() -> None:
    inputs = to_judge(asked("mosquito-pool"), good("mosquito-pool"))
    fine = judge(inputs).model_dump()
    with pytest.raises(ViolationError, match="approved: all points are 7 or more, so it is true"):
        parse_output(JUDGE, inputs, fine | {"approved": False})
    for name in ("score", *CRITERIA):
        low = 6 if name == "score" else {"reason": "No.", "score": 6}
        with pytest.raises(ViolationError, match=f"approved: {name} is 6, so it cannot be true"):
            parse_output(JUDGE, inputs, fine | {name: low})
        assert not parse_output(JUDGE, inputs, fine | {name: low, "approved": False}).approved


def test_reasons_name_every_low_criterion_and_fit_a_critique() -> None:
    inputs, bad = changed("discount-plain")
    verdict = judge(to_judge(inputs, bad))
    long = verdict.model_copy(
        update={name: verdict.brand.model_copy(update={"reason": "x" * 400, "score": 5}) for name in CRITERIA}
    )
    assert len(critique_of(bad, long).reasons) == len(get_args(Criterion))


def test_a_workshop_or_a_gym_is_not_said_to_come_to_a_home() -> None:
    item = FittingItem(
        id="brake-check", name="Brake Check", billing="one_time", price="$60",
        summary="An hour in which pads, discs and fluid are measured", because=("Your car has just been with us",),
        benefits=("Pads and discs measured on all four wheels", "A written report with photos"),
    )  # fmt: skip
    brand = Voicing(company="Halvorsen Auto", signatory="Everyone at Halvorsen Auto")
    for name in ("Ed", "Jane", "Oskar", "Li", "Noor", "Tess", "Ann", "Bo"):
        visit = Visit(type="Oil change", days_ago=0, satisfaction=5)
        customer = CustomerFacts(first_name=name, visits=(visit,), visits_in_all=6, tenure_days=900, month=11)
        message = write(MessageInput(customer=customer, items=(item,), brand=brand))
        assert "home" not in f"{message.subject} {message.body}".casefold()
        # It may be sent two weeks after the event.
        assert "today" not in message.body
