"""How often the offline model names the right cause on held-out sentences, and what its confidence is worth.

Writes the tables of docs/offline.md; `make model` runs it after the training.
"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from agents.winback.offline.cause import read_cause
from benchmarks.reasons.page import put
from benchmarks.reasons.shares import by_confidence, grouped, share

_FOLDER = Path(__file__).parent
_BOUNDS = (0, 40, 60, 75, 85, 101)
_BY = ("set", "style", "language", "category")


class _Answer(NamedTuple):
    row: dict[str, str]
    right: bool
    confidence: int


def measure() -> None:
    """Print the tables, and write them into the page."""
    with (_FOLDER / "held_out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    answers = []
    for row in rows:
        verdict = read_cause(row["text"])
        answers.append(_Answer(row, verdict.category == row["category"], verdict.confidence))
    put("make model", f"{_accuracy(answers)}\n\n{_reliability(answers)}")


def _accuracy(answers: list[_Answer]) -> str:
    lines = ["| held-out sentences | number | right |", "|---|---|---|", _line("all", answers)]
    for by in _BY:
        lines += [_line(f"{by} {name}", group) for name, group in grouped(answers, _column(by)) if name]
    return "\n".join(lines)


def _column(name: str) -> Callable[[_Answer], str]:
    return lambda answer: answer.row[name]


def _line(name: str, answers: list[_Answer]) -> str:
    return f"| {name} | {len(answers)} | {share(answer.right for answer in answers):.1%} |"


def _reliability(answers: list[_Answer]) -> str:
    lines = ["| confidence | sentences | mean confidence | right |", "|---|---|---|---|"]
    for cells, group in by_confidence(answers, _BOUNDS):
        lines.append(f"{cells} {share(answer.right for answer in group):.0%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    measure()
