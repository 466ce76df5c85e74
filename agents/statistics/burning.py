"""Whether something bad happens more often than usual, in a window, by more than chance and its usual unrest."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from scipy.special import bdtrc, betainc

_HALF_CHI = 0.4549  # the median of a chi-squared with one degree


@dataclass(frozen=True, slots=True)
class Burn:
    """How a window compares with what is usual. `times`: its share over the usual one."""

    bad: int
    of: int
    usual: float  # the share that is usual
    times: float
    p: float  # how often a window like this has this many or more, at the usual share


def burn(bad: int, of: int, usual: float, unrest: float = 1.0) -> Burn:
    """One window. `unrest`: how much more than chance windows like this usually vary, see `unrest_of`; 1: no more.

    Source: multi-window burn rates, Beyer et al., "The Site Reliability Workbook" (2018), chapter 5. The exact tail
    keeps low traffic from crying wolf; of a service with good and bad hours, whose rate is drawn anew (gamma), it
    is that of the negative binomial: Greenwood & Yule, JRSS 83 (1920).
    """
    share = bad / of if of else 0.0
    return Burn(bad, of, usual, share / usual, _tail(bad, of, usual, unrest) if bad else 1.0)


def _tail(bad: int, of: int, usual: float, unrest: float) -> float:
    if unrest <= 1:
        return float(bdtrc(bad - 1, of, usual))
    expected, more = of * usual, (unrest - 1) * (1 - usual)  # the variance is (1 + more) times what is expected
    return float(betainc(bad, expected / more, more / (1 + more)))


def unrest_of(windows: Sequence[tuple[int, int]], usual: float) -> float:
    """How many times the variance of chance the shares of windows (bad, of) usually have; at least 1.

    By the median, so that an incident of some hours among them does not hide the next one.
    """
    known = [(bad - of * usual) ** 2 / (of * usual * (1 - usual)) for bad, of in windows if of * usual >= 1]
    return max(1.0, median(known) / _HALF_CHI) if known else 1.0
