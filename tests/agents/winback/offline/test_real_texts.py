"""The real leaving texts that `offline` is measured on: halves without a common source, licences, nobody's data."""

import csv
import re
from pathlib import Path
from typing import get_args

import pytest

from agents.winback.campaign import AGENT
from agents.winback.offline.campaign import write
from agents.winback.offline.churn_analysis import analyse
from benchmarks.reasons.real_texts import real_texts, second_readings, text_id
from schemas.customer import Category
from schemas.sender import LANGUAGES, Language, Voice
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView, Topic

FOLDER = Path(__file__).parents[4] / "benchmarks" / "reasons" / "real"
PERSONAL = re.compile(r"[\w.+-]+@[\w-]+\.\w+|https?://|(?:\+?\d[\s()-]?){9,}")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_source_is_in_both_halves_and_each_says_its_licence() -> None:
    sources = rows("sources.csv")
    names = [source["source"] for source in sources]
    assert len(names) == len(set(names))
    assert {source["half"] for source in sources} == {"tune", "held_out"}
    assert all(source["licence"] and source["where"] for source in sources)
    assert {text["source"] for text in rows("texts.csv")} == set(names)


def test_labels_are_of_the_schema_and_a_second_one_is_another() -> None:
    texts = rows("texts.csv")
    assert len(texts) >= 500
    for text in texts:
        assert text["category"] in get_args(Category)
        assert text["second"] in ("", *get_args(Category))
        assert text["second"] != text["category"]
        assert text["topic"] in ("", *get_args(Topic))


def test_no_text_twice_and_none_with_an_address_or_a_number_of_a_person() -> None:
    texts = [text["text"] for text in rows("texts.csv")]
    assert len(texts) == len({" ".join(text.lower().split()) for text in texts})
    assert [text for text in texts if PERSONAL.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_to_each_of_them_may_be_sent(language: Language) -> None:
    """By every rule, length included; nobody signs with less than one short name."""
    for text in rows("texts.csv")[LANGUAGES.index(language) :: len(LANGUAGES)]:
        customer = CustomerView(cancellation_reason=text["text"])
        inputs = CampaignInput(
            customer=customer,
            analysis=analyse(ChurnAnalysisInput(customer=customer)),
            guidance="",
            offers=[],
            sender=Voice(signatory="Ann"),
            language=language,
        )
        assert AGENT.check(inputs, write(inputs)) is None, text["text"]


def test_the_second_reader_labelled_every_held_out_text_and_no_other() -> None:
    readings = second_readings()
    assert set(readings) == {text_id(text.text) for text in real_texts("held_out")}
    assert all(reading.category in get_args(Category) for reading in readings.values())
    assert all(reading.second in (None, *get_args(Category)) for reading in readings.values())
    assert all(reading.second != reading.category for reading in readings.values())
    assert all(reading.topic in (None, *get_args(Topic)) for reading in readings.values())
