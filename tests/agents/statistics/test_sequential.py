"""Two arms by their sums, looked at every night: ends, risks, and what is still needed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.statistics.latency_quantile import live_quantile
from agents.statistics.sequential import Arm, live, live_ratio
from benchmarks.error_rates import month
from benchmarks.error_rates.live import ends

Histogram = dict[int, int]
rng_of_month = np.random.default_rng(19)
share = st.floats(0.05, 0.95)
customers = st.integers(1, 5000)


def rng() -> np.random.Generator:
    return np.random.default_rng(17)


def rate(n: int, p: float) -> Arm:
    return Arm.of_rate(n, round(n * p))


def test_an_arm_is_its_sums() -> None:
    values = rng().normal(3, 2, size=500)
    arm = Arm.of_sums(500, float(values.sum()), float((values**2).sum()))
    assert (arm.mean, arm.variance) == pytest.approx((values.mean(), values.var(ddof=1)))
    assert Arm.of_sums(3, 0.3, 0.03).variance == pytest.approx(0, abs=1e-15)
    assert Arm.of_rate(50, 0).variance > 0


def test_five_customers_decide_nothing() -> None:
    for events in range(6):
        seen = live(Arm.of_rate(5, events), rate(5000, 0.8), margin=0.05)
        assert seen.outcome == "inconclusive"
        assert seen.needs >= 95
    one = live_ratio(Arm.of_sums(1, 9.0, 81.0), Arm.of_sums(5000, 50.0, 1.0), times=1.5)
    assert (one.outcome, one.needs) == ("inconclusive", 99)
    assert live_quantile({150: 5}, {90: 5000}, shortest=0.001, per_doubling=8, times=1.5).outcome == "inconclusive"


def test_nobody_yet() -> None:
    nobody = Arm.of_rate(0, 0)
    for seen in (
        live(nobody, rate(10, 1), margin=0.05, minimum=70),
        live_ratio(rate(10, 1), nobody, times=2, minimum=70),
        live_quantile({}, {1: 1}, shortest=0.001, per_doubling=8, times=2, minimum=70),
    ):
        assert (seen.outcome, seen.needs, seen.difference, seen.low) == ("inconclusive", 70, None, None)


def test_three_outcomes() -> None:
    production = rate(9000, 0.8)
    assert live(rate(1000, 0.8), production, margin=0.05).outcome == "success"
    assert live(rate(1000, 0.7), production, margin=0.05).outcome == "failure"
    assert live(rate(200, 0.78), production, margin=0.05).outcome == "inconclusive"
    assert live(rate(300, 0.8), production, margin=-0.05).outcome == "inconclusive"  # has to win 5 points
    assert live(rate(1000, 0.9), production, margin=-0.05).outcome == "success"
    assert live(rate(9000, 0.8), production, margin=-0.05).outcome == "failure"
    assert live(rate(1000, 0.7), production, margin=0.05, better="same").outcome == "failure"
    assert live(rate(1000, 0.9), production, margin=0.05, better="same").outcome == "failure"
    assert live(rate(1500, 0.8), production, margin=0.05, better="same").outcome == "success"
    with pytest.raises(ValueError, match="margin"):
        live(production, production, margin=0)


@given(customers, share, customers, share, st.floats(0.01, 0.2))
def test_what_is_good_the_other_way_round(ours: int, p: float, theirs: int, q: float, margin: float) -> None:
    high = live(rate(ours, p), rate(theirs, q), margin=margin, minimum=10)
    low = live(
        Arm(ours, 1 - rate(ours, p).mean, rate(ours, p).variance),
        Arm(theirs, 1 - rate(theirs, q).mean, rate(theirs, q).variance),
        margin=margin,
        better="lower",
        minimum=10,
    )
    assert (high.outcome, high.needs) == (low.outcome, low.needs)
    assert high.low is not None
    assert high.high is not None
    assert low.high == pytest.approx(-high.low)
    assert high.low <= rate(ours, p).mean - rate(theirs, q).mean <= high.high
    assert (high.needs == 0) == (high.outcome != "inconclusive")


@given(st.integers(30, 400), st.sampled_from([0.7, 0.76, 0.8, 0.84]))
def test_what_is_needed_decides_if_the_figures_stay(ours: int, p: float) -> None:
    def look(times: float) -> str:
        return live(Arm(round(ours * times), p, 0.2), Arm(round(9 * ours * times), 0.8, 0.16), margin=0.05).outcome

    needs = live(Arm(ours, p, 0.2), Arm(9 * ours, 0.8, 0.16), margin=0.05).needs
    assert look((ours + needs) / ours * 1.02) != "inconclusive"
    if needs:
        assert look(max(1, (ours + needs) / ours * 0.95)) == "inconclusive"


def test_a_ratio_does_not_know_the_currency() -> None:
    draw = rng()
    a, b = draw.lognormal(-5, 1, 200) * 1.3, draw.lognormal(-5, 1, 1800)
    seen = []
    for unit in (1, 1e6):
        arms = [Arm.of_sums(len(x), float((x * unit).sum()), float(((x * unit) ** 2).sum())) for x in (a, b)]
        seen.append(live_ratio(*arms, times=1.5))
    assert seen[0].outcome == seen[1].outcome
    assert (seen[0].low, seen[0].high) == pytest.approx((seen[1].low, seen[1].high))


def test_what_costs_nothing() -> None:
    free, paid = Arm.of_sums(500, 0.0, 0.0), Arm.of_sums(500, 5.0, 0.06)
    assert live_ratio(free, free, times=1.5).outcome == "success"
    assert live_ratio(free, paid, times=1.5).outcome == "success"
    dear = live_ratio(paid, free, times=1.5)
    assert (dear.outcome, dear.difference, dear.high) == ("failure", None, None)
    with pytest.raises(ValueError, match="above 1"):
        live_ratio(paid, paid, times=1)


def histogram(seconds: np.ndarray) -> Histogram:
    buckets, counts = np.unique(np.floor(np.log2(seconds / 0.001) * 8).astype(int), return_counts=True)
    return dict(zip(buckets.tolist(), counts.tolist(), strict=True))


def test_p95_is_read_from_buckets() -> None:
    seconds = rng().lognormal(0.5, 0.6, size=20_000)
    counts = histogram(seconds)
    slower = {bucket + 8: count for bucket, count in counts.items()}
    seen = live_quantile(slower, counts, shortest=0.001, per_doubling=8, times=1.5)
    assert seen.production == pytest.approx(np.quantile(seconds, 0.95), rel=0.02)
    assert seen.difference == pytest.approx(2)
    assert seen.outcome == "failure"
    assert live_quantile(counts, counts, shortest=0.001, per_doubling=8, times=1.5).outcome == "success"
    few = live_quantile(histogram(seconds[:60]), counts, shortest=0.001, per_doubling=8, times=1.5, minimum=30)
    assert (few.outcome, few.high) == ("inconclusive", None)  # nothing is known above the slowest of 60
    assert 100 < few.needs < 3000


@pytest.mark.parametrize("share", [10, 50])
def test_an_equal_candidate_fails_in_5_of_100_months_at_most(share: int) -> None:
    found = [word for word, _ in ends(lambda: month.rate(share, 0.8, 0.8, 0.05, "higher", rng_of_month), 400)]
    assert 0 < found.count("failure") <= 20
    assert found.count("success") > 360


def test_a_candidate_worse_by_ten_points_is_found_within_a_week() -> None:
    found = ends(lambda: month.rate(10, 0.7, 0.8, 0.05, "higher", rng_of_month), 200)
    assert all(word == "failure" for word, _ in found)
    assert sorted(night for _, night in found)[180] <= 7


def test_rare_errors_at_the_margin_pass_seldom() -> None:
    found = [word for word, _ in ends(lambda: month.rate(10, 0.015, 0.005, 0.01, "lower", rng_of_month), 400)]
    assert found.count("success") <= 24


def test_cost_and_latency_of_an_equal_candidate_succeed() -> None:
    for figure in (month.cost, month.latency):
        assert all(month.end(figure(10, 1.0, rng_of_month))[0] == "success" for _ in range(25))
