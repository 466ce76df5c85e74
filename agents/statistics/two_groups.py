"""Two groups of different subjects: those something was done to, and those held out. Shares, compared once."""

from dataclasses import dataclass
from math import ceil, sqrt

from scipy.special import ndtri

from agents.statistics.interval import wilson

METHOD = "Newcombe's hybrid score interval"


@dataclass(frozen=True, slots=True)
class ShareDifference:
    """The share in the first group minus that in the second; the truth lies in low..high with probability `level`."""

    difference: float
    low: float
    high: float
    level: float = 0.95

    @property
    def decided(self) -> bool:
        """Whether the interval leaves out that nothing was gained or lost."""
        return self.low > 0 or self.high < 0


def share_difference(events: int, n: int, other_events: int, other_n: int, *, level: float = 0.95) -> ShareDifference:
    """Compare `events` of `n` with `other_events` of `other_n`.

    The hybrid of two Wilson intervals keeps its promise with few cases and with none at all, where the textbook's
    Wald interval has no width. Source: Newcombe, "Interval estimation for the difference between independent
    proportions: comparison of eleven methods", Statistics in Medicine 17 (1998), method 10. ValueError: an empty group.
    """
    if not n or not other_n:
        raise ValueError("both groups need subjects")
    first, second = events / n, other_events / other_n
    low, high = wilson(events, n, 1 - level)
    other_low, other_high = wilson(other_events, other_n, 1 - level)
    difference = first - second
    below = sqrt((first - low) ** 2 + (other_high - second) ** 2)
    above = sqrt((high - first) ** 2 + (second - other_low) ** 2)
    return ShareDifference(difference, difference - below, difference + above, level)


def subjects_for_difference(
    first: float, second: float, *, held_out: float = 0.5, alpha: float = 0.05, power: float = 0.8
) -> int:
    """Subjects of both groups together that find `first` against `second` with probability `power`.

    `held_out`: the share of all subjects in the second group. Source: Fleiss, Tytun & Ury, "A simple approximation for
    calculating sample sizes for comparing independent proportions", Biometrics 36 (1980), without their correction for
    continuity, which the interval above does not make either. ValueError: equal shares, or a group without subjects.
    """
    if first == second or not 0 < held_out < 1:
        raise ValueError("two different shares and two groups, or no number is enough")
    ratio = held_out / (1 - held_out)  # of the second group's size to the first's
    pooled = (first + ratio * second) / (1 + ratio)
    by_chance = -float(ndtri(alpha / 2)) * sqrt((1 + ratio) * pooled * (1 - pooled))
    in_truth = float(ndtri(power)) * sqrt(ratio * first * (1 - first) + second * (1 - second))
    in_first = ((by_chance + in_truth) / (first - second)) ** 2 / ratio
    return ceil(in_first) + ceil(ratio * in_first)
