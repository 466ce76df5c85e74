"""What the classifier is told of rules and notions: as many numbers as it has weights for, alike in every language."""

import pytest

from agents.winback.offline.classifier import load
from agents.winback.offline.evidence import SIZE, evidence
from agents.winback.offline.notion_reader import notions_in
from agents.winback.offline.notions import NOTIONS


def notions(text: str) -> set[str]:
    return {name for name, said in zip(NOTIONS, notions_in(text), strict=True) if said}


@pytest.mark.parametrize("text", ["", "?", "\ud83d", "a" * 10_000, "Too expensive", "Viel zu teuer, und langsam"])
def test_as_many_numbers_as_weights_none_of_them_large(text: str) -> None:
    found = evidence(text)
    assert len(found) == SIZE
    assert all(0 <= value <= 2 for value in found)
    assert {len(weights) for weights in load().evidence} == {SIZE}


@pytest.mark.parametrize(
    ("notion", "texts"),
    [
        ("moved", "We switched to them / Bin umgestiegen / Je change de banque / Me cambio a otra / Passo a un altro"),
        (
            "looking",
            "I am looking for one / Ich suche etwas / Je cherche / Busco otra / Estou vendo outra / Ik zoek iets",
        ),
        (
            "after_cancel",
            "even after that / trotz Kündigung / sans prévenir / sin avisar / senza preavviso / zonder overleg",
        ),
        ("no_answer", "nobody answers / niemand meldet sich / personne ne répond / no contestan / ninguém responde"),
        ("closing_business", "we retire / Geschäftsaufgabe / nous fermons / cerramos / chiudiamo / de winkel sluit"),
    ],
)
def test_a_notion_is_found_in_every_language(notion: str, texts: str) -> None:
    assert [text for text in texts.split(" / ") if notion not in notions(text)] == []


def test_one_word_may_stand_between_two_of_a_phrase_and_no_more() -> None:
    assert "moved" in notions("we switched everything to them")
    assert "moved" not in notions("we switched everything that we had to them")


def test_phrases_are_folded_as_texts_are() -> None:
    phrases = [phrase for listed in NOTIONS.values() for phrase in listed.split(",")]
    assert all(phrase.strip() for phrase in phrases)
    assert [phrase for phrase in phrases if not phrase.isascii() or phrase != phrase.lower()] == []
