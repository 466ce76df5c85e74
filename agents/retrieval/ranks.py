"""Rankings joined by rank, not by score: BM25's scores and cosines have no common measure.

Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): an item's score is the sum of 1 / (60 + rank) over
the rankings that have it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

_K = 60


def joined(rankings: Iterable[Sequence[int]]) -> list[tuple[int, float]]:
    """Items with their scores, best first; among equal ones, the lower item."""
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] += 1 / (_K + rank)
    return sorted(scores.items(), key=lambda found: (-found[1], found[0]))
