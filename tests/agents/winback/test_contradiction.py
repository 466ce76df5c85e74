"""Stated against observed."""

from datetime import date

from agents.winback.churn_analysis import weigh
from schemas.customer import Customer
from schemas.winback.churn_analysis import ChurnAnalysis


def customer(**changes: object) -> Customer:
    known = {"customer_id": "c", "company_name": "Acme", "churn_date": date(2026, 6, 1)}
    return Customer.model_validate(known | changes)


def answer(**changes: object) -> ChurnAnalysis:
    known = {
        "category": "pricing",
        "confidence": 90,
        "insights": ["a", "b", "c", "d", "e"],
        "recommendation": "r",
        "evidence": ["cancellation_reason"],
    }
    return ChurnAnalysis.model_validate(known | changes)


def test_too_expensive_at_low_adoption_is_said_and_lowers_the_confidence() -> None:
    weighed = weigh(customer(context={"adoption_pct": "15"}), answer())
    assert weighed.confidence == 70
    assert weighed.insights[:4] == ["a", "b", "c", "d"]
    assert "15 percent" in weighed.insights[4]
    assert weighed.evidence == ["cancellation_reason", "context.adoption_pct"]
    assert ChurnAnalysis.model_validate(weighed.model_dump()) == weighed


def test_an_answer_that_says_so_itself_is_only_capped() -> None:
    said = answer(evidence=["context.adoption_pct"])
    assert weigh(customer(context={"adoption_pct": "15"}), said) == said.model_copy(update={"confidence": 75})


def test_a_long_absence_contradicts_a_recent_cause() -> None:
    weighed = weigh(customer(last_login_date="2026-01-01"), answer(category="features"))
    assert "last_login_date" in weighed.evidence
    assert weighed.confidence == 70


def test_nothing_contradicts() -> None:
    for who in (customer(), customer(context={"adoption_pct": "80"}), customer(last_login_date="2026-05-30")):
        assert weigh(who, answer()) == answer()
    assert weigh(customer(context={"adoption_pct": "5"}), answer(category="onboarding")) == answer(
        category="onboarding"
    )
