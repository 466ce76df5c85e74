"""Latencies that add up: counts in logarithmic buckets, so that percentiles can be read from their sums."""

from collections.abc import Iterable
from math import ceil, floor, log2

PER_DOUBLING = 8  # a bucket is 9% wide: a percentile read from it is off by at most 4.5%
SHORTEST_S, _LAST = 0.001, 160  # 1 ms to 17 minutes

Histogram = dict[int, int]


def bucket(seconds: float) -> int:
    """The bucket of one latency."""
    return min(max(0, floor(log2(max(seconds, SHORTEST_S) / SHORTEST_S) * PER_DOUBLING)), _LAST)


def sum_histograms(histograms: Iterable[Histogram]) -> Histogram:
    """The sum of histograms."""
    total: Histogram = {}
    for histogram in histograms:
        for number, count in histogram.items():
            total[number] = total.get(number, 0) + count
    return dict(sorted(total.items()))


def quantile(histogram: Histogram, share: float) -> float | None:
    """The seconds that this share of answers stayed within (the middle of the bucket); None without answers."""
    wanted = ceil(share * sum(histogram.values()))
    seen = 0
    for number in sorted(histogram):
        seen += histogram[number]
        if seen and seen >= wanted:
            return float(round(SHORTEST_S * 2 ** ((number + 0.5) / PER_DOUBLING), 4))
    return None
