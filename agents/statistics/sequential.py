"""Candidate and production side by side, each with its own customers, looked at after every night.

Each comparison is wrong with probability `alpha` at most over all looks together: failure for a candidate that is as
good, success for one that loses the margin. Where several figures, or several steps of a release, can each decide,
divide alpha among them. Both arms must be of the same period and at one split.
"""

from dataclasses import dataclass
from math import exp, inf, log

from agents.statistics.boundary import reach
from agents.statistics.outcome import Better, Comparison, known, settle


@dataclass(frozen=True, slots=True)
class Arm:
    """One version's customers: how many, the mean of a figure, and the variance of one customer's figure."""

    n: int
    mean: float
    variance: float

    @classmethod
    def of_rate(cls, n: int, events: int) -> "Arm":
        """From how many of `n` had it. The variance counts one more of each kind: 0 of 50 is not certainly 0.

        Source: Agresti & Caffo, "Simple and effective confidence intervals for proportions and differences of
        proportions", The American Statistician 54 (2000).
        """
        share = (events + 1) / (n + 2)
        return cls(n, events / n if n else 0.0, share * (1 - share) * n / (n + 2))

    @classmethod
    def of_sums(cls, n: int, total: float, squares: float) -> "Arm":
        """From the sum and the sum of squares of `n` values."""
        variance = (squares - total**2 / n) / (n - 1) if n > 1 else 0.0
        return cls(n, total / n if n else 0.0, max(0.0, variance))

    @property
    def error(self) -> float:
        """Variance of the mean."""
        return self.variance / self.n if self.n else 0.0


def live(
    candidate: Arm,
    production: Arm,
    *,
    margin: float,
    better: Better = "higher",
    alpha: float = 0.05,
    minimum: int = 100,
) -> Comparison:
    """Compare means or rates by their difference.

    `margin`: what the candidate may lose, in the figure's units; below 0, what it must win. `better`: which way is
    good; `same`: neither, the margin holds both ways. Fewer than `minimum` customers in an arm are inconclusive.
    ValueError: no margin.
    """
    if not margin or (better == "same" and margin < 0):
        raise ValueError("a margin is above 0 (what may be lost) or below 0 (what must be won; not for `same`)")
    difference, error = candidate.mean - production.mean, candidate.error + production.error
    tail = alpha / 2 if better == "same" else alpha

    def bounds(times: float) -> tuple[float, float]:
        half = reach(error / times, abs(margin), tail)
        return difference - half, difference + half

    outcome, needs = settle(bounds, margin, better, (candidate.n, production.n), minimum)
    return Comparison(outcome, candidate.mean, production.mean, difference, *bounds(1.0), needs)


def live_ratio(candidate: Arm, production: Arm, *, times: float, alpha: float = 0.05, minimum: int = 100) -> Comparison:
    """Compare means above 0, of which less is better (cost), by their ratio.

    `times`: so many times production's mean the candidate's may be, e.g. 1.25. Source: delta method on the logarithm.
    ValueError: `times` not above 1.
    """
    if times <= 1:
        raise ValueError("`times` is how much more the candidate may take: above 1")
    ratio = log_ratio(candidate.mean, production.mean)
    error = sum(arm.error / arm.mean**2 for arm in (candidate, production) if arm.mean > 0)

    def bounds(more: float) -> tuple[float, float]:
        half = reach(error / more, log(times), alpha)
        return ratio - half, ratio + half

    outcome, needs = settle(bounds, log(times), "lower", (candidate.n, production.n), minimum)
    low, high = (known(end if end == inf else exp(end)) for end in bounds(1.0))
    return Comparison(
        outcome, candidate.mean, production.mean, known(ratio if ratio == inf else exp(ratio)), low, high, needs
    )


def log_ratio(candidate: float, production: float) -> float:
    """Logarithm of the ratio of two means of 0 or more; infinite where just one of them is 0."""
    if candidate <= 0 or production <= 0:
        return 0.0 if candidate <= 0 and production <= 0 else inf if production <= 0 else -inf
    return log(candidate) - log(production)
