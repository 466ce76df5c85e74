"""Two versions on the same cases: is the second one better, and by how much?"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import NamedTuple

import numpy as np
from scipy.special import bdtr, ndtri

from agents.statistics.clusters import Floats, cluster_sums, unseen_share
from agents.statistics.few_clusters import bounded_mean, studentised
from agents.statistics.interval import UNIT, require_values, spread

# Of 1,000 comparisons of a version with itself, at most 50 may say better or worse. At 3.5% that is 99% certain; at 5%
# it would be a coin toss.
ALPHA = 0.035
_DIGITS = 12  # relative to the largest value: 0.1 + 0.2 counts as 0.3
_FEW = 20  # with fewer clusters, a kind of case that makes all the difference may well be missing
_AT_ONCE = 4_000_000  # signs in memory


@dataclass(frozen=True, slots=True)
class Difference:
    """`difference` = mean_b - mean_a over `n` pairs of `clusters` subjects or cases: above 0, b is better.

    The truth lies in low..high with probability 1 - alpha. `p_value`: how often chance alone makes a difference this
    large between two equal versions.
    """

    mean_a: float
    mean_b: float
    difference: float
    low: float
    high: float
    p_value: float
    n: int  # pairs
    clusters: int  # subjects or cases they belong to
    standard_error: float  # of the difference, over clusters
    alpha: float  # 1 - confidence of the interval
    method: str  # how p-value and interval were made, as the report names it


def compare_paired(
    a: Sequence[float],
    b: Sequence[float],
    clusters: Sequence[Hashable],
    *,
    binary: bool,
    rng: np.random.Generator,
    alpha: float = ALPHA,
    bounds: tuple[float, float] | None = UNIT,
    repetitions: int = 1999,
) -> Difference:
    """Compare version b with version a; a[i] and b[i] belong to one case, of the subject clusters[i].

    If `binary`, with one pair per cluster: McNemar's mid-p test with the Bonett-Price interval. Otherwise a sign-flip
    permutation of whole clusters, with the studentised bootstrap. Swapping a and b mirrors the answer. `bounds` as in
    `mean_interval`. Where several figures can each decide, divide alpha among them. ValueError: values that cannot be
    compared.
    """
    bounds = UNIT if binary else bounds
    _require_comparable(a, b, clusters, bounds, binary=binary)
    differences = _differences(a, b)
    rows = cluster_sums([differences], clusters)
    mean = fsum(differences) / len(differences)
    if binary and len(rows) == len(a):
        found = _of_pairs(differences, alpha)
    else:
        found = _of_clusters(rows, mean, alpha, bounds, repetitions, rng)
    return Difference(
        mean_a=fsum(a) / len(a),
        mean_b=fsum(b) / len(b),
        difference=mean,
        low=min(found.low, mean),
        high=max(found.high, mean),
        p_value=found.p_value,
        n=len(a),
        clusters=len(rows),
        standard_error=found.error,
        alpha=alpha,
        method=found.method,
    )


class _Tested(NamedTuple):
    """What a test says of a difference, and its interval."""

    method: str
    p_value: float
    low: float
    high: float
    error: float


def _of_pairs(differences: Floats, alpha: float) -> _Tested:
    p_value = mcnemar(int((differences > 0).sum()), int((differences < 0).sum()))
    return _Tested("McNemar mid-p, Bonett-Price interval", p_value, *_bonett_price(differences, alpha))


def _of_clusters(
    rows: Floats,
    mean: float,
    alpha: float,
    bounds: tuple[float, float] | None,
    repetitions: int,
    rng: np.random.Generator,
) -> _Tested:
    # The order of the draws is part of the answer: first the sign flips, then the bootstrap.
    p_value = _sign_flips(rows[:, 0], repetitions, rng)
    interval = _bootstrap(rows, mean, alpha, bounds, repetitions, rng)
    return _Tested("sign-flip permutation and bootstrap-t, by cluster", p_value, *interval)


def _require_comparable(
    a: Sequence[float],
    b: Sequence[float],
    clusters: Sequence[Hashable],
    bounds: tuple[float, float] | None,
    *,
    binary: bool,
) -> None:
    require_values(a, clusters, bounds)
    require_values(b, clusters, bounds)
    if binary and not {*a, *b} <= {0.0, 1.0}:
        raise ValueError("binary outcomes are 0 or 1")


def _differences(a: Sequence[float], b: Sequence[float]) -> Floats:
    """The differences b - a, rounded to `_DIGITS` digits of the largest value."""
    pairs = np.array([a, b], dtype=np.float64)
    scale = float(np.abs(pairs).max()) or 1.0
    rounded: Floats = np.round((pairs[1] - pairs[0]) / scale, _DIGITS) * scale
    return rounded


def mcnemar(gained: int, lost: int) -> float:
    """Two-sided mid-p value, from the pairs that changed sides in each direction.

    Source: Fagerland, Lydersen & Laake, "The McNemar test for binary matched-pairs data: mid-p and asymptotic are
    better than exact conditional", BMC Medical Research Methodology 13:91 (2013).
    """
    changed, fewer = gained + lost, min(gained, lost)
    if gained == lost:
        return 1.0
    at_most = float(bdtr(fewer, changed, 0.5))
    below = float(bdtr(fewer - 1, changed, 0.5)) if fewer else 0.0
    return at_most + below  # twice (below + half of what is exactly at it)


def _bonett_price(differences: Floats, alpha: float) -> tuple[float, float, float]:
    """Interval and standard error with one case added to each kind of change.

    Source: Bonett & Price, "Adjusted Wald confidence interval for a difference of binomial proportions based on paired
    data", Journal of Educational and Behavioral Statistics 37 (2012); recommended by Fagerland, Lydersen & Laake,
    Statistics in Medicine 33 (2014).
    """
    n = len(differences) + 2
    changed, middle = float(np.abs(differences).sum() + 2) / n, float(differences.sum()) / n
    error = sqrt((changed - middle**2) / n)
    half = -float(ndtri(alpha / 2)) * error
    return max(-1.0, middle - half), min(1.0, middle + half), error


def _sign_flips(sums: Floats, repetitions: int, rng: np.random.Generator) -> float:
    """Two-sided p value: between equal versions, each cluster's difference could as well have the opposite sign.

    Source: Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses" (2005); (count + 1) / (repetitions + 1)
    as Phipson & Smyth, "Permutation p-values should never be zero" (2010).
    """
    sizes = np.sort(np.abs(sums))[::-1]
    sizes = sizes[sizes > 1e-9 * max(1e-300, float(sizes[0]))]
    if not len(sizes):
        return 1.0
    reached, total, slack = 1, sizes.sum(), 1e-9 * sizes.sum()
    observed, at_once = abs(fsum(sums)), max(1, _AT_ONCE // len(sizes))
    for done in range(0, repetitions, at_once):
        count = min(at_once, repetitions - done)
        bits = np.frombuffer(rng.bytes(count * ((len(sizes) + 7) // 8)), dtype=np.uint8).reshape(count, -1)
        positive = np.unpackbits(bits, axis=1, count=len(sizes)) @ sizes
        reached += int((np.abs(2 * positive - total) >= observed - slack).sum())
    return reached / (repetitions + 1)


def _bootstrap(
    rows: Floats,
    mean: float,
    alpha: float,
    bounds: tuple[float, float] | None,
    repetitions: int,
    rng: np.random.Generator,
) -> tuple[float, float, float]:
    """Interval and standard error of the mean difference; rows are (sum, count) per cluster."""
    clusters, n = len(rows), float(rows[:, 1].sum())
    reach = np.inf if bounds is None else bounds[1] - bounds[0]
    if not spread(rows):
        # allows for others to change if none did, and for others not to change if all changed alike
        half = unseen_share(clusters, alpha) * (abs(mean) or (0.0 if bounds is None else reach))
        return max(-reach, mean - half), min(reach, mean + half), half / -float(ndtri(alpha / 2))
    way = _way(rows)
    turned = rows * [way or 1.0, 1.0]
    low, high = studentised(turned, alpha, repetitions, rng)
    if clusters < _FEW and bounds is not None:
        least, most = bounded_mean(turned, (-reach, reach), alpha, repetitions, rng)
        low, high = min(low, least), max(high, most)
    if way < 0:
        low, high = -high, -low
    elif not way:
        low, high = (low - high) / 2, (high - low) / 2
    deviations = rows[:, 0] - mean * rows[:, 1]
    error = sqrt(float((deviations**2).sum()) * clusters / (clusters - 1)) / n
    return max(-reach, low), min(reach, high), error


def _way(rows: Floats) -> int:
    """Which of two mirrored comparisons this is, 1 or -1, so that both get the same draws; 0 for its own mirror."""
    sums, counts = np.round(rows[:, 0] / np.abs(rows[:, 0]).max(), _DIGITS), rows[:, 1].tolist()
    here = sorted(zip(sums.tolist(), counts, strict=True))
    mirrored = sorted(zip((-sums).tolist(), counts, strict=True))
    return int(here > mirrored) - int(here < mirrored)
