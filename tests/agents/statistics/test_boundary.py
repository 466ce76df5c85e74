"""The bounds hold at every look: the exact one by adding up every path, the other one by simulation."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.statistics.boundary import reach, share_floor


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5])
def test_the_exact_floor_passes_a_true_share_rarely_over_all_looks(share: float) -> None:
    alpha, at = 0.05, np.array([1.0])  # at[c]: probability of c events so far without the floor above the share
    for n in range(1, 301):
        at = np.append(at * (1 - share), 0) + np.append(0, at * share)
        lowest = next((count for count in range(n + 1) if share_floor(count, n, alpha) > share), n + 1)
        at[lowest:] = 0
    passed = 1 - at.sum()
    assert 0.0005 < passed <= alpha


@given(st.integers(1, 400), st.data())
def test_the_floor_rises_with_what_was_seen(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(1, n))
    floor = share_floor(count, n, 0.01)
    assert 0 < floor < count / n
    assert floor >= share_floor(count - 1, n, 0.01)
    assert floor >= share_floor(count, n + 1, 0.01)
    assert floor >= share_floor(count, n, 0.001)


def test_the_known_share_of_an_ordinary_case() -> None:
    assert share_floor(0, 100, 0.05) == 0
    assert share_floor(500, 1000, 0.05) == pytest.approx(0.5 - 0.058, abs=0.001)  # an ordinary test: 0.5 - 0.026
    assert share_floor(10, 10, 0.05) == pytest.approx(0.61, abs=0.03)


@pytest.mark.parametrize("scale", [0.02, 0.05, 0.2])
def test_paths_without_drift_leave_the_bound_rarely(scale: float) -> None:
    steps = np.random.default_rng(3).normal(0, 0.4, size=(4000, 30, 67)).sum(axis=2).cumsum(axis=1)
    n = 67 * np.arange(1, 31)
    bounds = np.array([reach(0.16 / each, scale, 0.05) for each in n])
    for sign in (1, -1):
        left = (sign * steps / n > bounds).any(axis=1).mean()
        assert 0.003 < left <= 0.05


def test_a_look_at_the_same_figures_twice_is_as_wide_and_more_customers_make_it_narrower() -> None:
    widths = [reach(0.16 / n, 0.05, 0.05) for n in (10, 100, 1000, 10_000)]
    assert widths == sorted(widths, reverse=True)
    assert reach(0, 0.05, 0.05) == 0
