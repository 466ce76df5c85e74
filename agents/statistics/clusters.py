"""Resampling by cluster: values of one subject (or of one case run several times) are drawn together or not at all.

Source: Field & Welsh, "Bootstrapping clustered data", JRSS B 69 (2007).
"""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

Floats = NDArray[np.float64]
_DIGITS = 12  # sums that differ only by rounding count as equal
_AT_ONCE = 2_000_000  # numbers in memory
_MANY = 16  # rows of a kind: counting kinds is faster than drawing rows


def cluster_sums(columns: Sequence[Sequence[float] | Floats], clusters: Sequence[Hashable]) -> Floats:
    """One row per cluster: the sum of each column, and last the number of its values."""
    numbers: dict[Hashable, int] = {}
    codes = np.array([numbers.setdefault(cluster, len(numbers)) for cluster in clusters], dtype=np.intp)
    sums = [np.bincount(codes, weights=np.asarray(column, dtype=np.float64)) for column in columns]
    return np.column_stack([*sums, np.bincount(codes)])


def resampled_sums(rows: Floats, repetitions: int, rng: np.random.Generator) -> Floats:
    """Column sums (repetitions, columns) of as many rows, drawn with replacement. The rows' order does not matter.

    Equal rows form one kind. If there are few kinds, the counts of each are drawn from the multinomial distribution.
    """
    scale = _scale(rows)
    kinds, counts = kinds_of(rows / scale)
    few = len(kinds) * _MANY < len(rows)
    at_once = max(1, _AT_ONCE // (len(kinds) if few else len(rows)))
    parts = []
    for done in range(0, repetitions, at_once):
        size = min(at_once, repetitions - done)
        if few:
            parts.append(rng.multinomial(len(rows), counts / len(rows), size=size) @ kinds)
        else:
            drawn = rng.integers(0, len(rows), size=(size, len(rows)), dtype=np.uint32)
            parts.append(_sums(np.repeat(kinds, counts, axis=0), drawn))
    sums: Floats = np.concatenate(parts) * scale
    return sums


def kinds_of(rows: Floats) -> tuple[Floats, NDArray[np.intp]]:
    """The distinct rows in a fixed order, and how often each occurs."""
    scale = _scale(rows)
    kinds, counts = np.unique(np.round(rows / scale, _DIGITS), axis=0, return_counts=True)
    return kinds * scale, counts


def _scale(rows: Floats) -> Floats:
    scale = np.abs(rows).max(axis=0)
    scale[scale == 0] = 1.0
    return np.asarray(scale, dtype=np.float64)


def _sums(rows: Floats, drawn: NDArray[np.uint32]) -> Floats:
    """Sums of the drawn rows, column by column; a constant column needs no drawing."""
    columns = [
        column[drawn].sum(axis=1) if np.ptp(column) else np.full(len(drawn), column[0] * len(rows)) for column in rows.T
    ]
    return np.column_stack(columns)


def percentile_interval(estimates: Floats, clusters: int, alpha: float) -> tuple[float, float]:
    """The middle 1 - alpha of bootstrap estimates, widened for few clusters like Student's t.

    Source: Hesterberg, "What teachers should know about the bootstrap", The American Statistician 69 (2015), expanded
    percentile interval.
    """
    tail = float(ndtr(np.sqrt(clusters / (clusters - 1)) * stdtrit(clusters - 1, alpha / 2)))
    low, high = np.quantile(estimates, [tail, 1 - tail])
    return float(low), float(high)


def unseen_share(clusters: int, alpha: float) -> float:
    """The largest share of clusters that may be different although none of these was: the exact rule of three."""
    return float(1 - (alpha / 2) ** (1 / clusters))
