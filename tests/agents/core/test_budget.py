import random

import pytest

from agents.core.budget import Budget


def test_without_a_limit_everything_fits() -> None:
    assert Budget().fits(1e12)


def test_a_reservation_counts_until_it_is_settled() -> None:
    budget = Budget(limit=1.0)
    budget.reserve(0.75)
    assert budget.fits(0.25)
    assert not budget.fits(0.5)
    budget.settle(0.75, 0.25)
    assert (budget.spent, budget.reserved) == (0.25, 0.0)
    assert budget.fits(0.75)
    assert not budget.fits(0.8)


def test_an_overrun_raises_what_the_others_reserve_and_a_count_that_cannot_be_does_not() -> None:
    budget = Budget(limit=10.0)
    budget.reserve(0.1)
    budget.settle(0.1, 1.0, believed=False)
    assert (budget.spent, budget.overrun) == (1.0, 1.0)
    budget.reserve(0.1)
    budget.settle(0.1, 0.5)
    assert (budget.spent, budget.overrun) == (1.5, 5.0)


@pytest.mark.parametrize("seed", range(20))
def test_spent_and_reserved_never_pass_the_limit(seed: int) -> None:
    chance = random.Random(seed)
    budget = Budget(limit=chance.uniform(0.5, 5.0))
    assert budget.limit is not None
    under_way: list[float] = []
    refused = 0
    for _ in range(500):
        if under_way and chance.random() < 0.5:
            worst = under_way.pop(chance.randrange(len(under_way)))
            budget.settle(worst, chance.choice([0.0, worst, worst * chance.random()]))
        else:
            worst = chance.uniform(0.0, 0.4)
            if budget.fits(worst):
                budget.reserve(worst)
                under_way.append(worst)
            else:
                refused += 1
        assert budget.spent + budget.reserved <= budget.limit + 1e-9
        assert budget.reserved == pytest.approx(sum(under_way), abs=1e-9)
    assert refused  # else the limit was never tested
