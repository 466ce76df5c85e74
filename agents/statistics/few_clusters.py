"""Intervals that hold on few clusters, where values are skewed and clusters of unequal size.

Bootstrap percentiles cover 70 to 90% there instead of 95% (docs/statistics.md has the figures): the draws know nothing
of kinds that have not occurred yet, and take the observed spread for the true one.
"""

from math import sqrt

import numpy as np
from scipy.special import stdtrit

from agents.statistics.clusters import Floats, kinds_of, resampled_sums

_AT_ONCE = 2_000_000  # numbers in memory
_TINY = 1e-12


def bounded_mean(
    rows: Floats, bounds: tuple[float, float], alpha: float, repetitions: int, rng: np.random.Generator
) -> tuple[float, float]:
    """Interval of the mean of bounded values; rows are (sum, count) per cluster.

    Puts random weights on the clusters and on one unseen cluster at the bound. For passed-or-not this is the exact
    interval of Clopper and Pearson; for other values it leaves as much room as theirs. The unseen cluster is as large
    as the cluster of a value drawn at random. Source: Gaffke, "Three test statistics for a nonparametric one-sided
    hypothesis on the mean of a nonnegative variable", Mathematical Methods of Statistics 14 (2005); Learned-Miller &
    Thomas, "A new confidence interval for the mean of a bounded random variable" (2019).
    """
    kinds, counts = kinds_of(rows)
    size = float((rows[:, 1] ** 2).sum() / rows[:, 1].sum())
    at_once, lows, highs = max(1, _AT_ONCE // len(kinds)), [], []
    for done in range(0, repetitions, at_once):
        weights = rng.gamma(counts, size=(min(at_once, repetitions - done), len(kinds)))
        unmet = size * rng.exponential(size=len(weights))
        sums, n = weights @ kinds[:, 0], weights @ kinds[:, 1] + unmet
        lows.append((sums + bounds[0] * unmet) / n)
        highs.append((sums + bounds[1] * unmet) / n)
    low, high = np.quantile(np.concatenate(lows), alpha / 2), np.quantile(np.concatenate(highs), 1 - alpha / 2)
    return float(low), float(high)


def studentised(rows: Floats, alpha: float, repetitions: int, rng: np.random.Generator) -> tuple[float, float]:
    """Interval of a mean without bounds; rows are (sum, count) per cluster, at least 2 of them with different means.

    Bootstrap-t: each draw is scaled by its own spread, so the interval follows the skew. It is never shorter than
    Student's t with the jackknife's standard error and the degrees of freedom of equally informative clusters of one
    size. Source: Hall, "Theoretical comparison of bootstrap confidence intervals", Annals of Statistics 16 (1988); Bell
    & McCaffrey, "Bias reduction in standard errors for linear regression with multi-stage samples", Survey Methodology
    28 (2002).
    """
    sums, counts, clusters = rows[:, 0], rows[:, 1], len(rows)
    mean = float(sums.sum() / counts.sum())
    error, quantile = jackknife_error(rows), -float(stdtrit(effective_df(counts), alpha / 2))
    columns = np.column_stack([sums, sums**2, sums * counts, counts**2, counts])
    drawn = resampled_sums(columns, repetitions, rng)
    means = drawn[:, 0] / drawn[:, 4]
    squares = drawn[:, 1] - 2 * means * drawn[:, 2] + means**2 * drawn[:, 3]
    errors = np.sqrt(np.maximum(squares, 0.0) * clusters / (clusters - 1)) / drawn[:, 4]
    spread = errors > _TINY * max(_TINY, abs(mean), float(np.abs(sums).max()))
    strays = (means[spread] - mean) / errors[spread]
    low, high = np.quantile(strays, [alpha / 2, 1 - alpha / 2]) if len(strays) else (-quantile, quantile)
    return mean - max(quantile, float(high)) * error, mean - min(-quantile, float(low)) * error


def jackknife_error(rows: Floats) -> float:
    """Standard error of the mean, from leaving out one cluster at a time."""
    without = (rows[:, 0].sum() - rows[:, 0]) / (rows[:, 1].sum() - rows[:, 1])
    return sqrt(float(((without - without.mean()) ** 2).sum()) * (len(rows) - 1) / len(rows))


def effective_df(counts: Floats) -> float:
    """Degrees of freedom: clusters minus one if all have the same size, fewer if some are much larger."""
    shares = counts / counts.sum()
    return max(1.0, float(1 / (shares**2).sum()) - 1)
