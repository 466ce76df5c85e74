"""The split against scipy's exact and chi-square tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from agents.statistics.sample_ratio import sample_ratio


def test_many_customers_are_the_chi_square_test() -> None:
    for ours in (1850, 1930, 2000, 2100, 2200):
        known = stats.chisquare([ours, 20_000 - ours], [2000, 18_000]).pvalue
        assert sample_ratio([ours, 20_000 - ours], [10, 90]) == pytest.approx(known, rel=0.1, abs=1e-4)
    assert sample_ratio([7000, 7000, 6000], [1, 1, 1]) < 1e-15


def test_a_handful_is_no_mismatch() -> None:
    assert sample_ratio([0, 0], [10, 90]) == 1
    assert sample_ratio([1, 0], [10, 90]) == pytest.approx(0.2)  # chi-square says 0.003
    assert sample_ratio([0, 5], [10, 90]) == 1
    assert sample_ratio([4, 1], [10, 90]) < 0.001
    assert sample_ratio([1, 50], [0, 100]) == 0


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 99))
def test_any_two_versions(ours: int, theirs: int, share: int) -> None:
    p_value = sample_ratio([ours, theirs], [share, 100 - share])
    assert 0 <= p_value <= 1
    assert p_value == pytest.approx(sample_ratio([theirs, ours], [100 - share, share]))
    if ours + theirs:
        one_sided = [stats.binomtest(ours, ours + theirs, share / 100, side).pvalue for side in ("less", "greater")]
        assert p_value == pytest.approx(min(1, 2 * min(one_sided)), abs=1e-12)


def test_what_is_no_split_is_refused() -> None:
    for observed, expected in (([1], [1, 2]), ([1, 2], [0, 0]), ([-1, 2], [1, 1])):
        with pytest.raises(ValueError, match="split"):
            sample_ratio(observed, expected)
