"""The language a customer is written to in."""

import pytest

from agents.checks.language import evident, language_for
from schemas.sender import Sender

REASONS = {
    "en": ["Too expensive for what it does", "We moved to another tool", "the price was too high"],
    "de": ["Viel zu teuer für uns", "Wir haben den Anbieter gewechselt", "Die Schnittstelle fehlt leider"],
    "fr": [
        "C'est trop cher pour nous",
        "Nous avons changé de logiciel",
        "Il manque une fonctionnalité",
        "La personne qui avait mis en place l'outil est partie en mars et plus personne ne sait s'en servir",
        "Activité saisonnière, on n'en a besoin que d'avril à septembre",
    ],
    "es": ["Es demasiado caro para nosotros", "Hemos cambiado de proveedor", "Falta una función que necesitamos"],
    "it": ["È troppo costoso per noi", "Siamo passati a un altro fornitore", "Manca una funzionalità che ci serve"],
    "pt": ["É muito caro para nós", "Mudamos para outro fornecedor", "Não temos mais orçamento para o sistema"],
    "nl": ["Het is te duur voor ons", "Wij zijn overgestapt naar een andere leverancier", "De prijs is niet goed"],
}


@pytest.mark.parametrize(("language", "text"), [(name, text) for name, texts in REASONS.items() for text in texts])
def test_a_reason_says_its_language(language: str, text: str) -> None:
    assert evident(text) == language


@pytest.mark.parametrize("text", ["", "?", "n/a", "SSO", "12345", "日本語の理由"])
def test_what_says_nothing(text: str) -> None:
    assert evident(text) is None


def test_given_before_evident_before_default() -> None:
    german = "Viel zu teuer für uns"
    assert language_for("fr", german, Sender()) == "fr"
    assert language_for(None, german, Sender()) == "de"
    assert language_for("fr", german, Sender(languages=("en", "de"))) == "en"
    assert language_for(None, "?", Sender(default_language="nl")) == "nl"
    assert language_for("ja", "too expensive", Sender()) == "en"
