"""A month of 20,000 customers, 667 a night, of which the candidate gets a share: what each night's look sees."""

from collections.abc import Callable, Iterator

import numpy as np

from agents.statistics.clusters import Floats
from agents.statistics.latency_quantile import live_quantile
from agents.statistics.outcome import Better, LiveComparison
from agents.statistics.sequential import Arm, live, live_ratio

NIGHTS, A_NIGHT = 30, 667
Rng = np.random.Generator
Nights = Iterator[LiveComparison]
Counts = tuple[int, int]


def split(share: int) -> Counts:
    """Customers of candidate and production a night."""
    ours = round(A_NIGHT * share / 100)
    return ours, A_NIGHT - ours


def events(share: int, candidate: float, production: float, rng: Rng) -> Iterator[tuple[Counts, Counts]]:
    """(customers, events) of candidate and production, up to each night."""
    n = split(share)
    ours, theirs = (rng.binomial(n[arm], (candidate, production)[arm], NIGHTS).cumsum().tolist() for arm in (0, 1))
    for night in range(1, NIGHTS + 1):
        yield (n[0] * night, ours[night - 1]), (n[1] * night, theirs[night - 1])


def values(share: int, draw: Callable[[int], Floats], factor: float, shift: float) -> Iterator[tuple[Arm, Arm]]:
    """Arms of a figure with a mean, up to each night; the candidate's are changed."""
    arms = []
    for n, times, more in zip(split(share), (factor, 1.0), (shift, 0.0), strict=True):
        drawn = draw(n) * times + more
        sums, squares = drawn.sum(axis=1).cumsum().tolist(), (drawn**2).sum(axis=1).cumsum().tolist()
        arms.append([Arm.of_sums(n * (night + 1), sums[night], squares[night]) for night in range(NIGHTS)])
    yield from zip(*arms, strict=True)


def rate(
    share: int, candidate: float, production: float, margin: float, better: Better, rng: Rng, alpha: float = 0.05
) -> Nights:
    """A share of the customers: approved, on hold, failed."""
    for ours, theirs in events(share, candidate, production, rng):
        yield live(Arm.of_rate(*ours), Arm.of_rate(*theirs), margin=margin, better=better, alpha=alpha)


def score(share: int, shift: float, rng: Rng) -> Nights:
    """A judge's score in 0..1."""
    for ours, theirs in values(share, lambda n: rng.beta(4, 1.5, size=(NIGHTS, n)), 1.0, shift):
        yield live(ours, theirs, margin=0.05)


def cost_arms(share: int, factor: float, rng: Rng) -> Iterator[tuple[Arm, Arm]]:
    """Dollars per customer, a few of them dear."""
    return values(share, lambda n: rng.lognormal(-5, 0.8, size=(NIGHTS, n)), factor, 0.0)


def cost(share: int, factor: float, rng: Rng, alpha: float = 0.05) -> Nights:
    """Dollars per customer, by their ratio."""
    for ours, theirs in cost_arms(share, factor, rng):
        yield live_ratio(ours, theirs, times=1.5, alpha=alpha)


def latency(share: int, factor: float, rng: Rng, alpha: float = 0.05) -> Nights:
    """The p95 of seconds, from histograms like those of schemas/latency.py."""
    arms = []
    for n, times in zip(split(share), (factor, 1.0), strict=True):
        seconds = rng.lognormal(0.5, 0.6, size=(NIGHTS, n)) * times
        buckets = np.clip(np.floor(np.log2(seconds / 0.001) * 8), 0, 160).astype(int)
        counted = np.stack([np.bincount(night, minlength=161) for night in buckets]).cumsum(axis=0)
        arms.append([{int(at): int(row[at]) for at in np.flatnonzero(row)} for row in counted])
    for ours, theirs in zip(*arms, strict=True):
        yield live_quantile(ours, theirs, shortest=0.001, per_doubling=8, times=1.5, alpha=alpha)


def end(nights: Nights) -> tuple[str, int]:
    """How a month ends, and in which night."""
    for night, today in enumerate(nights, 1):
        if today.outcome != "inconclusive":
            return today.outcome, night
    return "inconclusive", NIGHTS
