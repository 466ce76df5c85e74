"""Kappa against published numbers and scikit-learn; judges whose verdict depends on the order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from agents.statistics.agreement import agreement, cohen_kappa, kappa_interval, order_swap, order_swap_flips

TEN = st.integers(1, 10)


def rng() -> np.random.Generator:
    return np.random.default_rng(13)


def test_two_readers_of_fifty_grant_proposals() -> None:  # the example of every textbook: 20, 5, 10, 15
    a = ["yes"] * 25 + ["no"] * 25
    b = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert agreement(a, b) == pytest.approx(0.7)
    assert cohen_kappa(a, b) == pytest.approx(0.4)
    kappa = kappa_interval(a, b, range(50), rng=rng())
    error = (0.7 * 0.3 / (50 * 0.5**2)) ** 0.5  # Cohen 1960
    assert (kappa.low, kappa.high) == pytest.approx((0.4 - 1.96 * error, 0.4 + 1.96 * error), abs=0.05)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(TEN, TEN), min_size=2, max_size=60))
def test_kappa_is_scikit_learns(pairs: list[tuple[int, int]]) -> None:
    a, b = [one for one, _ in pairs], [other for _, other in pairs]
    if len({*a, *b}) == 1:
        assert cohen_kappa(a, b) == cohen_kappa(a, b, "quadratic") == 0  # nothing but agreement was possible
        return
    labels = list(range(1, 11))
    assert cohen_kappa(a, b) == pytest.approx(cohen_kappa_score(a, b, labels=labels), abs=1e-9)
    weighted = cohen_kappa_score(a, b, labels=labels, weights="quadratic")
    assert cohen_kappa(a, b, "quadratic") == cohen_kappa(b, a, "quadratic") == pytest.approx(weighted, abs=1e-9)
    interval = kappa_interval(a, b, range(len(a)), rng=rng(), weights="quadratic", repetitions=200)
    assert -1 <= interval.low <= interval.value <= interval.high <= 1


def test_complete_agreement_on_few_labels_is_no_certainty() -> None:
    few, many = (
        kappa_interval([1, 5, 9] * n, [1, 5, 9] * n, range(3 * n), rng=rng(), weights="quadratic") for n in (2, 60)
    )
    assert few.value == many.value == few.high == 1
    assert few.low < 0.6
    assert many.low > 0.95
    assert kappa_interval([1, 2, 3], [1, 2, 3], ["C-1"] * 3, rng=rng()).low == -1


def test_an_interval_holds_the_kappa_of_the_whole_population() -> None:
    draw, held = rng(), 0
    for _ in range(150):
        a = draw.integers(1, 11, size=60)
        b = np.clip(a + draw.integers(-2, 3, size=60), 1, 10)
        interval = kappa_interval(a.tolist(), b.tolist(), range(60), rng=draw, weights="quadratic", repetitions=500)
        held += interval.low <= 0.9 <= interval.high
    assert held >= 135


def test_winners_that_change_with_the_order() -> None:
    forward, swapped = ["a", "a", "b", "tie", "b"], ["a", "b", "a", "tie", "tie"]
    seen = order_swap(forward, swapped)  # type: ignore[arg-type]
    assert (seen.n, seen.flips, seen.first, seen.last) == (5, 3, 1, 1)
    assert order_swap_flips(forward, swapped) == seen.share == 0.6  # type: ignore[arg-type]
    assert order_swap([], []).share == 0


def test_labels_come_in_pairs() -> None:
    for a, b in (([], []), ([1], [1, 2])):
        with pytest.raises(ValueError, match="pairs"):
            cohen_kappa(a, b)
