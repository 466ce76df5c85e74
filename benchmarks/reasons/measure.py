"""How often the offline model names the right cause on held-out sentences, and what its confidence is worth.

Writes the tables of docs/offline.md; `make model` runs it after the training.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from agents.winback.offline.cause import read_cause

_FOLDER = Path(__file__).parent
_PAGE = _FOLDER.parents[1] / "docs" / "offline.md"
_BEGIN, _END = "<!-- make model -->", "<!-- end -->"
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
    text = f"{_accuracy(answers)}\n\n{_reliability(answers)}"
    print(text)
    before, _, rest = _PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    _PAGE.write_text(f"{before}{_BEGIN}\n{text}\n{_END}{after}", encoding="utf-8")


def _accuracy(answers: list[_Answer]) -> str:
    lines = ["| held-out sentences | number | right |", "|---|---|---|", _line("all", answers)]
    for by in _BY:
        groups: dict[str, list[_Answer]] = defaultdict(list)
        for answer in answers:
            groups[answer.row[by]].append(answer)
        lines += [_line(f"{by} {name}", group) for name, group in sorted(groups.items()) if name]
    return "\n".join(lines)


def _line(name: str, answers: list[_Answer]) -> str:
    return f"| {name} | {len(answers)} | {_share(answer.right for answer in answers):.1%} |"


def _reliability(answers: list[_Answer]) -> str:
    lines = ["| confidence | sentences | mean confidence | right |", "|---|---|---|---|"]
    for low, high in pairwise(_BOUNDS):
        group = [answer for answer in answers if low <= answer.confidence < high]
        if group:
            mean = sum(answer.confidence for answer in group) / len(group)
            right = _share(answer.right for answer in group)
            lines.append(f"| {low} to {high - 1} | {len(group)} | {mean:.0f}% | {right:.0%} |")
    return "\n".join(lines)


def _share(rights: Iterable[bool]) -> float:
    values = list(rights)
    return sum(values) / len(values)


if __name__ == "__main__":
    measure()
