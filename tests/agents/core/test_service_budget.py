"""A budget in dollars per hour or per day."""

import asyncio

import pytest

from agents.core.limiter import Quota
from agents.core.service_budget import ServiceBudget
from agents.core.service_limiter import ServiceLimiter
from schemas.errors import BudgetStoppedError, StoreError

HOUR = 3_600.0


class Clock:
    def __init__(self) -> None:
        self.now = 100 * HOUR

    def __call__(self) -> float:
        return self.now


class Kept:
    def __init__(self) -> None:
        self.written: list[tuple[int, float]] = []
        self.away = False
        self.before = asyncio.Event()
        self.before.set()

    async def __call__(self, window: int, ceiling: float) -> None:
        await self.before.wait()
        if self.away:
            raise StoreError("the records are away")
        self.written.append((window, ceiling))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept() -> Kept:
    return Kept()


async def call(limiter: ServiceLimiter, usd: float) -> None:
    slot = await asyncio.wait_for(limiter.admit(1, usd), 5)
    limiter.give_back(slot, used_tokens=1, cost_usd=usd)


async def test_it_is_kept_within_the_hour_and_begins_anew_after_it(clock: Clock) -> None:
    limiter = ServiceLimiter(Quota(), ServiceBudget(limit=1.0, every="hour", clock=clock))
    await call(limiter, 0.9)
    with pytest.raises(BudgetStoppedError, match=r"\$0\.9000 of \$1\.0000 is spent"):
        await call(limiter, 0.2)
    clock.now += HOUR
    await call(limiter, 0.9)
    clock.now -= HOUR  # set back: nothing begins again
    with pytest.raises(BudgetStoppedError):
        await call(limiter, 0.2)


async def test_a_call_counts_in_the_hour_in_which_it_ends(clock: Clock) -> None:
    limiter = ServiceLimiter(Quota(), ServiceBudget(limit=1.0, every="hour", clock=clock))
    slot = await limiter.admit(1, 0.9)
    clock.now += HOUR  # nobody asked anything meanwhile
    limiter.give_back(slot, used_tokens=1, cost_usd=0.9)
    with pytest.raises(BudgetStoppedError, match=r"\$0\.9000 of \$1\.0000 is spent"):
        await call(limiter, 0.2)


async def test_a_ceiling_is_durable_before_a_call_draws_on_it(clock: Clock, kept: Kept) -> None:
    budget = ServiceBudget(limit=1.0, every="hour", clock=clock, keep_window=kept)
    limiter = ServiceLimiter(Quota(concurrency=4), budget)
    for _ in range(20):
        await call(limiter, 0.01)
    assert 4 <= len(kept.written) <= 10
    assert all(window == 100 for window, _ in kept.written)
    assert budget.spent <= kept.written[-1][1] <= budget.spent + 0.05
    await budget.close()
    assert kept.written[-1][1] == pytest.approx(0.2)


async def test_after_any_number_of_kills_no_more_than_the_limit_is_spent(clock: Clock, kept: Kept) -> None:
    paid = 0
    for _ in range(100):  # each ends without `close`
        budget = ServiceBudget(limit=1.0, every="day", clock=clock, keep_window=kept)
        if kept.written:
            budget.restore(*kept.written[-1])
        try:
            await call(ServiceLimiter(Quota(), budget), 0.03)
        except BudgetStoppedError:
            break
        paid += 1
    assert 10 <= paid <= 33
    clock.now += 24 * HOUR
    budget = ServiceBudget(limit=1.0, every="day", clock=clock, keep_window=kept)
    budget.restore(*kept.written[-1])
    await call(ServiceLimiter(Quota(), budget), 0.9)


async def test_where_it_cannot_be_kept_those_calls_fail_and_no_others(clock: Clock, kept: Kept) -> None:
    limiter = ServiceLimiter(Quota(), ServiceBudget(limit=1.0, clock=clock, keep_window=kept))
    kept.away = True
    failed = await asyncio.gather(*(call(limiter, 0.01) for _ in range(3)), return_exceptions=True)
    assert [type(error) for error in failed] == [StoreError] * 3
    assert (limiter.stopped, limiter.in_flight) == (None, 0)
    kept.away = False
    await call(limiter, 0.01)


async def test_a_ceiling_that_was_written_for_an_hour_that_ended_covers_nothing(clock: Clock, kept: Kept) -> None:
    budget = ServiceBudget(limit=1.0, every="hour", clock=clock, keep_window=kept)
    limiter = ServiceLimiter(Quota(), budget)
    kept.before.clear()
    first = asyncio.create_task(call(limiter, 0.01))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    clock.now += HOUR
    second = asyncio.create_task(call(limiter, 0.01))
    await asyncio.sleep(0)
    kept.before.set()
    await asyncio.gather(first, second)
    assert [window for window, _ in kept.written] == [100, 101]
