"""An email asks for a reply or for a click."""

import pytest

from agents.checks.asks import asks_for_reply, links_in


@pytest.mark.parametrize(
    "cta",
    [
        "Reply with a yes or a no", "Just write back", "Antworten Sie mit Ja oder Nein", "Répondez par oui ou par non",
        "Respondan con un sí o un no", "Rispondete con un sì o un no", "Respondam com um sim", "Antwoord met ja of nee",
    ],
)  # fmt: skip
def test_a_reply_is_asked_for_in_every_language(cta: str) -> None:
    assert asks_for_reply(cta)


@pytest.mark.parametrize("cta", ["See what is new", "Zum Angebot", "Voir l'offre", "Reserve a time", "Start again"])
def test_a_click_is_no_reply(cta: str) -> None:
    assert not asks_for_reply(cta)


def test_links_are_counted_once() -> None:
    assert links_in("See https://a.example/x, or https://a.example/x. And www.b.example") == [
        "https://a.example/x", "www.b.example",
    ]  # fmt: skip
