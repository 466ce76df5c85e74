"""Questions that people ask, retold and labelled with their intent, in two halves that share no source."""

import csv
from pathlib import Path
from typing import Literal, NamedTuple

FOLDER = Path(__file__).parent
Half = Literal["dev", "held_out"]


class Question(NamedTuple):
    """A question with its label; `second` is an intent that can be defended as well, where there is one."""

    source: str
    intent: str
    second: str
    text: str


def questions(half: Half) -> list[Question]:
    """The questions of a half, in the order of the file."""
    halves = {row["source"]: row["half"] for row in _rows("sources.csv")}
    return [Question(**row) for row in _rows("questions.csv") if halves[row["source"]] == half]


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
