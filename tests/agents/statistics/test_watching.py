"""What the watch's rules rest on: drift in units of its noise, burn rates with their unrest, hours like no other."""

import numpy as np
import pytest

from agents.statistics.burning import burn, unrest_of
from agents.statistics.population import Drift, days_before, drift_of, drifts, stability
from agents.statistics.restless_days import usual_days
from agents.statistics.unusual import distance

MIX = (0.5, 0.35, 0.15)


def days(rng: np.random.Generator, count: int, size: int, stray: float = 0.0) -> list[dict[str, int]]:
    """Days of the same mix; with `stray`, each day's is another one around it."""
    mixes = [np.array(MIX) * np.exp(rng.normal(0, stray, 3)) for _ in range(count)]
    drawn = [rng.multinomial(size, mix / mix.sum()) for mix in mixes]
    return [{str(value): int(number) for value, number in enumerate(day) if number} for day in drawn]


def test_the_index_is_none_of_equals_and_counts_what_is_new() -> None:
    assert stability({"a": 50, "b": 50}, {"a": 500, "b": 500}) == pytest.approx(0, abs=1e-4)
    assert stability({"a": 50, "c": 50}, {"a": 500, "b": 500}) > 1


@pytest.mark.parametrize("stray", [0.0, 0.15])
def test_days_like_those_before_are_no_drift_and_a_shifted_mix_is(stray: float) -> None:
    rng = np.random.default_rng(7)
    said = [drift_of(days(rng, 1, 800, stray)[0], days_before(days(rng, 28, 800, stray))) for _ in range(60)]
    assert sum(one.state == "drift" for one in drifts({str(n): one for n, one in enumerate(said)}, 0.001).values()) == 0
    shifted = {"0": 240, "1": 320, "2": 240}  # one value moves farther than any other, in whatever order they are added
    found = drift_of(shifted, days_before(days(rng, 28, 800, stray)))
    assert (found.state, found.moved) == ("drift", "0")
    assert found.rank == (0, 28)
    assert drifts({"a": found}, 0.001)["a"].state == "drift"


def test_the_usual_limit_of_a_hundredth_cries_wolf_where_this_does_not() -> None:
    rng = np.random.default_rng(3)
    pairs = [(days(rng, 1, 100)[0], days(rng, 1, 100)[0]) for _ in range(100)]
    assert sum(stability(*pair) >= 0.05 for pair in pairs) > 10
    assert all(drift_of(now, days_before([then]), least=50).state == "too few to say" for now, then in pairs)


def test_few_subjects_are_too_few_to_say() -> None:
    before = days_before(days(np.random.default_rng(1), 28, 800))
    assert drift_of({"2": 150}, before).state == "too few to say"
    assert drift_of({}, days_before([])).state == "too few to say"


def test_of_many_features_those_by_chance_are_not_reported() -> None:
    chance = {str(n): Drift("drift", 0.2, p, (0, 28), "a", 0.1, 0.2) for n, p in enumerate(np.linspace(0.02, 1, 50))}
    assert {one.state for one in drifts(chance, 0.01).values()} == {"ok"}


def test_a_burn_is_exact_for_a_handful_and_restless_windows_count_for_less() -> None:
    assert burn(3, 100, 0.01).p == pytest.approx(0.0794, abs=0.001)
    assert burn(0, 100, 0.01).p == 1
    assert burn(0, 0, 0.01).times == 0
    calm, restless = burn(30, 1_000, 0.01), burn(30, 1_000, 0.01, 4.0)
    assert calm.times == restless.times == 3
    assert calm.p < 1e-6 < restless.p < 1e-2
    assert burn(30, 1_000, 0.01, 1.000_001).p == pytest.approx(burn(30, 1_000, 0.01).p, rel=0.5)


def test_unrest_is_that_of_most_windows_whatever_one_incident_did() -> None:
    rng = np.random.default_rng(5)
    calm = [(int(rng.binomial(300, 0.02)), 300) for _ in range(600)]
    assert unrest_of(calm, 0.02) == pytest.approx(1.2, abs=0.5)
    assert unrest_of([*calm, *[(200, 300)] * 6], 0.02) == pytest.approx(unrest_of(calm, 0.02), abs=0.2)
    wild = [(int(rng.binomial(300, 0.02 * rng.lognormal(0, 0.8))), 300) for _ in range(600)]
    assert unrest_of(wild, 0.02) > 2
    assert unrest_of([], 0.02) == 1


def test_a_share_that_fell_is_told_from_a_bad_day() -> None:
    rng = np.random.default_rng(7)

    def days(stray: float) -> list[tuple[int, float]]:
        return [(800, float(rng.binomial(800, 0.8 + stray * rng.normal()))) for _ in range(28)]

    even, moody = usual_days(days(0.0)), usual_days(days(0.04))
    assert even is not None
    assert moody is not None
    assert even.fallen(800, 0.70, 1) > 5
    assert 1 < moody.fallen(800, 0.70, 1) < 4
    assert moody.fallen(800, 0.70, 3) > moody.fallen(800, 0.70, 1) == moody.fallen(800, 0.70, 0.5)
    incident = usual_days([*days(0.0)[2:], (800, 160.0), (800, 160.0)])
    assert incident is not None
    assert incident.fallen(800, 0.65, 1) > 3


def test_a_share_of_nothing_or_of_always_has_not_fallen() -> None:
    assert usual_days([]) is None
    assert usual_days([(0, 0.0)]) is None
    always = usual_days([(100, 100.0)] * 10)
    assert always is not None
    assert always.fallen(0, 0.0, 1) == 0
    assert always.fallen(100, 1.0, 1) == 0


def test_an_hour_is_measured_by_weeks_before_and_steady_weeks_do_not_make_it_strange() -> None:
    assert distance(100, [100, 100, 100]) == 0
    assert abs(distance(110, [100, 100, 100, 100])) < 1
    assert distance(0, [100, 90, 110, 105]) < -5
    assert distance(400, [100, 90, 110, 1_000]) > 5
