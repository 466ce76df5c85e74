"""How far an estimate may stray by chance, however often it is looked at.

A 95% interval is valid for a single look; if it is looked at every night for a month, chance leaves it four times as
often. These bounds hold over all looks together ("always valid"). They need neither a plan of looks nor a memory of
earlier ones: today's sums are enough.
"""

from math import exp, log, log1p, sqrt

from scipy.special import betaln


def reach(variance: float, scale: float, alpha: float) -> float:
    """How far an estimate with this variance strays to one side of the truth at any look, with probability 1 - `alpha`.

    `scale` is the difference that matters for the decision; the bound is tightest there, and valid for any value fixed
    in advance. Asymptotic, by the central limit theorem. Source: Robbins (1970); Waudby-Smith, Arbour, Sinha, Kennedy &
    Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics (2024),
    one-sided normal mixture.
    """
    if not variance:
        return 0.0
    ratio = scale**2 / variance
    return sqrt(2 * variance * (1 + 1 / ratio) * log1p(sqrt(1 + ratio) / (2 * alpha)))


def share_floor(count: int, n: int, alpha: float) -> float:
    """A lower bound of the share behind `count` of `n`, valid at any look with probability 1 - `alpha`; exact.

    Source: Robbins, "Statistical methods related to the law of the iterated logarithm" (1970), beta-binomial mixture;
    the prior is Jeffreys'.
    """
    if not count:
        return 0.0
    evidence = float(betaln(count + 0.5, n - count + 0.5) - betaln(0.5, 0.5)) + log(alpha)
    low, high = -50.0, log(count / n)  # the search is over log(share): the likelihood rises up to count / n
    for _ in range(60):
        middle = (low + high) / 2
        rest = (n - count) * log1p(-exp(middle)) if count < n else 0.0
        low, high = (middle, high) if count * middle + rest < evidence else (low, middle)
    return exp(low)
