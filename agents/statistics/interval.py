"""The mean of an evaluator's scores, with an interval for other subjects of the same kind."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
from scipy.special import ndtri

from agents.statistics.clusters import cluster_sums, unseen_share
from agents.statistics.few_clusters import bounded_mean, studentised

UNIT = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `n` values of `clusters` subjects or cases; the truth lies in low..high with probability `level`."""

    mean: float
    low: float
    high: float
    n: int  # values
    clusters: int  # subjects or cases they belong to
    level: float  # confidence of the interval, e.g. 0.95
    method: str  # how the interval was made, as the report names it


def mean_interval(
    values: Sequence[float],
    clusters: Sequence[Hashable],
    *,
    rng: np.random.Generator,
    level: float = 0.95,
    bounds: tuple[float, float] | None = UNIT,
    repetitions: int = 2000,
) -> Interval:
    """Mean of values with an interval; `clusters[i]` is the subject or case of `values[i]`.

    Passed or not, one value per cluster: Wilson's score interval (Wilson 1927; Brown, Cai & DasGupta 2001). Otherwise
    `bounded_mean`, which leaves room for kinds that have not occurred yet. `bounds`: the range of a value; with None,
    any value, `studentised` is used. If all clusters agree, the interval allows for the share that may be different.
    ValueError: no values, or one outside the bounds.
    """
    require_values(values, clusters, bounds)
    mean, rows = fsum(values) / len(values), cluster_sums([values], clusters)
    alpha = 1 - level
    if bounds == UNIT and len(rows) == len(values) and set(values) <= {0.0, 1.0}:
        low, high, method = *wilson(fsum(values), len(values), alpha), "Wilson"
    elif not spread(rows):
        low, high, method = *_agreeing(mean, len(rows), alpha, bounds), "all equal"
    elif bounds is not None:
        low, high, method = *bounded_mean(rows, bounds, alpha, repetitions, rng), "Gaffke, by cluster"
    else:
        low, high, method = *studentised(rows, alpha, repetitions, rng), "bootstrap-t, by cluster"
    low, high = min(low, mean), max(high, mean)
    if bounds is not None:
        low, high = max(low, bounds[0]), min(high, bounds[1])
    return Interval(mean, low, high, len(values), len(rows), level, method)


def require_values(values: Sequence[float], clusters: Sequence[Hashable], bounds: tuple[float, float] | None) -> None:
    """Raise ValueError if values cannot be averaged: none, not one cluster each, not finite, or out of bounds."""
    if not len(values):
        raise ValueError("no values to average")
    if len(values) != len(clusters):
        raise ValueError(f"{len(values)} values of {len(clusters)} clusters; each value needs its cluster")
    low, high = bounds or (-np.inf, np.inf)
    for value in values:
        if not (np.isfinite(value) and low <= value <= high):
            raise ValueError(f"the value {value} is not within {low} to {high}")


def spread(rows: np.ndarray) -> bool:
    """Whether the clusters (rows: sum, count) differ in their means."""
    means = rows[:, 0] / rows[:, -1]
    return bool(np.ptp(means) > 1e-9 * max(1e-300, float(np.abs(means).max())))


def wilson(successes: float, n: int, alpha: float) -> tuple[float, float]:
    """Score interval of a share of `n`."""
    z = -float(ndtri(alpha / 2))
    middle = (successes + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * sqrt(successes * (n - successes) / n + z * z / 4)
    return middle - half, middle + half


def _agreeing(mean: float, clusters: int, alpha: float, bounds: tuple[float, float] | None) -> tuple[float, float]:
    if bounds is None:
        return mean, mean
    others = unseen_share(clusters, alpha)
    return mean - others * (mean - bounds[0]), mean + others * (bounds[1] - mean)
