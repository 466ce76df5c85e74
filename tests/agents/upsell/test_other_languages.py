"""Messages in German and Spanish: good ones pass, what nobody listed is stopped. The texts are ours."""

from typing import Any

import pytest
import yaml
from conftest import TESTS

from agents.upsell.questions import message_inputs
from agents.upsell.rules import violations
from schemas.plain_text import plain_answer
from schemas.upsell.brand import Voicing
from schemas.upsell.message import CustomerFacts, FittingItem, UpsellMessage

COMPANIES: dict[str, Any] = yaml.safe_load((TESTS / "fixtures" / "upsell" / "other_languages.yaml").read_text("utf-8"))


def wrong_in(language: str, message: dict[str, Any]) -> list[str]:
    """What the rules say of a message of the company of this language."""
    company = COMPANIES[language]
    items = tuple(map(FittingItem.model_validate, company["items"]))
    customer = CustomerFacts.model_validate(company["customer"])
    inputs = message_inputs(customer, (), items, Voicing.model_validate(company["brand"]))
    return violations(inputs, UpsellMessage.model_validate(plain_answer(message)))


def with_sentence(language: str, sentence: str) -> dict[str, Any]:
    """The first good message with a sentence before its ask."""
    message: dict[str, Any] = COMPANIES[language]["good"][0]
    return message | {"body": message["body"].replace(message["ask"], f"{sentence}\n\n{message['ask']}")}


@pytest.mark.parametrize("language", COMPANIES)
def test_a_good_message_is_not_refused(language: str) -> None:
    assert [wrong_in(language, message) for message in COMPANIES[language]["good"]] == [[], []]
    harmless = {one: wrong_in(language, with_sentence(language, one)) for one in COMPANIES[language]["harmless"]}
    assert {one: wrong for one, wrong in harmless.items() if wrong} == {}


@pytest.mark.parametrize("language", COMPANIES)
def test_what_nobody_listed_is_stopped(language: str) -> None:
    passed = [one for one in COMPANIES[language]["wrong"] if not wrong_in(language, with_sentence(language, one))]
    assert passed == []


@pytest.mark.parametrize("language", COMPANIES)
def test_who_is_named_and_what_is_asked(language: str) -> None:
    message = COMPANIES[language]["good"][0]
    name = COMPANIES[language]["customer"]["first_name"]
    other = message | {"body": message["body"].replace(name, "Esteban", 1)}
    assert any(name in one for one in wrong_in(language, other))
    twice = with_sentence(language, {"de": "Wann passt es Ihnen?", "es": "¿Cuándo le viene bien?"}[language])
    assert any("asks for something else" in one for one in wrong_in(language, twice))
