"""Candidate and production side by side, each with its own subjects, looked at after every night.

Both arms must be from the same period and at the same split. `outcome` says what success and failure mean, and how
often each is wrong.
"""

from dataclasses import dataclass
from math import exp, inf, log

from agents.statistics.boundary import reach
from agents.statistics.outcome import Better, LiveComparison, Rule, nothing_known

_MORE = 4


@dataclass(frozen=True, slots=True)
class Arm:
    """One version's subjects: how many, the mean of a figure, and the variance of one subject's figure."""

    n: int
    mean: float
    variance: float

    @classmethod
    def of_rate(cls, n: int, events: int) -> "Arm":
        """From a count out of `n`. The variance adds a few of both kinds: 0 of 50 is not certainly 0.

        Source: Agresti & Coull, "Approximate is better than exact for interval estimation of binomial proportions", The
        American Statistician 52 (1998): half the square of how many standard errors the bound is away, here 2.8.
        """
        seen = n + 2 * _MORE
        share = (events + _MORE) / seen
        return cls(n, events / n if n else 0.0, share * (1 - share) * n / seen)

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
    beta: float = 0.05,
    minimum: int = 100,
) -> LiveComparison:
    """Compare means or rates by their difference.

    `margin`: what the candidate may lose, in the figure's units; below 0, what it must win. `better`: which way is
    good; `same`: neither, the margin holds both ways. With fewer than `minimum` subjects in an arm it is inconclusive.
    ValueError: no margin.
    """
    if not margin or (better == "same" and margin < 0):
        raise ValueError("a margin is above 0 (what may be lost) or below 0 (what must be won; not for `same`)")
    if not candidate.n or not production.n:
        return nothing_known(minimum)
    rule = Rule(margin, better, alpha, beta, minimum)
    difference, error = candidate.mean - production.mean, candidate.error + production.error

    def bounds(more: float, risk: float) -> tuple[float, float]:
        half = reach(error / more, abs(margin), risk)
        return difference - half, difference + half

    outcome, needs = rule.settle(bounds, candidate.n, production.n)
    return LiveComparison(outcome, candidate.mean, production.mean, difference, *rule.ends(bounds), needs)


def live_ratio(
    candidate: Arm, production: Arm, *, times: float, alpha: float = 0.05, beta: float = 0.05, minimum: int = 100
) -> LiveComparison:
    """Compare means above 0, lower being better (cost), by their ratio.

    `times`: how many times production's mean the candidate's may be, e.g. 1.25. Source: delta method on the logarithm.
    ValueError: `times` not above 1.
    """
    rule = Rule(log_margin(times), "lower", alpha, beta, minimum)
    if not candidate.n or not production.n:
        return nothing_known(minimum)
    ratio, error = log_ratio(candidate, production)

    def bounds(more: float, risk: float) -> tuple[float, float]:
        half = reach(error / more, rule.margin, risk)
        return ratio - half, ratio + half

    outcome, needs = rule.settle(bounds, candidate.n, production.n)
    low, high = rule.ends(bounds)
    return LiveComparison(outcome, candidate.mean, production.mean, factor(ratio), factor(low), factor(high), needs)


def log_ratio(candidate: Arm, production: Arm) -> tuple[float, float]:
    """Logarithm of the ratio of two means of 0 or more, and its variance; infinite if just one of them is 0."""
    ours, theirs = candidate.mean, production.mean
    error = sum(arm.error / arm.mean**2 for arm in (candidate, production) if arm.mean > 0)
    if ours > 0 and theirs > 0:
        return log(ours) - log(theirs), error
    return (0.0 if ours <= 0 and theirs <= 0 else inf if theirs <= 0 else -inf), error


def log_margin(times: float) -> float:
    """Logarithm of the factor that is allowed. ValueError: not above 1."""
    if times <= 1:
        raise ValueError("`times` is how much more the candidate may take: above 1")
    return log(times)


def factor(logarithm: float) -> float | None:
    """The ratio from its logarithm; None if it is unknown."""
    return None if logarithm == inf else exp(logarithm)
