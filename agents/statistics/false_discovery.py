"""Many accounts, many tests: which results to report if a stated share of the reports may be chance."""

from collections.abc import Sequence
from math import exp

import numpy as np
from scipy.special import chdtrc, gammaln, ndtr, stdtr


def discoveries(p_values: Sequence[float], rate: float, *, of: int | None = None) -> list[bool]:
    """Which of the tests are discoveries, with an expected share of at most `rate` false ones among them.

    `of` is how many tests there were, where those with a p-value above `rate` were left out: they change nothing else.

    Valid for independent and positively dependent tests. Source: Benjamini & Hochberg, "Controlling the false discovery
    rate", JRSS B 57 (1995); Benjamini & Yekutieli (2001) for the dependence.
    """
    if not len(p_values):
        return []
    values = np.asarray(p_values, dtype=np.float64)
    order = np.sort(values)
    below = np.flatnonzero(order <= rate * np.arange(1, len(order) + 1) / max(of or 0, len(order)))
    limit = order[below[-1]] if len(below) else -1.0
    return [bool(one) for one in values <= limit]


def upper_tail(z: float, degrees: float | None = None) -> float:
    """How often chance gives this z or more: by the normal distribution, or Student's with these degrees of freedom."""
    return float(ndtr(-z) if degrees is None else stdtr(degrees, -z))


def more_often(hits: int, of: int, other_hits: int, other_of: int) -> float:
    """How often chance alone makes the first share exceed the second by this much or more (Fisher's exact test).

    Source: Fisher, "On the interpretation of chi-squared from contingency tables" (1922); one-sided.
    """
    total, positive = of + other_of, hits + other_hits
    most = min(of, positive)
    terms = [exp(_log_choose(positive, one) + _log_choose(total - positive, of - one) - _log_choose(total, of))
             for one in range(hits, most + 1) if of - one <= total - positive]  # fmt: skip
    return min(1.0, sum(terms))


def _log_choose(n: int, k: int) -> float:
    return float(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))


def chi_squared_tail(value: float, degrees: float) -> float:
    """How often chance gives a chi-squared of this value or more."""
    return float(chdtrc(degrees, value))
