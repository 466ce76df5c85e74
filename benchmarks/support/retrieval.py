"""How often a question finds its page, and what the offline rules answer where no page holds an answer.

`pages.csv` names for each question the pages that hold an answer, none where there is no such page.
"""

import asyncio
import csv
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from agents.retrieval.retriever import Retriever
from agents.retrieval.static_words import StaticWords
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.intents.scope import read_scope
from agents.support.offline.answer import answer
from agents.support.offline.quality import judge
from agents.support.quality import read_criteria
from benchmarks.support.questions import FOLDER, Half
from schemas.support.answer import AnswerInput, QualityInput
from tasks.support.knowledge import FOLDER as KNOWLEDGE
from tasks.support.knowledge import build_knowledge, search, views


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the pages that hold an answer."""

    text: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Went:
    """What became of it: the pages found, the one that was answered from, and the points."""

    asked: Asked
    found: tuple[str, ...]
    answered: str  # empty: it is not known
    points: int

    @property
    def kind(self) -> str:
        """right, wrong (a page that does not hold it), missed (there is one), refused (there is none)."""
        if self.answered:
            return "right" if self.answered in self.asked.pages else "wrong"
        return "missed" if self.asked.pages else "refused"


def asked_in(half: Half) -> list[Asked]:
    """The questions of a half."""
    with (FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        halves = {row["source"]: row["half"] for row in csv.DictReader(file)}
    with (FOLDER / "pages.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if halves[row["source"]] == half]
    return [Asked(row["text"], tuple(filter(None, row["pages"].split("|")))) for row in rows]


async def measure() -> None:
    """Print both halves, and what went wrong in the first; with --all, in both."""
    reader = await open_intents(read_intents(), read_scope(), names(), StaticWords())
    with tempfile.TemporaryDirectory() as room:
        retriever = Retriever(
            await build_knowledge(KNOWLEDGE, Path(room), StaticWords(), datetime.now(UTC)), StaticWords()
        )
        for half in get_args(Half):
            went = [await _went(one, retriever, reader) for one in asked_in(half)]
            _print(half, went, show=half == "dev" or "--all" in sys.argv)


async def _went(asked: Asked, retriever: Retriever, reader: IntentReader) -> Went:
    found = await search(retriever, asked.text, (await reader.read(asked.text))[0].intent)
    sources = tuple(str(one.passage.about["source"]) for one in found)
    passages = views(found)
    said = answer(AnswerInput(question=asked.text, passages=passages))
    answered = sources[int(said.citations[0][1:]) - 1] if said.citations else ""
    criteria = read_criteria()
    points = judge(
        QualityInput(
            question=asked.text,
            answer=said.text,
            citations=said.citations,
            passages=passages,
            criteria=criteria.criteria,
        )
    )
    return Went(asked, sources, answered, criteria.overall(points.by_criterion()))


def _print(half: str, went: Sequence[Went], *, show: bool) -> None:
    known = [one for one in went if one.asked.pages]
    first = sum(one.found[:1] != () and one.found[0] in one.asked.pages for one in known)
    among = sum(bool({*one.found} & {*one.asked.pages}) for one in known)
    kinds = Counter((bool(one.asked.pages), one.kind) for one in went)
    shown = sum(one.kind == "wrong" and one.points >= read_criteria().threshold for one in went)
    print(f"\n{half}: {len(known)} questions with a page")
    print(f"  found first {first / len(known):.1%}, among five {among / len(known):.1%}")
    print(f"  answered right {kinds[True, 'right']}, wrong {kinds[True, 'wrong']}, missed {kinds[True, 'missed']}")
    print(f"  {len(went) - len(known)} without: refused {kinds[False, 'refused']}, wrong {kinds[False, 'wrong']}")
    print(f"  wrong ones that reach the threshold: {shown}")
    for one in went if show else ():
        if one.kind in ("wrong", "missed"):
            print(
                f"    {one.kind} {one.points}: {one.asked.text} | {one.answered or '-'} | {', '.join(one.asked.pages)}"
            )


if __name__ == "__main__":
    asyncio.run(measure())
