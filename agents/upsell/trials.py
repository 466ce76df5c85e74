"""Made-up customers to try a version's prompts on: one of whom everything is known, and one with hardly anything."""

from agents.upsell.questions import judge_inputs, message_inputs
from schemas.upsell.brand import Voicing
from schemas.upsell.message import (
    CustomerFacts,
    FittingItem,
    MessageInput,
    MessageJudgeInput,
    SimilarCase,
    UpsellMessage,
    Visit,
)

_KNOWN = CustomerFacts(
    first_name="Known",
    city="Springfield",
    plan="quarterly",
    upcoming_service="Quarterly Service",
    lifetime_value="high",
    visits=(Visit(type="Inspection", days_ago=3, satisfaction=5, notes="All quiet in the garage."),),
    visits_in_all=7,
    satisfaction_mean=4.8,
    tenure_days=800,
    property_type="house",
    property_age_years=30,
    size_sqft=2_000,
    lot_features=("garage",),
    month=5,
)
_BARE = CustomerFacts(month=11)
_ITEMS = tuple(
    FittingItem(
        id=f"service-{number}",
        name=f"Service {word}",
        billing="monthly",
        price=price,
        summary="A visit each month that looks after the outside of the home",
        benefits=("A visit each month", "A written report after each visit", "One technician who knows your home"),
        because=("Your home has a garage",),
    )
    for number, word, price in ((1, "Alpha", "$40 a month"), (2, "Beta", None))
)
_BRAND = Voicing(company="Sender", signatory="Your Sender team", claims=("It works.",), link="https://sender.example")
_SIMILAR = (SimilarCase(profile="a house of about the same age", item="service-2", outcome="accepted"),)
_MESSAGE = UpsellMessage(
    item="service-1",
    benefits=("A visit each month", "A written report after each visit"),
    subject="A thought for your home",
    body="Hello,\n\nthank you. Would you like to hear more?\n\nYour Sender team",
    ask="Would you like to hear more?",
)


def messages(fields: tuple[str, ...]) -> tuple[MessageInput, MessageInput]:
    """Inputs to try upsell-message on."""
    return (
        message_inputs(_KNOWN, fields, _ITEMS, _BRAND, _SIMILAR),
        message_inputs(_BARE, fields, _ITEMS[1:], _BRAND),
    )


def verdicts(fields: tuple[str, ...]) -> tuple[MessageJudgeInput, MessageJudgeInput]:
    """Inputs to try upsell-judge on."""
    other = _MESSAGE.model_copy(update={"item": "service-2"})
    return (
        judge_inputs(_KNOWN, fields, _ITEMS, _BRAND, _MESSAGE),
        judge_inputs(_BARE, fields, _ITEMS[1:], _BRAND, other),
    )
