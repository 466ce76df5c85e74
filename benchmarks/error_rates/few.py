"""How often an interval of 95% holds the truth on few customers: skewed scores, clusters of unequal size."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

from agents.statistics.clusters import Floats, cluster_sums, percentile_interval, resampled_sums
from agents.statistics.interval import UNIT, mean_interval
from agents.statistics.paired import compare_paired
from benchmarks.error_rates.table import Table, percent

REPETITIONS, DRAWS, TRUTH = 500, 599, 1_000_000
DOLLARS, GAIN = "dollars, lognormal", "difference, 15% gain much"
Rng = np.random.Generator


def drawn(kind: str, clusters: int, rng: Rng) -> tuple[Floats, Floats]:
    """Mean and size per cluster."""
    if kind in _SIZES:
        sizes = _SIZES[kind](clusters, rng)
        easy = rng.beta(4, 0.5, clusters)
        if kind.endswith("fail more"):
            easy = np.where(sizes > _LARGE, rng.beta(2, 2, clusters), easy)
        return rng.binomial(sizes, easy) / sizes, sizes.astype(np.float64)
    return _SCORES[kind](clusters, rng), np.ones(clusters)


def _rarely(clusters: int, rng: Rng, some: Floats, others: Floats) -> Floats:
    return np.where(rng.random(clusters) < _RARE, some, others)


def _uneven(clusters: int, rng: Rng) -> NDArray[np.int64]:
    sizes: NDArray[np.int64] = 1 + rng.geometric(0.25, clusters) * rng.choice([1, 4], clusters, p=[0.8, 0.2])
    return sizes.clip(max=40)


_RARE, _LARGE = 0.15, 8
_SCORES: dict[str, Callable[[int, Rng], Floats]] = {
    "score, most near 1": lambda n, rng: _rarely(n, rng, rng.uniform(0, 0.5, n), 1 - rng.uniform(0, 0.05, n)),
    "score, beta": lambda n, rng: rng.beta(8, 0.6, n),
    DOLLARS: lambda n, rng: rng.lognormal(0, 1, n),
    GAIN: lambda n, rng: _rarely(n, rng, rng.uniform(0.2, 1, n), rng.normal(0, 0.02, n)),
}
_SIZES: dict[str, Callable[[int, Rng], NDArray[np.int64]]] = {
    "3 runs each, 90% pass": lambda n, _rng: np.full(n, 3),
    "1 to 40 runs": _uneven,
    "1 to 40 runs, the large fail more": _uneven,
    "some customers have 40 values": lambda n, rng: np.where(rng.random(n) < 0.1, 40, rng.integers(1, 4, n)),
}


SKEWED = (*(kind for kind in _SCORES if kind != GAIN), *_SIZES)


@cache
def truth(kind: str) -> float:
    """The mean of very many."""
    means, sizes = drawn(kind, TRUTH, np.random.default_rng(1))
    return float((means * sizes).sum() / sizes.sum())


def coverage(kind: str, clusters: int, rng: Rng, times: int = REPETITIONS) -> tuple[int, int]:
    """How many intervals hold the truth, of how many."""
    held = 0
    for _ in range(times):
        values, whose = _values(kind, clusters, rng)
        if kind == GAIN:
            base = [0.0] * len(values)
            found = compare_paired(base, values, whose, binary=False, rng=rng, alpha=0.05, repetitions=DRAWS)
            held += found.low <= truth(kind) <= found.high
        else:
            bounds = None if kind == DOLLARS else UNIT
            interval = mean_interval(values, whose, rng=rng, bounds=bounds, repetitions=DRAWS)
            held += interval.low <= truth(kind) <= interval.high
    return held, times


def _values(kind: str, clusters: int, rng: Rng) -> tuple[list[float], list[int]]:
    """Single values, and whose each is."""
    means, sizes = drawn(kind, clusters, rng)
    counts = sizes.astype(int)
    return np.repeat(means, counts).tolist(), np.repeat(np.arange(clusters), counts).tolist()


def _percentiles(kind: str, clusters: int, rng: Rng) -> int:
    """The same with the percentiles of an ordinary bootstrap, which is a point where all clusters agree."""
    held = 0
    for _ in range(REPETITIONS):
        values, whose = _values(kind, clusters, rng)
        sums = resampled_sums(cluster_sums([values], whose), DRAWS, rng)
        low, high = percentile_interval(sums[:, 0] / sums[:, 1], clusters, 0.05)
        held += low <= truth(kind) <= high
    return held


def few(rng: Rng) -> Table:
    """Every kind on 12, 25 and 50 customers."""
    rows = []
    for kind in (*SKEWED, GAIN):
        cells = []
        for clusters in (12, 25, 50):
            held, times = coverage(kind, clusters, rng)
            cells.append(f"{percent(held / times)} ({percent(_percentiles(kind, clusters, rng) / REPETITIONS)})")
        rows.append([kind, *cells])
    return Table(
        "Intervals of 95% that hold the truth on few customers (in brackets: percentiles of a bootstrap)",
        ["values", "12", "25", "50"],
        rows,
    )
