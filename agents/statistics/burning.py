"""Whether something bad happens more often than usual, in a window, by more than chance and its usual unrest."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from scipy.special import bdtrc

_HALF_CHI = 0.4549  # the median of a chi-squared with one degree


@dataclass(frozen=True, slots=True)
class Burn:
    """How a window compares with what is usual. `times`: its share over the usual one."""

    bad: int
    of: int
    usual: float  # the share that is usual
    times: float
    p: float  # how often chance gives this many or more, at the usual share
    unrest: float  # by how many of its usual deviations it is above what is usual


def burn(bad: int, of: int, usual: float, unrest: float = 1.0) -> Burn:
    """One window. `unrest`: how much more than chance windows like this usually vary, see `unrest_of`; 1: no more.

    Source: multi-window burn rates, Beyer et al., "The Site Reliability Workbook" (2018), chapter 5; the exact binomial
    tail and the unrest keep low traffic, and services that have good and bad hours, from crying wolf.
    """
    share = bad / of if of else 0.0
    p = 1.0 if not bad else float(bdtrc(bad - 1, of, usual))
    deviation = sqrt(max(1e-9, unrest * of * usual * (1 - usual)))
    return Burn(bad, of, usual, share / usual, p, (bad - of * usual) / deviation)


def unrest_of(windows: Sequence[tuple[int, int]], usual: float) -> float:
    """How many times the variance of chance the shares of windows (bad, of) usually have; at least 1.

    By the median, so that an incident of some hours among them does not hide the next one.
    """
    known = [(bad - of * usual) ** 2 / (of * usual * (1 - usual)) for bad, of in windows if of * usual >= 1]
    return max(1.0, median(known) / _HALF_CHI) if known else 1.0
