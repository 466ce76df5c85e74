"""Is the split that happened the split that was asked for?"""

from collections.abc import Sequence

from scipy.special import bdtr


def sample_ratio(observed: Sequence[int], expected: Sequence[float]) -> float:
    """P value of the subjects per version, against the shares asked for (in any unit: 10 and 90, or 0.1 and 0.9).

    Exact binomial, two-sided by doubling, so that it also holds for 5 subjects, where chi-square does not; for many
    subjects it is the chi-square test. With more than two versions each is tested against the rest (Bonferroni).
    Warn only below 0.001: looked at every night, larger p values come up by chance. ValueError: no shares.
    Source: Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD (2019).
    """
    if len(observed) != len(expected) or sum(expected) <= 0 or min(*observed, *expected) < 0:
        raise ValueError(f"cannot compare the split {list(observed)} with the shares {list(expected)}")
    tested = 1 if len(observed) == 2 else len(observed)  # noqa: PLR2004 -- one against the other
    shares = [share / sum(expected) for share in expected]
    return min(1.0, tested * min(_binomial(n, sum(observed), share) for n, share in zip(observed, shares, strict=True)))


def _binomial(count: int, n: int, share: float) -> float:
    at_most = float(bdtr(count, n, share))
    at_least = float(bdtr(n - count, n, 1 - share))
    return min(1.0, 2 * min(at_most, at_least))
