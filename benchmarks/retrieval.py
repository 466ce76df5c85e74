"""What is like a text among 100,000: exact cosine alone, and a whole search with words, ranks and passages."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from agents.retrieval.building import build_snapshot
from agents.retrieval.nearest import best, cosines
from agents.retrieval.passage import Passage, Query
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import Snapshot, open_snapshot
from agents.retrieval.static_words import StaticWords, static_vectors
from benchmarks.measure import Figure

PASSAGES, ASKED = 100_000, 51
_WORDS = (
    "mouse rat attic termite roof lawn mosquito quarterly monthly plan inspection family house new crawl space spider "
    "ant wasp nest spray barrier deck patio pool tree wall garage basement satisfied visits spend customer many season"
)


def figures(folder: Path) -> list[Figure]:
    """Medians, with vectors and words mapped from files that were read before."""
    dice = random.Random(1)
    started = perf_counter()
    snapshot = open_snapshot(asyncio.run(_built(folder, dice)))
    built_s = perf_counter() - started
    queries = [Query(text=" ".join(dice.choices(_WORDS.split(), k=8))) for _ in range(ASKED)]
    retriever = Retriever(snapshot, StaticWords())
    return [
        Figure.at_most(
            f"nearest of {PASSAGES:,} vectors of 256, by cosine, for one",
            _ms(lambda one: _nearest(snapshot, one), queries), 50, " ms", 1,
        ),
        Figure.at_most(
            "… a whole search for one: embedding, words, vectors, ranks",
            _ms(lambda one: retriever.found([one], static_vectors([one.text])), queries), 50, " ms", 1,
        ),
        Figure.at_most(
            f"… for {ASKED} at once, each", _many_ms(retriever, queries), 50, " ms", 1,
        ),
        Figure.at_most("… building the snapshot", built_s, 60, " s", 1),
    ]  # fmt: skip


async def _built(folder: Path, dice: random.Random) -> Path:
    passages = [
        Passage(id=str(number), text=" ".join(dice.choices(_WORDS.split(), k=15))) for number in range(PASSAGES)
    ]
    return await build_snapshot(folder, passages, StaticWords(), datetime.now(UTC))


def _nearest(snapshot: Snapshot, query: Query) -> list[int]:
    return best(cosines(snapshot.vectors, static_vectors([query.text]))[0], 10)


def _ms(search: Callable[[Query], object], queries: list[Query]) -> float:
    times = []
    for query in queries:
        started = perf_counter()
        search(query)
        times.append(perf_counter() - started)
    return median(times) * 1_000


def _many_ms(retriever: Retriever, queries: list[Query]) -> float:
    started = perf_counter()
    asyncio.run(retriever.search_many(queries))
    return (perf_counter() - started) / len(queries) * 1_000
