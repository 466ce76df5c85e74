"""The time that 95% of the answers take at most, candidate beside production, from histograms that add up."""

from collections.abc import Mapping
from math import exp, hypot, inf, isfinite, log

from agents.statistics.boundary import reach
from agents.statistics.outcome import Comparison, known, settle

_TUNED = 0.4  # of the share above the quantile: for p95 the bound is tightest at about a thousand answers


def live_quantile(
    candidate: Mapping[int, int],
    production: Mapping[int, int],
    *,
    shortest: float,
    per_doubling: int,
    times: float,
    share: float = 0.95,
    alpha: float = 0.05,
    minimum: int = 100,
) -> Comparison:
    """Compare a quantile of which less is better by its ratio; `times` as in `live_ratio`.

    The histograms count answers by bucket, bucket i from shortest * 2**(i / per_doubling) on. The bounds of an arm's
    quantile come from those of the share below it (Howard & Ramdas, "Sequential estimation of quantiles", Bernoulli 28,
    2022), those of the ratio from them (Zou & Donner, "Construction of confidence limits about effect measures",
    Statistics in Medicine 27, 2008). ValueError: `times` not above 1.
    """
    if times <= 1:
        raise ValueError("`times` is how much more the candidate may take: above 1")
    octave = log(2) / per_doubling
    ours, theirs = sum(candidate.values()), sum(production.values())
    middle = _position(candidate, share) * octave, _position(production, share) * octave

    def reaches(histogram: Mapping[int, int], n: float, at: float) -> tuple[float, float]:
        """How far the quantile may be below and above where it is seen."""
        strays = reach(share * (1 - share) / n, _TUNED * (1 - share), alpha)
        return at - _position(histogram, share - strays) * octave, _position(histogram, share + strays) * octave - at

    def bounds(more: float) -> tuple[float, float]:
        below, above = reaches(candidate, ours * more, middle[0])
        under, over = reaches(production, theirs * more, middle[1])
        return middle[0] - middle[1] - hypot(below, over), middle[0] - middle[1] + hypot(above, under)

    if not ours or not theirs:
        return Comparison("inconclusive", 0.0, 0.0, None, None, None, minimum)
    outcome, needs = settle(bounds, log(times), "lower", (ours, theirs), minimum)
    low, high = (known(exp(end)) if isfinite(end) else None for end in bounds(1.0))
    ours_s, theirs_s = shortest * exp(middle[0]), shortest * exp(middle[1])
    return Comparison(outcome, ours_s, theirs_s, exp(middle[0] - middle[1]), low, high, needs)


def _position(histogram: Mapping[int, int], share: float) -> float:
    """Where this share of the counts is reached, in buckets; within one as if spread evenly."""
    if share <= 0:
        return -inf
    wanted, seen = share * sum(histogram.values()), 0
    for number in sorted(histogram):
        if histogram[number] and seen + histogram[number] >= wanted:
            return number + (wanted - seen) / histogram[number]
        seen += histogram[number]
    return inf
