"""The language a customer is written to in."""

from datetime import date

import pytest

from agents.checks.language import evident, language_for
from schemas.sender import Sender
from schemas.winback.customer import Customer

REASONS = {
    "en": ["Too expensive for what it does", "We moved to another tool", "the price was too high"],
    "de": ["Viel zu teuer für uns", "Wir haben den Anbieter gewechselt", "Die Schnittstelle fehlt leider"],
    "fr": ["C'est trop cher pour nous", "Nous avons changé de logiciel", "Il manque une fonctionnalité"],
    "es": ["Es demasiado caro para nosotros", "Hemos cambiado de proveedor", "Falta una función que necesitamos"],
    "it": ["È troppo costoso per noi", "Siamo passati a un altro fornitore", "Manca una funzionalità che ci serve"],
    "pt": ["É muito caro para nós", "Mudamos para outro fornecedor", "Não temos mais orçamento para o sistema"],
    "nl": ["Het is te duur voor ons", "Wij zijn overgestapt naar een andere leverancier", "De prijs is niet goed"],
}


def customer(**changes: object) -> Customer:
    known = {"customer_id": "c", "company_name": "Acme", "churn_date": date(2026, 1, 1)}
    return Customer.model_validate(known | changes)


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in REASONS.items() for text in texts])
def test_a_reason_says_its_language(language: str, text: str) -> None:
    assert evident(text) == language


@pytest.mark.parametrize("text", ["", "?", "n/a", "SSO", "12345", "日本語の理由"])
def test_what_says_nothing(text: str) -> None:
    assert evident(text) is None


def test_given_before_evident_before_default() -> None:
    german = customer(cancellation_reason="Viel zu teuer für uns", language="fr")
    assert language_for(german, Sender()) == "fr"
    assert language_for(german.model_copy(update={"language": None}), Sender()) == "de"
    assert language_for(german, Sender(languages=("en", "de"))) == "en"
    assert language_for(customer(cancellation_reason="?"), Sender(default_language="nl")) == "nl"
    assert language_for(customer(language="ja", cancellation_reason="too expensive"), Sender()) == "en"
