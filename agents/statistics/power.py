"""How many cases a comparison takes."""

from math import ceil, sqrt

from scipy.special import ndtri

from agents.statistics.paired import ALPHA

_FEWEST = 6  # with fewer, not even a difference in every case is beyond chance: 2 / 2**5 = 0.06


def cases_needed(difference: float, variance: float, *, alpha: float = ALPHA, power: float = 0.8) -> int:
    """Customers (or cases) on which a paired comparison finds a true `difference` with probability `power`.

    `variance` is that of one customer's difference; for passed-or-not the share that changes sides minus the square of
    the difference. Source: Miettinen, "The matched pairs design in the case of all-or-none responses", Biometrics 24
    (1968); for scores the same with the mean square. ValueError: a difference of 0 takes no number of cases.
    """
    if not difference:
        raise ValueError("a difference of 0 cannot be found, whatever the number of cases")
    by_chance = -float(ndtri(alpha / 2)) * sqrt(variance + difference**2)
    in_truth = float(ndtri(power)) * sqrt(variance)
    return max(_FEWEST, ceil(((by_chance + in_truth) / difference) ** 2))
