"""Whether a share fell against the days before, where days differ by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

_SET_ASIDE = 2  # days: an incident among the four weeks must not hide the next one
_LEFT_BY_THEM = 0.72  # of the variance of 28 days, where all is well


@dataclass(frozen=True, slots=True)
class Days:
    """What is usual of a share: its mean, and by how much days differ beside chance."""

    n: int  # answers
    days: int
    mean: float
    between: float  # variance of a day's true share

    def fallen(self, n: int, mean: float, days: float) -> float:
        """By how many standard errors a window of `n` answers, over `days`, lies below; 0 for an empty one.

        Shorter than a day it is of one day's mood all the same. What is usual is an estimate, too.
        """
        if not n:
            return 0.0
        of_one = self.mean * (1 - self.mean)
        error = of_one / n + self.between / max(1.0, days) + of_one / self.n + self.between / self.days
        return (self.mean - mean) / sqrt(max(error, 1e-12))


def usual_days(days: Sequence[tuple[int, float]]) -> Days | None:
    """Of whole days: (answers, sum of their scores from 0 to 1). None if there are none.

    Source: the moment estimator of DerSimonian & Laird, "Meta-analysis in clinical trials", Controlled Clinical Trials
    7 (1986), without the days that differ most. The variance of scores that are no yes or no is at most that of one.
    """
    known = [(n, total) for n, total in days if n]
    if not known:
        return None
    middle = median(total / n for n, total in known)
    known.sort(key=lambda day: day[0] * (day[1] / day[0] - middle) ** 2)
    kept = known[:-_SET_ASIDE] if len(known) > 2 * _SET_ASIDE else known
    count = sum(n for n, _ in kept)
    mean = sum(total for _, total in kept) / count
    of_one = mean * (1 - mean)
    if kept is known or not of_one:
        return Days(count, len(kept), mean, 0.0)
    stray = sum(n * (total / n - mean) ** 2 for n, total in kept) / of_one / _LEFT_BY_THEM
    weight = (count - sum(n * n for n, _ in kept) / count) / of_one
    return Days(count, len(kept), mean, max(0.0, (stray - (len(kept) - 1)) / weight))
