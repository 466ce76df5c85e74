"""One of three outcomes for a candidate, from what is known of it.

Success: the candidate is shown to lose less than the margin. Failure: it is shown to lose, but not shown to lose less
than the margin. Inconclusive otherwise. A candidate that loses something, but less than the margin, may end either way.

The two risks are those of acceptance sampling: `alpha`, that an equal candidate fails; `beta`, that a candidate which
loses the margin succeeds. Each holds over all looks together. Where any of several figures (or steps of a release) can
make a candidate fail, divide alpha among them; where all have to succeed, beta needs no dividing (Berger,
"Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Literal

Outcome = Literal["success", "failure", "inconclusive"]
Better = Literal["higher", "lower", "same"]
Bounds = Callable[[float, float], tuple[float, float]]
_MOST = 2.0**10  # `needs` looks no further than this multiple of today's subjects


@dataclass(frozen=True, slots=True)
class LiveComparison:
    """What is known of a candidate beside production.

    `difference` and low..high are candidate - production, or candidate / production where a factor is compared. The end
    that decides on success is wrong at any look with probability `beta`, the other with `alpha`. None: nothing is known
    yet. `needs`: how many more subjects of the candidate it takes, at the present split and if the figures stay as
    they are; 0 if it is decided.
    """

    outcome: Outcome
    candidate: float  # the candidate's figure
    production: float  # production's
    difference: float | None
    low: float | None  # the interval's lower end
    high: float | None  # and its upper end
    needs: int


@dataclass(frozen=True, slots=True)
class Rule:
    """When a candidate succeeds or fails; a `margin` below 0 is what it must win."""

    margin: float
    better: Better
    alpha: float
    beta: float
    minimum: int

    def outcome(self, bounds: Bounds, times: float = 1.0) -> Outcome:
        """The outcome with `times` as many subjects; `bounds(times, risk)` bounds candidate - production."""
        worst, _ = self._gain(*bounds(times, self.beta))
        _, best = self._gain(*bounds(times, self.alpha / 2 if self.better == "same" else self.alpha))
        if worst > -self.margin:
            return "success"
        return "failure" if best < max(0.0, -self.margin) else "inconclusive"

    def settle(self, bounds: Bounds, candidate: int, production: int) -> tuple[Outcome, int]:
        """The outcome with these numbers of subjects, and how many more of the candidate's it takes."""
        enough = max(1.0, self.minimum / candidate, self.minimum / production)
        outcome = self.outcome(bounds)
        if enough <= 1 and outcome != "inconclusive":
            return outcome, 0
        times = _least(lambda times: self.outcome(bounds, times) != "inconclusive", enough)
        return "inconclusive", max(1, ceil((times - 1) * candidate))

    def ends(self, bounds: Bounds) -> tuple[float, float]:
        """Today's interval: each end at the risk of what it decides."""
        low, high = bounds(1.0, self.beta)
        other_low, other_high = bounds(1.0, self.alpha)
        return other_low if self.better == "lower" else low, other_high if self.better == "higher" else high

    def _gain(self, low: float, high: float) -> tuple[float, float]:
        """The same bounds, turned so that above 0 the candidate is better."""
        if self.better == "higher":
            return low, high
        if self.better == "lower":
            return -high, -low
        return -max(abs(low), abs(high)), -max(0.0, low, -high)


def nothing_known(minimum: int) -> LiveComparison:
    """The comparison if one of the two has no subjects yet."""
    return LiveComparison("inconclusive", 0.0, 0.0, None, None, None, minimum)


def _least(holds: Callable[[float], bool], start: float) -> float:
    """The smallest factor from `start` on that satisfies the condition, to a hundredth, up to `_MOST` times `start`."""
    low = high = start
    while not holds(high) and high < start * _MOST:
        low, high = high, 2 * high
    while high - low > 0.01 * low:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
