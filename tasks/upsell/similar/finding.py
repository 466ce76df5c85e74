"""A few comparable cases for one customer: those that went well and those that did not."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from agents.retrieval.passage import Found, Query
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import open_snapshot
from agents.retrieval.static_words import StaticWords, static_vectors
from schemas.upsell.features import Features
from schemas.upsell.message import SimilarCase
from tasks.bulk.place import Place
from tasks.upsell.similar.building import ABOUT, SIDES, CasesAbout, case_bundles
from tasks.upsell.similar.profile import profile

MOST = 4
_REMEMBERED = 10_000  # profiles: many customers of a run have one in common, and the run one moment
_LOOKED_AT = 50  # of each side: many have the same profile, item and outcome


class SimilarCases:
    """The cases that count, open for reading; without any, none are found."""

    def __init__(self, about: CasesAbout | None = None, sides: tuple[Retriever, ...] = ()) -> None:
        self.about = about
        self._sides = sides
        self._said = frozenset(about.said) if about is not None else frozenset[tuple[str, str]]()
        self._found = dict[tuple[str, datetime], tuple[SimilarCase, ...]]()

    def of(self, features: Features, until: datetime) -> tuple[SimilarCase, ...]:
        """At most four, in turn one that was accepted and one that was not, the most alike first.

        Of outcomes that were known at `until`, the moment of the decision.
        """
        if not self._sides:
            return ()
        asked = (profile(features, self._said), until)
        if asked not in self._found:
            if len(self._found) == _REMEMBERED:
                self._found.clear()
            self._found[asked] = self._searched(*asked)
        return self._found[asked]

    def _searched(self, text: str, until: datetime) -> tuple[SimilarCase, ...]:
        query, vectors = Query(text=text, most=_LOOKED_AT, until=until), static_vectors([text])
        found = (_distinct(side.found([query], vectors)[0]) for side in self._sides)
        return tuple(case for pair in zip_longest(*found) for case in pair if case is not None)[:MOST]


def _distinct(found: list[Found]) -> Iterator[SimilarCase]:
    seen = set[SimilarCase]()
    for one in found:
        case = SimilarCase(profile=one.passage.text, **one.passage.about)
        if case not in seen:
            seen.add(case)
            yield case


async def open_cases(place: Place) -> SimilarCases:
    """The bundle that counts; raises `BadInputError` if it is damaged."""
    bundles = case_bundles(place)
    found = await bundles.current_folder()
    if found is None:
        return SimilarCases()
    await bundles.forget_gone()
    return await asyncio.to_thread(_opened, found[1])


def _opened(folder: Path) -> SimilarCases:
    about = CasesAbout.model_validate_json((folder / ABOUT).read_bytes())
    if not any(about.cases.values()):
        return SimilarCases(about)  # nobody pays for vectors (0.4 s, 120 MB) that find nothing
    static_vectors([""])  # loaded here, not while somebody waits
    embedder = StaticWords()
    sides = (Retriever(open_snapshot(folder / side / about.snapshots[side]), embedder) for side in SIDES)
    return SimilarCases(about, tuple(sides))
