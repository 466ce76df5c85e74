"""How much of what must be stopped is stopped, and how much of what must not be, by kind; `make guardrails`.

With a file of texts, a line each, it prints how many of those are stopped, and of which kinds.
"""

import asyncio
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

from agents.retrieval.static_words import StaticWords
from agents.support.guardrails.guard import Guard, open_guard
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from benchmarks.guardrails.corpus import Half, Text, bad, good


async def measure() -> None:
    """Print the scorecard of both halves, and every text that was judged wrongly in the first."""
    guard = await open_guard(names(), read_intents(), StaticWords())
    if files := [argument for argument in sys.argv[1:] if not argument.startswith("--")]:
        for file in files:
            await _lines(guard, _texts(file))
        return
    for half in get_args(Half):
        print(f"\n{half}: stopped of what has to be")
        await _table(guard, bad(half), wanted=True, show=half == "dev" or "--all" in sys.argv)
        print(f"\n{half}: stopped of what must not be")
        await _table(guard, good(half), wanted=False, show=half == "dev" or "--all" in sys.argv)


async def _table(guard: Guard, texts: list[Text], *, wanted: bool, show: bool) -> None:
    stopped = [(one, await _stopped(guard, one.text)) for one in texts]
    for kind in dict.fromkeys(one.kind for one in texts):
        group = [said for one, said in stopped if one.kind == kind]
        print(f"  {kind:20} {sum(map(bool, group)):4} of {len(group):4}")
    found = sum(bool(said) for _, said in stopped)
    print(f"  {'all':20} {found:4} of {len(stopped):4} = {found / len(stopped):.1%}")
    for one, said in stopped if show else ():
        if bool(said) != wanted:
            print(f"    wrong: {one.kind}: {said} {one.text[:110]!r}")


async def _stopped(guard: Guard, text: str) -> str:
    found = (await guard.screen(text)).blocked
    return "" if found is None else found.kind


def _texts(file: str) -> list[str]:
    return [line for line in Path(file).read_text(encoding="utf-8").splitlines() if line.strip()]


async def _lines(guard: Guard, texts: list[str]) -> None:
    kinds = Counter([await _stopped(guard, text) for text in texts])
    stopped = len(texts) - kinds.pop("", 0)
    print(f"{stopped} of {len(texts)} = {stopped / len(texts):.1%} stopped: {dict(kinds)}")


if __name__ == "__main__":
    asyncio.run(measure())
