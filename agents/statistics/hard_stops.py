"""Hard stops: what rolls a candidate back at once, on few subjects but never on a handful.

Both arms are from the same period and at the same split. A stop needs three things: `minimum` subjects of the
candidate, an observed figure above its limit, and a bound, valid at all looks, which shows that the candidate is worse
than production beyond chance (`alpha`). A provider's fault that affects both versions stops neither.
"""

from dataclasses import dataclass

from agents.statistics.boundary import reach, share_floor
from agents.statistics.sequential import Arm, factor, log_margin, log_ratio


@dataclass(frozen=True, slots=True)
class Stop:
    """Whether to stop. `seen`: how much worse than production, in points or as a factor; `beyond_chance`: proven."""

    stop: bool
    seen: float | None
    beyond_chance: bool


def stop_rate(
    candidate: tuple[int, int], production: tuple[int, int], *, limit: float, alpha: float = 0.01, minimum: int = 30
) -> Stop:
    """Stop if the rate of errors is more than `limit` above production's; arms are (subjects, those with an error).

    If the version made no difference, each error would be the candidate's with a probability of its share of the
    subjects. So its share of the errors is compared with that, by an exact bound: valid for 3 errors as for 3,000.
    """
    (ours, wrong), (theirs, others) = candidate, production
    if not ours:
        return Stop(stop=False, seen=None, beyond_chance=False)
    seen = wrong / ours - (others / theirs if theirs else 0.0)
    proven = share_floor(wrong, wrong + others, alpha) > ours / (ours + theirs)
    return Stop(ours >= minimum and proven and seen > limit, seen, proven)


def stop_mean(candidate: Arm, production: Arm, *, times: float, alpha: float = 0.01, minimum: int = 30) -> Stop:
    """Stop if a mean (cost per subject) is more than `times` production's. ValueError: `times` not above 1."""
    allowed = log_margin(times)
    if not candidate.n or not production.n:
        return Stop(stop=False, seen=None, beyond_chance=False)
    ratio, error = log_ratio(candidate, production)
    proven = ratio - reach(error, allowed, alpha) > 0
    enough = min(candidate.n, production.n) >= minimum
    return Stop(enough and proven and ratio > allowed, factor(ratio), proven)
