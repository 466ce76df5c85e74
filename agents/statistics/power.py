"""How many cases a comparison takes."""

from math import ceil, floor, sqrt

from scipy.special import ndtri

from agents.statistics.paired import ALPHA

_FEWEST = 6  # with fewer, even a difference in every case may be chance: 2 / 2**5 = 0.06


def fewest_to_rule_out(margin: float, *, alpha: float = ALPHA) -> int:
    """The number of cases below which a loss of `margin` stays possible even if not a single case changes sides.

    From the Bonett-Price interval of passed-or-not, which adds two changes to `n` cases: its lower end is
    -z * sqrt(2) / (n + 2). ValueError: for a margin of 0 or less no number is enough.
    """
    if margin <= 0:
        raise ValueError("only a loss above 0 can be ruled out")
    return max(_FEWEST, floor(-float(ndtri(alpha / 2)) * sqrt(2) / margin - 2) + 1)


def cases_needed(difference: float, variance: float, *, alpha: float = ALPHA, power: float = 0.8) -> int:
    """Subjects (or cases) on which a paired comparison finds a true `difference` with probability `power`.

    `variance` is that of one subject's difference; for passed-or-not the share that changes sides minus the square of
    the difference. Source: Miettinen, "The matched pairs design in the case of all-or-none responses", Biometrics 24
    (1968); for scores the same with the mean square. ValueError: for a difference of 0 no number is enough.
    """
    if not difference:
        raise ValueError("a difference of 0 cannot be found, whatever the number of cases")
    by_chance = -float(ndtri(alpha / 2)) * sqrt(variance + difference**2)
    in_truth = float(ndtri(power)) * sqrt(variance)
    return max(_FEWEST, ceil(((by_chance + in_truth) / difference) ** 2))
