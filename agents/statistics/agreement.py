"""How well a judge agrees with people's labels."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from agents.statistics.clusters import Floats, cluster_sums, percentile_interval, resampled_sums, unseen_share

Weights = Literal["quadratic"] | None
Winner = Literal["a", "b", "tie"]


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance: 1 complete, 0 as by chance, below 0 worse; over `n` labels of `clusters` subjects."""

    value: float  # the kappa of all labels
    low: float  # the interval's lower end
    high: float  # and its upper end
    n: int  # labels
    clusters: int  # subjects they belong to
    level: float  # confidence of the interval, e.g. 0.95


@dataclass(frozen=True, slots=True)
class OrderSwap:
    """Pairs shown to a judge in both orders. `first`/`last`: the winner was the one shown first / last both times."""

    n: int
    flips: int
    first: int
    last: int

    @property
    def share(self) -> float:
        """Share of the pairs whose winner depends on the order, 0..1."""
        return self.flips / self.n if self.n else 0.0


def agreement(a: Sequence[Hashable], b: Sequence[Hashable]) -> float:
    """Share of the cases with the same label, 0..1. ValueError: no labels, or not in pairs."""
    _check(a, b)
    return sum(one == other for one, other in zip(a, b, strict=True)) / len(a)


def cohen_kappa(a: Sequence[Hashable], b: Sequence[Hashable], weights: Weights = None) -> float:
    """Cohen's kappa of labels or, with quadratic weights, of numeric scores, where the distance counts.

    0 if both only ever say one and the same thing: that shows nothing. Source: Cohen, "A coefficient of agreement for
    nominal scales" (1960) and "Weighted kappa" (1968).
    """
    _check(a, b)
    columns, statistic = _columns(a, b, weights)
    return _whole(cluster_sums(columns, range(len(a))), statistic)


def kappa_interval(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    clusters: Sequence[Hashable],
    *,
    rng: np.random.Generator,
    weights: Weights = None,
    level: float = 0.95,
    repetitions: int = 2000,
) -> Kappa:
    """Kappa with a bootstrap interval; labels of one subject are drawn together.

    Complete agreement still leaves room for kinds of cases that have not occurred yet. ValueError: labels not in pairs.
    """
    _check(a, b)
    columns, statistic = _columns(a, b, weights)
    rows = cluster_sums(columns, clusters)
    value = _whole(rows, statistic)
    if len(rows) == 1:
        low, high = -1.0, 1.0
    elif value == 1:
        low, high = 1 - unseen_share(len(rows), 1 - level), 1.0
    else:
        low, high = percentile_interval(statistic(resampled_sums(rows, repetitions, rng)), len(rows), 1 - level)
    return Kappa(value, max(-1.0, min(low, value)), min(1.0, max(high, value)), len(a), len(rows), level)


def order_swap(forward: Sequence[Winner], swapped: Sequence[Winner]) -> OrderSwap:
    """Compare a judge's winners with a shown first (`forward`) and with b shown first (`swapped`), pair by pair.

    Source: Zheng et al., "Judging LLM-as-a-judge" (2023), position bias.
    """
    pairs = list(zip(forward, swapped, strict=True))
    flips = sum(one != other for one, other in pairs)
    return OrderSwap(len(pairs), flips, pairs.count(("a", "b")), pairs.count(("b", "a")))


def order_swap_flips(forward: Sequence[Winner], swapped: Sequence[Winner]) -> float:
    """Share of the pairs whose winner changes with the order, 0..1."""
    return order_swap(forward, swapped).share


def _check(a: Sequence[Hashable], b: Sequence[Hashable]) -> None:
    if not len(a) or len(a) != len(b):
        raise ValueError(f"agreement is of pairs of labels: {len(a)} and {len(b)} were given")


def _columns(
    a: Sequence[Hashable], b: Sequence[Hashable], weights: Weights
) -> tuple[list[Floats], Callable[[Floats], Floats]]:
    """The columns to sum per cluster, and the function from rows of such sums to kappa (the last column counts)."""
    if weights is None:
        kinds = list(dict.fromkeys([*a, *b]))
        same = np.array([one == other for one, other in zip(a, b, strict=True)], dtype=np.float64)
        marginals = [np.array([value == kind for value in side], dtype=np.float64) for side in (a, b) for kind in kinds]
        return [same, *marginals], _nominal
    scores = np.array([a, b], dtype=np.float64)
    scores -= scores.mean()  # does not change kappa, but makes rounding errors smaller
    one, other = scores
    return [one, other, one**2 + other**2, (one - other) ** 2], _quadratic


def _whole(rows: Floats, statistic: Callable[[Floats], Floats]) -> float:
    return max(-1.0, float(statistic(rows.sum(axis=0, keepdims=True))[0]))


def _nominal(sums: Floats) -> Floats:
    n = sums[:, -1]
    a, b = np.split(sums[:, 1:-1], 2, axis=1)
    return _beyond_chance(1 - sums[:, 0] / n, 1 - (a * b).sum(axis=1) / n**2)


def _quadratic(sums: Floats) -> Floats:
    a, b, squares, apart, n = sums.T
    return _beyond_chance(apart / n, squares / n - 2 * a * b / n**2)


def _beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """1 - observed / expected disagreement; 0 if nothing but agreement could be expected."""
    possible = expected > 1e-12  # noqa: PLR2004 -- rounding
    return np.where(possible, 1 - observed / np.where(possible, expected, 1.0), 0.0)
