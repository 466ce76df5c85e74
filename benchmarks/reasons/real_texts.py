"""What people say when they leave: real texts, retold and labelled, in two halves that share no source."""

import csv
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
