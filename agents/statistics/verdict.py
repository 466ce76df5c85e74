"""What a comparison says, in one of three words."""

from dataclasses import dataclass
from typing import Literal

from scipy.special import ndtri

from agents.statistics.paired import Difference
from agents.statistics.power import cases_needed

Verdict = Literal["better", "worse", "inconclusive"]


@dataclass(frozen=True, slots=True)
class PairedVerdict:
    """The verdict on b against a.

    `cases_needed`: if inconclusive, how many subjects (or cases) it would take in all; None if it is decided, or if
    more cases would only show a difference smaller than the margin. `not_worse`: b loses less than the margin.
    """

    verdict: Verdict
    cases_needed: int | None
    not_worse: bool


def verdict(difference: Difference, margin: float = 0.05, *, power: float = 0.8) -> PairedVerdict:
    """Better or worse if test and interval both say so, else inconclusive.

    `margin`: the smallest difference that matters, in the units of the values. `cases_needed` are enough to find the
    observed difference, or the margin if that is larger, with probability `power`. ValueError: a margin of 0 or less.
    """
    if margin <= 0:
        raise ValueError("the margin is the smallest difference that matters: above 0")
    not_worse = difference.low > -margin
    if difference.p_value <= difference.alpha and difference.low > 0:
        return PairedVerdict("better", None, not_worse=True)
    if difference.p_value <= difference.alpha and difference.high < 0:
        return PairedVerdict("worse", None, not_worse=not_worse)
    if not_worse and difference.high < margin:
        return PairedVerdict("inconclusive", None, not_worse=True)
    return PairedVerdict("inconclusive", _needed(difference, margin, power), not_worse=not_worse)


def _needed(difference: Difference, margin: float, power: float) -> int:
    """Enough to find the observed difference; if there are that many already, enough to rule out what matters."""
    variance, seen = difference.standard_error**2 * difference.clusters, abs(difference.difference)
    needed = cases_needed(max(seen, margin), variance, alpha=difference.alpha, power=power)
    if needed > difference.clusters:
        return needed
    both = float(ndtri(1 - difference.alpha / 2) + ndtri(power))
    room = max(margin - seen, difference.standard_error)
    return max(difference.clusters + 1, round(variance * (both / room) ** 2))
