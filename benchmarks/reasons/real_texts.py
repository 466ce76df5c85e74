"""What people say when they leave: real texts, retold and labelled, in two halves that share no source."""

import csv
import hashlib
from pathlib import Path
from typing import Literal, NamedTuple, cast

from schemas.customer import Category
from schemas.winback.churn_analysis import Topic

FOLDER = Path(__file__).with_name("real")
Half = Literal["tune", "held_out"]


class RealText(NamedTuple):
    """A text with its labels; `second` is a category that can be defended as well, where there is one."""

    source: str
    half: Half
    language: str
    category: Category
    second: Category | None
    topic: Topic | None
    text: str


class Reading(NamedTuple):
    """How another reader labelled a text of the held-out half, from the text alone; as `RealText` has it."""

    category: Category
    second: Category | None
    topic: Topic | None


def text_id(text: str) -> str:
    """What a text is called in second_reader.csv: the beginning of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def second_readings() -> dict[str, Reading]:
    """The second reader's labels of the held-out half, by `text_id`."""
    return {
        row["text_id"]: Reading(
            cast("Category", row["category"]),
            cast("Category | None", row["second"] or None),
            cast("Topic | None", row["topic"] or None),
        )
        for row in _rows("second_reader.csv")
    }


def real_texts(half: Half) -> list[RealText]:
    """The texts of a half, in the order of the file."""
    halves = {row["source"]: row["half"] for row in _rows("sources.csv")}
    return [
        RealText(
            row["source"],
            half,
            row["language"],
            cast("Category", row["category"]),
            cast("Category | None", row["second"] or None),
            cast("Topic | None", row["topic"] or None),
            row["text"],
        )
        for row in _rows("texts.csv")
        if halves[row["source"]] == half
    ]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
