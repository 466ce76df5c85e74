"""How often a question about something of ours is taken for none of ours, and the other way round.

`scope.csv` has questions about services that no intent has examples of, and everyday ones that sound alike. Rows of
the half `unseen` were written after the scope's vocabulary was chosen, and read once.
"""

import asyncio
import csv
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from agents.retrieval.static_words import StaticWords
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.intents.scope import read_scope

_FILE = Path(__file__).with_name("scope.csv")


class ScopeQuestion(NamedTuple):
    """A question, whether it is ours, and the intents that can be defended, empty if nobody said."""

    half: str
    source: str
    scope: str  # in, or out
    intents: str  # separated by |
    text: str


def scope_questions() -> list[ScopeQuestion]:
    """All of them, in the order of the file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [ScopeQuestion(**row) for row in csv.DictReader(file)]


async def is_taken_for_ours(text: str, reader: IntentReader) -> bool:
    """Whether a question is read as one of ours."""
    return (await reader.read(text))[0].intent != read_intents().out_of_scope


async def measure() -> None:
    """Print the shares by half; with --all, what was read wrongly, too."""
    reader = await open_intents(read_intents(), read_scope(), names(), StaticWords())
    right, asked = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in scope_questions():
        ours = await is_taken_for_ours(one.text, reader)
        asked[one.half, one.scope] += 1
        right[one.half, one.scope] += ours == (one.scope == "in")
        if ours != (one.scope == "in") and "--all" in sys.argv:
            print(f"  {one.scope} read wrongly: {one.text}")
    for (half, scope), count in sorted(asked.items()):
        print(f"{half}, {scope} of scope: {right[half, scope]} of {count} right")


if __name__ == "__main__":
    asyncio.run(measure())
