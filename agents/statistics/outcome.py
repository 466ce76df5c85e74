"""From what is known of a candidate to one of three outcomes.

Success: it is shown to lose less than the margin. Failure: it is shown to lose, and not shown to lose less than the
margin. Inconclusive otherwise. A candidate that loses something, but less than the margin, may end either way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, isfinite
from typing import Literal

Outcome = Literal["success", "failure", "inconclusive"]
Better = Literal["higher", "lower", "same"]
Bounds = Callable[[float], tuple[float, float]]
_MOST = 2.0**10  # so many times the customers of today is as far as `needs` looks


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is known of a candidate beside production.

    `difference` and low..high are candidate - production, or candidate / production where a factor is compared; each
    end holds at all looks with probability 1 - alpha. None: nothing is known of it yet. `needs`: further customers of
    the candidate that it takes, at the present split and if the figures stay as they are; 0 where decided.
    """

    outcome: Outcome
    candidate: float
    production: float
    difference: float | None
    low: float | None
    high: float | None
    needs: int


def settle(
    bounds: Bounds, margin: float, better: Better, customers: tuple[int, int], minimum: int
) -> tuple[Outcome, int]:
    """Outcome, and the candidate's further customers that it takes.

    `bounds(times)`: candidate - production with so many times the customers of today; `customers`: of the candidate and
    of production. Fewer than `minimum` in either are inconclusive.
    """
    if min(customers) == 0:
        return "inconclusive", minimum
    enough = max(1.0, minimum / customers[0], minimum / customers[1])
    outcome = _outcome(*bounds(1.0), margin, better)
    if enough <= 1 and outcome != "inconclusive":
        return outcome, 0
    times = _least(lambda times: _outcome(*bounds(times), margin, better) != "inconclusive", enough)
    return "inconclusive", max(1, ceil((times - 1) * customers[0]))


def known(value: float) -> float | None:
    """A bound that is somewhere."""
    return value if isfinite(value) else None


def _outcome(low: float, high: float, margin: float, better: Better) -> Outcome:
    """`margin` below 0 is what the candidate must win."""
    worst, best = _gain(low, high, better)
    if worst > -margin:
        return "success"
    return "failure" if best < max(0.0, -margin) else "inconclusive"


def _gain(low: float, high: float, better: Better) -> tuple[float, float]:
    """The same bounds, above 0 where the candidate is the better one."""
    if better == "higher":
        return low, high
    if better == "lower":
        return -high, -low
    return -max(abs(low), abs(high)), -max(0.0, low, -high)


def _least(holds: Callable[[float], bool], start: float) -> float:
    """The smallest factor from `start` on at which it holds, to a hundredth; at most `_MOST` times the start."""
    low = high = start
    while not holds(high) and high < start * _MOST:
        low, high = high, 2 * high
    while high - low > 0.01 * low:
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
