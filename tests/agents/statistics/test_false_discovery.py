import numpy as np
import pytest
from scipy import stats

from agents.statistics.false_discovery import chi_squared_tail, discoveries, more_often, upper_tail


def test_discoveries_are_those_of_the_paper() -> None:
    # Benjamini & Hochberg (1995), section 3.2: 15 tests, four discoveries at 0.05.
    values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
              0.7590, 1.0]  # fmt: skip
    assert discoveries(values, 0.05) == [True] * 4 + [False] * 11
    assert discoveries(values[::-1], 0.05) == [False] * 11 + [True] * 4
    assert discoveries([], 0.05) == []


def test_the_share_of_false_discoveries_is_kept() -> None:
    rng = np.random.default_rng(3)
    shares = []
    for _ in range(300):
        values = np.concatenate([rng.uniform(size=180), stats.norm.sf(rng.normal(3.5, 1, 20))])
        found = np.array(discoveries(list(values), 0.1))
        shares.append(found[:180].sum() / max(1, found.sum()))
    assert np.mean(shares) <= 0.1


@pytest.mark.parametrize("table", [(8, 20, 5, 60), (0, 10, 3, 30), (10, 10, 0, 40), (25, 120, 60, 900)])
def test_more_often_is_fishers_test(table: tuple[int, int, int, int]) -> None:
    hits, of, other, other_of = table
    wanted = stats.fisher_exact([[hits, of - hits], [other, other_of - other]], alternative="greater").pvalue
    assert more_often(*table) == pytest.approx(wanted, rel=1e-9)


def test_tails() -> None:
    assert upper_tail(1.96) == pytest.approx(0.025, abs=1e-4)
    assert upper_tail(2.0, 40) == pytest.approx(stats.t.sf(2.0, 40))
    assert chi_squared_tail(12.6, 6) == pytest.approx(stats.chi2.sf(12.6, 6))
