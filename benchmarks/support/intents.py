"""How often the intent of a question is read right, and what the confidence is worth.

With files of texts, a line each, it prints how many of those are taken for no subject of ours.
"""

import asyncio
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import get_args

from agents.retrieval.static_words import StaticWords
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.intents.scope import read_scope
from benchmarks.support.questions import Half, questions

_BOUNDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


async def measure() -> None:
    """Print the tables of both halves, and what was read wrongly in the first."""
    reader = await open_intents(read_intents(), read_scope(), names(), StaticWords())
    if files := [argument for argument in sys.argv[1:] if not argument.startswith("--")]:
        for file in files:
            await _lines(reader, file, _texts(file))
        return
    for half in get_args(Half):
        await _half(reader, half, show=half == "dev" or "--all" in sys.argv)


async def _half(reader: IntentReader, half: Half, *, show: bool) -> None:
    read = [(one, await reader.read(one.text)) for one in questions(half)]
    right = [found[0].intent in (one.intent, one.second) for one, found in read]
    known = [ok for (one, _), ok in zip(read, right, strict=True) if one.intent != "out_of_scope"]
    print(f"\n{half}: {sum(known)} of {len(known)} = {sum(known) / len(known):.1%} of our subjects right")
    for intent in [one.name for one in read_intents().intents]:
        group = [ok for (one, _), ok in zip(read, right, strict=True) if one.intent == intent]
        print(f"  {intent:14} {sum(group):3} of {len(group):3}")
    for low, high in pairwise(_BOUNDS):
        group = [ok for (_, found), ok in zip(read, right, strict=True) if low <= found[0].confidence < high]
        if group:
            print(f"  confidence {low:.1f} to {min(high, 1):.1f}: {sum(group) / len(group):.0%} right of {len(group)}")
    for (one, found), ok in zip(read, right, strict=True) if show else ():
        if not ok:
            print(f"    {one.intent} read as {found[0].intent} ({found[0].confidence:.2f}): {one.text}")


async def _lines(reader: IntentReader, name: str, texts: list[str]) -> None:
    taken = Counter([(await reader.read(text))[0].intent for text in texts])
    print(f"{name}: {taken['out_of_scope'] / len(texts):.1%} of {len(texts)} out of scope; {dict(taken)}")


def _texts(file: str) -> list[str]:
    return [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    asyncio.run(measure())
