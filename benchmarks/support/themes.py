"""How complaints are grouped, against themes that a person gave them: `python -m benchmarks.support.themes`."""

import asyncio
import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from agents.retrieval.static_words import StaticWords
from agents.support.themes import TextGroup, grouped

_FILE = Path(__file__).with_name("complaints.csv")


class Complaint(NamedTuple):
    """A complaint, retold from where its source says; those of no theme stand alone."""

    half: str  # dev, or held_out
    source: str
    theme: str
    text: str


def complaints(half: str) -> list[Complaint]:
    """Those of a half; the halves share no source."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [one for one in (Complaint(**row) for row in csv.DictReader(file)) if one.half == half]


class Agreement(NamedTuple):
    """Of all pairs in one group, how many are of one theme; and the other way round."""

    precision: float
    recall: float


def agreement(given: Sequence[Complaint], groups: Sequence[TextGroup]) -> Agreement:
    """Over pairs of complaints."""
    theirs = {frozenset(pair) for group in groups for pair in _pairs(group.members)}
    themes = {one.theme for one in given if one.theme}
    ours = {
        frozenset(pair)
        for theme in themes
        for pair in _pairs([at for at, one in enumerate(given) if one.theme == theme])
    }
    both = len(theirs & ours)
    return Agreement(both / len(theirs) if theirs else 1.0, both / len(ours) if ours else 1.0)


def _pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    return [(one, two) for at, one in enumerate(members) for two in members[at + 1 :]]


async def _measure() -> None:
    for half in ("dev", "held_out"):
        given = complaints(half)
        groups = await grouped([one.text for one in given], StaticWords())
        found = agreement(given, groups)
        print(f"{half}: {len(given)} complaints, pairs right {found.precision:.0%}, pairs found {found.recall:.0%}")
        for group in groups:
            themes = Counter(given[at].theme or "none" for at in group.members)
            said = ", ".join(f"{theme} {count}" for theme, count in themes.most_common())
            print(f"  {group.label}: {said}")


if __name__ == "__main__":
    asyncio.run(_measure())
