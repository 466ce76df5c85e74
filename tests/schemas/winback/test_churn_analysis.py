import pytest
from pydantic import ValidationError

from schemas.customer import Customer
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

ANSWER: dict[str, object] = {
    "category": "pricing",
    "confidence": 80,
    "insights": ["One.", "Two.", "Three."],
    "recommendation": "Propose a smaller scope.",
    "evidence": ["cancellation_reason"],
}


def answer(**changes: object) -> ChurnAnalysis:
    return ChurnAnalysis.model_validate(ANSWER | changes)


@pytest.mark.parametrize(
    "change",
    [
        {"confidence": 0},
        {"confidence": 100},
        {"insights": ["a"] * 5},
        {"evidence": ["mrr"] * 12},
        {"recommendation": "x" * 600},
        {"category": "business_closure"},
    ],
)
def test_answers_at_the_bounds(change: dict[str, object]) -> None:
    assert answer(**change).model_dump() == ANSWER | change


@pytest.mark.parametrize(
    "change",
    [
        {"category": "price"},
        {"category": "Pricing"},
        {"confidence": -1},
        {"confidence": 101},
        {"confidence": 79.5},
        {"insights": ["a", "b"]},
        {"insights": ["a"] * 6},
        {"insights": ["a", "b", "  "]},
        {"recommendation": ""},
        {"recommendation": "x" * 601},
        {"evidence": []},
        {"evidence": ["mrr"] * 13},
        {"mood": "bad"},
    ],
)
def test_answers_outside_them(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        answer(**change)


def test_an_agent_may_see_all_of_a_customer_but_who_it_is() -> None:
    assert set(Customer.model_fields) - set(CustomerView.model_fields) == {
        "customer_id",
        "email",
        "language",
        "own_words",  # the campaign is given it apart
        "siblings",
    }
    assert set(CustomerView.model_fields) <= set(Customer.model_fields)
