"""The latency that 95% of the answers stay below, candidate against production, from histograms that add up."""

from bisect import bisect_left
from collections.abc import Mapping
from itertools import accumulate
from math import exp, hypot, inf, log

from agents.statistics.boundary import reach
from agents.statistics.outcome import LiveComparison, Rule, nothing_known
from agents.statistics.sequential import factor, log_margin

_TUNED = 0.4  # of the share above the quantile: for p95 the bound is tightest at about a thousand answers


class _Counts:
    """Numbers of answers by latency, on a logarithmic scale."""

    def __init__(self, histogram: Mapping[int, int]) -> None:
        self._buckets = sorted(number for number, count in histogram.items() if count)
        self._up_to = list(accumulate(histogram[number] for number in self._buckets))
        self.n = self._up_to[-1] if self._up_to else 0

    def quantile(self, share: float) -> float:
        """The bucket position at which this share of the answers is reached, interpolated linearly within a bucket."""
        if share <= 0:
            return -inf
        wanted = share * self.n
        at = bisect_left(self._up_to, wanted)
        if at == len(self._buckets):
            return inf
        before = self._up_to[at - 1] if at else 0
        return self._buckets[at] + (wanted - before) / (self._up_to[at] - before)


def live_quantile(
    candidate: Mapping[int, int],
    production: Mapping[int, int],
    *,
    shortest: float,
    per_doubling: int,
    times: float,
    share: float = 0.95,
    alpha: float = 0.05,
    beta: float = 0.05,
    minimum: int = 100,
) -> LiveComparison:
    """Compare a quantile, lower being better, by its ratio; `times` as in `live_ratio`.

    The histograms count answers by bucket, bucket i from shortest * 2**(i / per_doubling) on. The bounds of an arm's
    quantile come from those of the share below it (Howard & Ramdas, "Sequential estimation of quantiles", Bernoulli 28,
    2022), those of the ratio from them (Zou & Donner, "Construction of confidence limits about effect measures",
    Statistics in Medicine 27, 2008). ValueError: `times` not above 1.
    """
    rule = Rule(log_margin(times), "lower", alpha, beta, minimum)
    octave, ours, theirs = log(2) / per_doubling, _Counts(candidate), _Counts(production)
    if not ours.n or not theirs.n:
        return nothing_known(minimum)
    our, their = ours.quantile(share) * octave, theirs.quantile(share) * octave

    def around(counts: _Counts, at: float, more: float, risk: float) -> tuple[float, float]:
        """How far the quantile may lie below and above its observed position."""
        strays = reach(share * (1 - share) / (counts.n * more), _TUNED * (1 - share), risk)
        return at - counts.quantile(share - strays) * octave, counts.quantile(share + strays) * octave - at

    def bounds(more: float, risk: float) -> tuple[float, float]:
        below, above = around(ours, our, more, risk)
        under, over = around(theirs, their, more, risk)
        return our - their - hypot(below, over), our - their + hypot(above, under)

    outcome, needs = rule.settle(bounds, ours.n, theirs.n)
    low, high = rule.ends(bounds)
    ratio = factor(our - their)
    return LiveComparison(outcome, shortest * exp(our), shortest * exp(their), ratio, factor(low), factor(high), needs)
