"""The difference of two shares: the figures of the paper, how often the interval is right, and what `more` means."""

import numpy as np
import pytest

from agents.statistics.two_groups import share_difference, subjects_for_difference


@pytest.mark.parametrize(
    ("events", "n", "other", "other_n", "low", "high"),
    [
        # Newcombe 1998, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 10, 0.6075, 1.0),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
    ],
)
def test_the_figures_of_the_paper(events: int, n: int, other: int, other_n: int, low: float, high: float) -> None:
    found = share_difference(events, n, other, other_n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)
    assert found.difference == pytest.approx(events / n - other / other_n)


def test_it_covers_the_truth_with_few_cases() -> None:
    rng, inside = np.random.default_rng(7), 0
    for _ in range(4_000):
        found = share_difference(int(rng.binomial(180, 0.04)), 180, int(rng.binomial(20, 0.02)), 20)
        inside += found.low <= 0.02 <= found.high
    assert inside / 4_000 >= 0.94


def test_so_many_subjects_find_it() -> None:
    wanted = subjects_for_difference(0.12, 0.04, held_out=0.2)
    held = round(0.2 * wanted)
    rng, found = np.random.default_rng(11), 0
    for _ in range(2_000):
        one = share_difference(
            int(rng.binomial(wanted - held, 0.12)), wanted - held, int(rng.binomial(held, 0.04)), held
        )
        found += one.low > 0
    assert 0.72 <= found / 2_000 <= 0.92


def test_what_cannot_be_asked() -> None:
    with pytest.raises(ValueError, match="both groups"):
        share_difference(0, 0, 1, 2)
    with pytest.raises(ValueError, match="no number is enough"):
        subjects_for_difference(0.1, 0.1)
