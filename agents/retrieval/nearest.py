"""Exact nearest neighbours by cosine. No index: 100,000 vectors of 256 are compared in some 10 ms."""

import numpy as np
from numpy.typing import NDArray

from agents.retrieval.embedder import Vectors

Scores = NDArray[np.float32]


def cosines(vectors: Vectors, queries: Vectors) -> Scores:
    """(queries, vectors), of rows of length 1; a mapped file is read once for all queries.

    Six decimals: BLAS adds in another order for one query than for many, and equal texts should stay equal.
    """
    found: Scores = np.round(queries @ vectors.T, 6)
    return found


def best(scores: Scores, most: int, *, allowed: NDArray[np.bool_] | None = None) -> list[int]:
    """The rows with the highest scores above 0, best first; among equal ones, the lower row."""
    rows = np.flatnonzero(scores > 0 if allowed is None else (scores > 0) & allowed)
    if most < len(rows):
        found = scores[rows]
        # All that reach the lowest score that is taken, so that equal ones are chosen by row, not by chance.
        rows = rows[found >= np.partition(found, len(found) - most)[len(found) - most]]
    ordered = rows[np.lexsort((rows, -scores[rows]))]
    return [int(row) for row in ordered[:most]]
