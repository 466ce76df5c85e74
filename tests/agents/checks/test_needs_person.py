"""Which texts only a person may answer, in seven languages; the messages of the corpus that others wrote come first."""

import json
from typing import Any

import pytest
from conftest import TESTS

from agents.checks.needs_person import need_in

CORPUS: list[dict[str, Any]] = [
    json.loads(line) for line in (TESTS / "corpus/needs_person.jsonl").read_text(encoding="utf-8").splitlines()
]
# A question of somebody who doubts, which the rules cannot tell from the accusation.
KNOWN_WRONG = {"¿cómo sé que esto no es una estafa?"}


@pytest.mark.parametrize("one", [one for one in CORPUS if one["needs_person"]], ids=lambda one: one["text"][:40])
def test_what_only_a_person_may_answer(one: dict[str, Any]) -> None:
    assert need_in(one["text"]) is not None


@pytest.mark.parametrize("one", [one for one in CORPUS if not one["needs_person"]], ids=lambda one: one["text"][:40])
def test_harmless_reasons_pass(one: dict[str, Any]) -> None:
    assert (need_in(one["text"]) is not None) == (one["text"] in KNOWN_WRONG)


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("You lied to us, my lawyer will contact you", "legal_threat"),
        ("Never again, you crooks", "anger"),
        ("Never again. Call me back.", "never_again"),
        ("Please have your manager call me", "wants_person"),
        ("I WANT MY MONEY BACK NOW!!", "anger"),
        ("MY WE LOVED THIS PRODUCT SO MUCH, THANK YOU!!", None),
        ("TOO EXPENSIVE FOR OUR SMALL TEAM", None),
        ("It was not a scam, just not for us", None),
        ("", None),
    ],
)
def test_the_most_serious_is_named(text: str, need: str | None) -> None:
    assert need_in(text) == need


def test_disguises_are_read_through() -> None:
    assert need_in("N\u200bever ag\u200bain!") == "never_again"
    assert need_in("C\u2019EST UNE HONTE") == "anger"


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Ik ben opgelicht door jullie", "anger"),
        ("Een crimineel bedrijf", "anger"),
        ("Bande de voleuses et de menteuses", "anger"),
        ("Me mienten todo el tiempo", "anger"),
        ("\u00c9 vigarice pura, voc\u00eas mentem", "anger"),
        ("\u00c8 una presa in giro", "anger"),
        ("I got screwed by this shady company", "anger"),
        ("My barrister will contact you", "legal_threat"),
        ("This is plain robbery", "legal_threat"),
        ("Vi diffido dal continuare", "legal_threat"),
        ("Give me a call please", "wants_person"),
        ("I tell everyone how well built it is", None),
        ("It would have taken a full-time administrator to run this thing.", None),
        ("Give our regards to your sales rep", None),
        ("Die letzte Teilnehmerin hat das Licht ausgemacht", None),
    ],
)
def test_words_that_stems_once_kept_out(text: str, need: str | None) -> None:
    """Ours. Patterns had them all along, behind stems that these texts do not hold."""
    assert need_in(text) == need


@pytest.mark.parametrize(
    "note",
    [
        "Call before you write",
        "please phone first",
        "Talk to Marta first, she knows the history",
        "VIP. Speak with Jon K. before emailing them.",
        "Check with legal prior to any contact",
        "Do not email until someone has called",
        "owner is touchy - call him first",
        "Bitte vorher anrufen",
        "Erst mit Frau Ahrens sprechen",
        "Vor dem Anschreiben bitte kurz mit dem Vertrieb sprechen",
        "Nur nach R\u00fccksprache mit Herrn Lamm",
        "Appeler avant d'\u00e9crire",
        "Merci de voir avec Julie avant tout envoi",
        "Llamar antes de escribir",
        "Hablar primero con Teresa",
        "Telefonare prima di scrivere",
        "Parlare con Sandro prima",
        "Ligar antes de escrever",
        "Falar primeiro com a Rita",
        "Eerst bellen",
        "Bel Joost eerst voordat je mailt",
    ],
)
def test_a_note_that_asks_to_talk_first_is_heeded(note: str) -> None:
    """Ours."""
    assert need_in(note) in ("talk_first", "wants_person")


@pytest.mark.parametrize(
    "reason",
    [
        "You have to call before you can cancel",
        "We had to talk to sales first just to see a price",
        "I had to call support first and then write three emails",
        "Called before the renewal and nobody answered",
        "Man muss erst anrufen, um zu k\u00fcndigen",
        "Il faut t\u00e9l\u00e9phoner pour r\u00e9silier",
        "Hay que llamar para darse de baja",
        "Bisogna chiamare per disdire",
        "We spoke with your team first in May and liked it",
        "Je moet bellen om op te zeggen",
        "The first call was good",
        "check the calendar first",
    ],
)
def test_who_complains_of_having_to_call_asks_for_nothing(reason: str) -> None:
    """Ours."""
    assert need_in(reason) is None
