"""Searching a snapshot: by words and by vectors, joined by rank."""

from collections.abc import Sequence

from agents.retrieval.embedder import Embedder, Vectors
from agents.retrieval.nearest import Scores, best, cosines
from agents.retrieval.passage import Found, Query
from agents.retrieval.ranks import joined
from agents.retrieval.snapshot import Snapshot
from schemas.errors import BadInputError

_POOL = 50  # of each ranking, before they are joined
_AT_ONCE = 32  # queries: with 100,000 passages, their cosines take 13 MB


class Retriever:
    """Safe to use concurrently from one event loop."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        """Raises `BadInputError` if other vectors stand in the snapshot than the embedder makes."""
        if (snapshot.about.embedder, snapshot.about.dimensions) != (embedder.name, embedder.dimensions):
            raise BadInputError(
                f"the snapshot {snapshot.folder} has vectors of {snapshot.about.embedder} ({snapshot.about.dimensions} "
                f"numbers), the embedder is {embedder.name} ({embedder.dimensions}): they cannot be compared; build it "
                "again"
            )
        self._snapshot = snapshot
        self._embedder = embedder

    @property
    def snapshot(self) -> Snapshot:
        """What is searched."""
        return self._snapshot

    async def search(self, query: Query) -> list[Found]:
        """At most `query.most` passages, best first; raises what `Embedder.embed` raises."""
        return (await self.search_many([query]))[0]

    async def search_many(self, queries: Sequence[Query]) -> list[list[Found]]:
        """The same for each query, in their order."""
        found: list[list[Found]] = []
        for start in range(0, len(queries), _AT_ONCE):
            some = queries[start : start + _AT_ONCE]
            found += self.found(some, await self._embedder.embed([query.text for query in some]))
        return found

    def found(self, queries: Sequence[Query], vectors: Vectors) -> list[list[Found]]:
        """The same with the vectors of the queries' texts, without waiting for anything."""
        scores = cosines(self._snapshot.vectors, vectors)
        return [self._found(query, row) for query, row in zip(queries, scores, strict=True)]

    def _found(self, query: Query, alike: Scores) -> list[Found]:
        allowed = None if query.until is None else self._snapshot.known(query.until)
        shared = self._snapshot.words.scores(query.text)
        pool = max(_POOL, query.most)
        rankings = (best(shared, pool, allowed=allowed), best(alike, pool, allowed=allowed))
        return [
            Found(
                passage=self._snapshot.passage(row),
                score=score,
                cosine=float(alike[row]),
                bm25=float(shared[row]),
            )
            for row, score in joined(rankings)[: query.most]
        ]
