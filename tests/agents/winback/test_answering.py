"""Which claim answers a customer, which offers suit them, and in which language."""

from datetime import date
from typing import get_args

import pytest

from agents.winback.answering import answer
from agents.winback.offer_fit import suitable_offers
from schemas.customer import Category, Customer
from schemas.sender import Claim, Language, Offer, Sender

SENDER = Sender(
    claims=(
        "It runs in Frankfurt",
        Claim(text={"en": "SSO is live", "de": "SSO ist verfügbar"}, topics=("SSO",), since=date(2026, 6, 1)),
        Claim(text="Plans start smaller", causes=("pricing",)),
    ),
    offers={
        "growth": (Offer(text={"en": "20% off", "de": "20 % Rabatt"}, causes=("pricing",)),),
        "all": ("A setup session",),
    },
)


def customer(reason: str, left: date = date(2026, 5, 1)) -> Customer:
    return Customer(customer_id="c", company_name="Acme", churn_date=left, cancellation_reason=reason)


@pytest.mark.parametrize(
    ("reason", "category", "language", "said"),
    [
        ("We needed SSO.", "features", "en", "SSO is live"),
        ("Ohne sso geht es nicht", "features", "de", "SSO ist verfügbar"),
        ("We needed SSO.", "features", "fr", ""),
        ("Switched, because they have SSO", "competition", "en", "SSO is live"),
        ("The processor was slow", "features", "en", ""),
        ("Crossovers are not covered", "features", "en", ""),
        ("too expensive", "pricing", "en", "Plans start smaller"),
        ("too expensive", "pricing", "de", ""),
    ],
)
def test_the_claim_that_answers_the_reason_leads(
    reason: str, category: Category, language: Language, said: str
) -> None:
    assert answer(customer(reason), category, SENDER, language) == said


def test_what_was_true_before_they_left_is_no_news() -> None:
    assert answer(customer("We needed SSO.", date(2026, 6, 1)), "features", SENDER, "en") == ""


def test_an_offer_suits_the_cause_and_has_a_wording() -> None:
    assert SENDER.offers_for("growth", "pricing", "en") == ["20% off", "A setup session"]
    assert SENDER.offers_for("growth", "features", "en") == ["A setup session"]
    assert SENDER.offers_for("growth", "pricing", "de") == ["20 % Rabatt"]
    assert SENDER.offers_for("starter", "pricing", "fr") == []
    assert SENDER.without_offers == ("fr", "es", "it", "pt", "nl")


def test_a_plain_profile_is_kept_as_it_was() -> None:
    plain = Sender(claims=("It works",), offers={"all": ("A setup session",)})
    assert plain.model_dump(mode="json")["claims"] == ["It works"]
    assert plain.model_dump(mode="json")["offers"] == {"all": ["A setup session"]}
    assert plain.voice_in("de").claims == ("It works",)


def test_an_untagged_offer_is_made_only_where_it_does_not_speak_of_another_cause() -> None:
    sender = Sender.model_validate(
        {
            "offers": {
                "all": [
                    "20% off for a year",
                    "A call with our founder",
                    {"causes": ["features"], "text": "A month free"},
                ]
            }
        }
    )
    offered = {cause: suitable_offers(sender, "growth", cause, "en") for cause in get_args(Category)}
    assert offered["pricing"] == ["20% off for a year", "A call with our founder"]
    assert offered["features"] == ["A call with our founder", "A month free"]
    assert offered["onboarding"] == ["A call with our founder"]
    assert offered["unclear"] == ["A call with our founder"]
