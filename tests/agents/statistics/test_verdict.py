"""Three words, the number of cases behind the third, and runs that all have to pass."""

import json
from dataclasses import asdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.statistics.agreement import kappa_interval
from agents.statistics.hard_stops import stop_mean, stop_rate
from agents.statistics.interval import mean_interval
from agents.statistics.latency_quantile import live_quantile
from agents.statistics.paired import Difference, compare_paired
from agents.statistics.pass_k import pass_k
from agents.statistics.power import cases_needed
from agents.statistics.sequential import Arm, live, live_ratio
from agents.statistics.verdict import PairedVerdict, verdict
from benchmarks.error_rates.paired import PASSED, SCORE, comparison, verdicts


def changed(gained: int, lost: int, cases: int) -> Difference:
    a = [0.0] * gained + [1.0] * (cases - gained)
    b = [1.0] * gained + [0.0] * lost + [1.0] * (cases - gained - lost)
    return compare_paired(a, b, range(cases), binary=True, rng=np.random.default_rng(0))


def test_three_words() -> None:
    assert verdict(changed(20, 3, 100)) == PairedVerdict("better", None, not_worse=True)
    assert verdict(changed(3, 20, 100)) == PairedVerdict("worse", None, not_worse=False)
    unsure = verdict(changed(9, 3, 100))
    assert unsure.verdict == "inconclusive"
    assert unsure.cases_needed is not None
    assert 250 < unsure.cases_needed < 350  # 6 points, of which 12% change sides
    assert verdict(changed(6, 6, 4000)) == PairedVerdict(
        "inconclusive", None, not_worse=True
    )  # more cases show no 5 points


def test_no_case_changed_sides() -> None:
    few, many = verdict(changed(0, 0, 10)), verdict(changed(0, 0, 400))
    assert few.cases_needed is not None
    assert not few.not_worse
    assert many == PairedVerdict("inconclusive", None, not_worse=True)


def test_one_point_more_in_every_case_is_better() -> None:
    a = np.linspace(0.1, 0.8, 20)
    always = compare_paired(a.tolist(), (a + 1 / 9).tolist(), range(20), binary=False, rng=np.random.default_rng(0))
    assert verdict(always).verdict == "better"
    assert 0.05 < always.low < 1 / 9 < always.high


def test_ten_cases_decide_nothing_but_the_obvious() -> None:
    assert verdict(changed(4, 0, 10)).verdict == "inconclusive"
    assert verdict(changed(10, 0, 10)).verdict == "better"


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 300), st.floats(0.01, 0.3))
def test_cases_needed_are_more_than_there_are(gained: int, lost: int, same: int, margin: float) -> None:
    if gained + lost + same == 0:
        return
    difference = changed(gained, lost, gained + lost + same)
    said = verdict(difference, margin)
    assert said.cases_needed is None or said.cases_needed > difference.clusters
    assert (said.cases_needed is None) == (
        said.verdict != "inconclusive" or -margin < difference.low <= difference.high < margin
    )


@pytest.mark.parametrize("kind", [PASSED, SCORE])
def test_the_number_of_cases_finds_the_difference(kind: str) -> None:
    draw = np.random.default_rng(5)
    pilot = comparison(kind, 2000, 1, 0.08, draw)
    cases = cases_needed(0.08, pilot.standard_error**2 * pilot.clusters)
    assert 0.72 <= verdicts(kind, cases, 1, 0.08, draw, repetitions=300)["better"] <= 0.88


def test_the_textbook_number_of_pairs() -> None:
    # 30% change sides, difference 10 points: Miettinen 1968; Machin et al., Sample Size Tables, give 234 (alpha 0.05)
    assert cases_needed(0.1, 0.3 - 0.01, alpha=0.05) == pytest.approx(234, abs=2)
    with pytest.raises(ValueError, match="difference of 0"):
        cases_needed(0, 0.2)
    with pytest.raises(ValueError, match="above 0"):
        verdict(changed(1, 1, 10), 0)


def test_all_of_k_runs() -> None:
    assert [pass_k(passed, 3, 3) for passed in range(4)] == [0, 0, 0, 1]
    assert pass_k(4, 8, 2) == pytest.approx(6 / 28)
    assert pass_k(5, 8, 1) == pytest.approx(5 / 8)
    for passed, runs, k in ((4, 3, 1), (1, 3, 4), (1, 3, 0), (-1, 3, 1)):
        with pytest.raises(ValueError, match="not defined"):
            pass_k(passed, runs, k)


def test_results_are_plain_numbers_that_json_takes() -> None:
    whose, draw = [1, 1, 2, 2, 3], np.random.default_rng(0)
    values, others = [1.0, 0.0, 1.0, 1.0, 0.0], [1.0, 1.0, 1.0, 0.0, 1.0]
    clustered = compare_paired(values, others, whose, binary=True, rng=draw)
    paired = compare_paired(values, others, range(5), binary=True, rng=draw)
    kappa = kappa_interval(values, others, whose, rng=draw)
    arm = Arm.of_rate(300, 17)
    live_ones = live(arm, arm, margin=0.05), live_ratio(arm, arm, times=2)
    quantile = live_quantile({3: 200}, {3: 200}, shortest=0.001, per_doubling=8, times=2)
    stops = stop_rate((300, 17), (300, 2), limit=0.01), stop_mean(arm, arm, times=2)
    intervals = (mean_interval(values, each, rng=draw) for each in (whose, range(5)))
    judged = verdict(clustered), verdict(paired)
    results: tuple[Any, ...] = (clustered, paired, kappa, *live_ones, quantile, *stops, *intervals, *judged)
    for result in results:
        assert json.loads(json.dumps(asdict(result), allow_nan=False)) == asdict(result)
