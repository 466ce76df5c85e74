"""Hard stops: fast, never on a handful, not for what meets both versions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.statistics.hard_stops import stop_mean, stop_rate
from agents.statistics.sequential import Arm
from benchmarks.error_rates import month


def rng() -> np.random.Generator:
    return np.random.default_rng(23)


def test_a_handful_never_stops() -> None:
    seen = stop_rate((5, 5), (45, 0), limit=0.01)
    assert (seen.stop, seen.beyond_chance, seen.seen) == (False, True, 1)
    assert stop_rate((30, 5), (270, 0), limit=0.01).stop
    assert not stop_rate((30, 1), (270, 0), limit=0.01).stop  # one error is no pattern
    assert not stop_rate((0, 0), (10, 3), limit=0.01).stop
    assert not stop_mean(Arm.of_sums(5, 50, 500), Arm.of_sums(45, 4.5, 0.45), times=2.5).stop


def test_an_outage_of_the_provider_stops_neither() -> None:
    assert not stop_rate((60, 60), (540, 540), limit=0.01).stop
    assert not stop_rate((60, 33), (540, 270), limit=0.01).stop


def test_a_small_but_proven_excess_is_below_the_limit() -> None:
    seen = stop_rate((50_000, 750), (50_000, 500), limit=0.01)
    assert seen.beyond_chance
    assert not seen.stop


@given(st.integers(30, 500), st.data())
def test_fewer_errors_never_stop_sooner(n: int, data: st.DataObject) -> None:
    wrong, others = data.draw(st.integers(1, n)), data.draw(st.integers(0, 9 * n))
    now, better = (stop_rate((n, count), (9 * n, others), limit=0.01) for count in (wrong, wrong - 1))
    assert now.stop or not better.stop
    assert not now.stop or (now.beyond_chance and now.seen is not None and now.seen > 0.01)


def test_schema_errors_in_3_of_100_answers_stop_within_the_month_and_equal_ones_do_not() -> None:
    draw = rng()
    for ours, most in ((0.03, 100), (0.005, 2)):
        nights = [list(month.events(10, ours, 0.005, draw)) for _ in range(100)]
        stopped = sum(any(stop_rate(*night, limit=0.01).stop for night in whole) for whole in nights)
        assert stopped == 100 if most == 100 else stopped <= most


def test_four_times_the_cost_stops_at_the_first_night() -> None:
    for factor, stops in ((4.0, True), (1.0, False)):
        months = [list(month.cost_arms(10, factor, rng())) for _ in range(5)]
        assert all(stop_mean(*nights[0], times=2.5).stop is stops for nights in months)
    paid, free = Arm.of_sums(100, 1.0, 0.011), Arm.of_sums(100, 0.0, 0.0)
    assert stop_mean(paid, free, times=2.5).stop
    assert not stop_mean(free, free, times=2.5).stop
    with pytest.raises(ValueError, match="above 1"):
        stop_mean(paid, paid, times=1)
