"""How far a value lies from what this hour of this weekday usually brings: median and MAD."""

from collections.abc import Sequence
from math import sqrt
from statistics import median

_TO_DEVIATION = 1.4826  # of a normal distribution, from its median absolute deviation
_LEAST = 0.15  # of the median: smaller deviations are no news, however steady the weeks before were


def distance(value: float, usual: Sequence[float]) -> float:
    """In deviations; below 0 for less than usual. `usual`: the values of the same hour in weeks before, some at least.

    Source: Rousseeuw & Croux, "Alternatives to the median absolute deviation", JASA 88 (1993); Iglewicz & Hoaglin, "How
    to Detect and Handle Outliers" (1993). The deviation is at least that of counting (the root), and a share of the
    median.
    """
    middle = median(usual)
    spread = _TO_DEVIATION * median(abs(one - middle) for one in usual)
    return (value - middle) / max(spread, sqrt(abs(middle)), _LEAST * abs(middle), 1e-9)
