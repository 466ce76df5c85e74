"""Comparisons against published numbers and scipy, and what must hold for any outcomes."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from agents.statistics.paired import ALPHA, Difference, compare_paired, mcnemar
from agents.statistics.verdict import verdict
from benchmarks.error_rates.paired import COIN, PASSED, SCORE, verdicts

scores = st.integers(0, 9).map(lambda score: score / 9)
outcomes = st.sampled_from([0.0, 1.0])


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def of(gained: int, lost: int, same: int, alpha: float = ALPHA) -> Difference:
    a = [0.0] * gained + [1.0] * lost + [1.0] * same
    b = [1.0] * gained + [0.0] * lost + [1.0] * same
    return compare_paired(a, b, range(len(a)), binary=True, rng=rng(), alpha=alpha)


def test_airway_hyper_responsiveness_before_and_after_a_transplantation() -> None:
    # Bentur et al. 2009 as in Fagerland, Lydersen & Laake: mid-p 2013, table 1; Bonett-Price interval 2014
    change = of(gained=1, lost=7, same=13, alpha=0.05)
    assert change.p_value == pytest.approx(0.0391, abs=5e-5)
    assert (change.low, change.high) == pytest.approx((-0.508, -0.013), abs=5e-4)
    assert change.difference == pytest.approx(-6 / 21)


@pytest.mark.parametrize(("gained", "lost"), [(0, 0), (1, 0), (5, 5), (9, 2), (40, 61), (300, 301)])
def test_mid_p_is_the_exact_test_less_half_of_what_was_seen(gained: int, lost: int) -> None:
    exact = stats.binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    seen = 0.0 if gained == lost else float(stats.binom.pmf(gained, gained + lost, 0.5))
    assert mcnemar(gained, lost) == pytest.approx(exact - seen)
    assert mcnemar(gained, lost) == mcnemar(lost, gained)


def test_flipped_signs_are_the_exact_permutation_test() -> None:
    differences = np.array([3, 1, -1, 2, 4, -2, 5, 1, 2]) / 9
    a, b = np.full(9, 0.4), 0.4 + differences
    here = compare_paired(a.tolist(), b.tolist(), range(9), binary=False, rng=rng(), repetitions=19_999)
    flips = np.array(list(product([1, -1], repeat=9))) @ differences
    exact = (np.abs(flips) >= differences.sum() - 1e-9).mean()
    assert here.p_value == pytest.approx(exact, abs=0.005)


def test_more_runs_of_the_same_cases_are_not_more_cases() -> None:
    draw = rng()
    a, b = draw.integers(0, 10, 60) / 9, draw.integers(0, 10, 60) / 9
    once = compare_paired(a.tolist(), b.tolist(), range(60), binary=False, rng=rng())
    thrice = compare_paired(
        np.repeat(a, 3).tolist(), np.repeat(b, 3).tolist(), [i // 3 for i in range(180)], binary=False, rng=rng()
    )
    assert (thrice.n, thrice.clusters) == (180, 60)
    assert thrice.p_value == once.p_value
    assert (thrice.low, thrice.high) == pytest.approx((once.low, once.high))


@settings(max_examples=100, deadline=None)
@given(st.data(), st.booleans())
def test_whatever_the_outcomes(data: st.DataObject, binary: bool) -> None:  # noqa: FBT001
    value = outcomes if binary else scores
    pairs = data.draw(st.lists(st.tuples(value, value, st.integers(0, 30)), min_size=1, max_size=40))
    a, b, clusters = (list(column) for column in zip(*pairs, strict=True))
    ahead = compare_paired(a, b, clusters, binary=binary, rng=rng())
    back = compare_paired(b, a, clusters, binary=binary, rng=rng())
    shuffled = [pairs[at] for at in rng().permutation(len(pairs))]
    again = compare_paired(*(list(column) for column in zip(*shuffled, strict=True)), binary=binary, rng=rng())
    assert -1 <= ahead.low <= ahead.difference <= ahead.high <= 1
    assert 0 < ahead.p_value <= 1
    mirrored = (-back.high, -back.difference, -back.low, back.p_value, back.standard_error)
    seen = (ahead.low, ahead.difference, ahead.high, ahead.p_value, ahead.standard_error)
    assert seen == pytest.approx(mirrored, abs=1e-9)
    assert seen == pytest.approx(
        (again.low, again.difference, again.high, again.p_value, again.standard_error), abs=1e-9
    )
    opposite = {"better": "worse", "worse": "better", "inconclusive": "inconclusive"}
    assert verdict(back).verdict == opposite[verdict(ahead).verdict]


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        compare_paired([], [], [], binary=True, rng=rng())
    with pytest.raises(ValueError, match="2 values of 1 clusters"):
        compare_paired([1, 0], [1, 0], ["C-1"], binary=True, rng=rng())
    with pytest.raises(ValueError, match="0 or 1"):
        compare_paired([0.5], [1], ["C-1"], binary=True, rng=rng())
    with pytest.raises(ValueError, match="not within"):
        compare_paired([0.5], [7], ["C-1"], binary=False, rng=rng())
    with pytest.raises(ValueError, match="not within"):
        compare_paired([float("nan")], [1], ["C-1"], binary=False, bounds=None, rng=rng())


def test_dollars_have_no_bounds() -> None:
    a = np.linspace(0.01, 0.03, 50)
    dearer = compare_paired(a.tolist(), (a * 4).tolist(), range(50), binary=False, bounds=None, rng=rng())
    assert dearer.low > 0.04
    assert verdict(dearer, margin=0.001).verdict == "better"  # higher; what that means for cost is the caller's


@pytest.mark.parametrize(("kind", "cases", "runs"), [(PASSED, 40, 1), (PASSED, 100, 3), (COIN, 400, 1), (SCORE, 40, 3)])
def test_a_version_compared_with_itself_is_decided_in_5_of_100_at_most(kind: str, cases: int, runs: int) -> None:
    said = verdicts(kind, cases, runs, 0.0, rng(), repetitions=400)
    assert 0 < said["better"] + said["worse"] <= 0.05


@pytest.mark.parametrize(("kind", "runs"), [(PASSED, 1), (PASSED, 3), (SCORE, 1)])
def test_ten_points_on_400_cases_are_found(kind: str, runs: int) -> None:
    assert verdicts(kind, 400, runs, 0.1, rng(), repetitions=100)["better"] >= 0.8
    assert verdicts(kind, 400, runs, -0.1, rng(), repetitions=100)["worse"] >= 0.8


def test_alpha_leaves_fifty_of_a_thousand_with_certainty() -> None:
    assert stats.binom.cdf(50, 1000, ALPHA) > 0.99
