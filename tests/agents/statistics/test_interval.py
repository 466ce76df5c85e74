"""Intervals against scipy's, and what must hold for any values."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from agents.statistics.few_clusters import bounded_mean
from agents.statistics.interval import mean_interval
from benchmarks.error_rates.few import DOLLARS, SKEWED, coverage


def rng() -> np.random.Generator:
    return np.random.default_rng(11)


@pytest.mark.parametrize(("passed", "n"), [(0, 40), (1, 40), (33, 40), (40, 40), (5, 7), (810, 1000)])
def test_passed_or_not_is_wilsons_interval(passed: int, n: int) -> None:
    interval = mean_interval([1.0] * passed + [0.0] * (n - passed), range(n), rng=rng())
    known = stats.binomtest(passed, n).proportion_ci(method="wilson")
    assert (interval.low, interval.high) == pytest.approx((known.low, known.high), abs=1e-12)


def test_scores_are_close_to_scipys_bootstrap_and_leave_room_for_what_was_not_met() -> None:
    values = rng().beta(4, 1.5, size=1200)
    known = stats.bootstrap((values,), np.mean, method="BCa", rng=rng()).confidence_interval
    interval = mean_interval(values.tolist(), range(1200), rng=rng())
    assert (interval.low, interval.high) == pytest.approx((known.low, known.high), abs=0.003)
    few = values[:30]
    known = stats.bootstrap((few,), np.mean, method="BCa", rng=rng()).confidence_interval
    interval = mean_interval(few.tolist(), range(30), rng=rng())
    assert interval.low < known.low < known.high < interval.high
    dollars = mean_interval(few.tolist(), range(30), rng=rng(), bounds=None)
    student = stats.ttest_1samp(few, 0).confidence_interval()
    assert dollars.low <= student.low < student.high <= dollars.high


@pytest.mark.parametrize(("passed", "n"), [(3, 20), (19, 20), (33, 40)])
def test_the_bound_of_bounded_values_is_clopper_and_pearsons(passed: int, n: int) -> None:
    rows = np.array([[1.0, 1.0]] * passed + [[0.0, 1.0]] * (n - passed))
    known = stats.binomtest(passed, n).proportion_ci(method="exact")
    assert bounded_mean(rows, (0.0, 1.0), 0.05, 100_000, rng()) == pytest.approx((known.low, known.high), abs=0.003)


@pytest.mark.parametrize("kind", SKEWED)
def test_intervals_hold_on_few_customers_of_unequal_size(kind: str) -> None:
    held, times = coverage(kind, 25, rng(), 120)
    assert held / times >= (0.9 if kind == DOLLARS else 0.93)


def test_scores_of_one_customer_count_once() -> None:
    values = rng().beta(4, 1.5, size=30)
    once = mean_interval(values.tolist(), range(30), rng=rng())
    often = mean_interval(np.repeat(values, 8).tolist(), [at // 8 for at in range(240)], rng=rng())
    alone = mean_interval(np.repeat(values, 8).tolist(), range(240), rng=rng())
    assert (often.low, often.high) == pytest.approx((once.low, once.high))
    assert alone.high - alone.low < 0.5 * (often.high - often.low)


def test_where_all_agree_the_rule_of_three_leaves_room() -> None:
    perfect = mean_interval([1.0] * 300, [at // 3 for at in range(300)], rng=rng())
    assert perfect.low == pytest.approx(stats.binomtest(100, 100).proportion_ci(method="exact").low)
    assert perfect.high == 1
    assert mean_interval([0.5], ["C-1"], rng=rng()).low < 0.02
    assert mean_interval([7.0, 7.0], [1, 2], rng=rng(), bounds=None).low == 7


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 10), st.integers(0, 12)), min_size=1, max_size=60))
def test_whatever_the_scores(pairs: list[tuple[int, int]]) -> None:
    values, clusters = ([float(one) for one, _ in pairs], [whose for _, whose in pairs])
    interval = mean_interval(values, clusters, rng=rng(), bounds=(1, 10))
    assert 1 <= interval.low <= interval.mean <= interval.high <= 10
    assert (interval.n, interval.clusters) == (len(pairs), len(set(clusters)))
    order = rng().permutation(len(pairs))
    again = mean_interval([values[at] for at in order], [clusters[at] for at in order], rng=rng(), bounds=(1, 10))
    assert (interval.low, interval.high) == pytest.approx((again.low, again.high), abs=1e-9)


def test_values_that_cannot_be_averaged_are_refused() -> None:
    for values in ([], [1.5], [float("inf")]):
        with pytest.raises(ValueError, match=r"no values|not within"):
            mean_interval(values, range(len(values)), rng=rng())
