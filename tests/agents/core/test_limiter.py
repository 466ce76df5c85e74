"""How many calls may be under way. Windows are short; no test judges how fast anything is."""

import asyncio
import random
from time import monotonic

import pytest

from agents.core.budget import Budget
from agents.core.limiter import Limiter, Quota, Slot, StoppedError
from schemas.errors import BadInputError, BudgetStoppedError, StoreError


async def turns(number: int = 5) -> None:
    """Let everything run that can."""
    for _ in range(number):
        await asyncio.sleep(0)


def free(limiter: Limiter, slot: Slot, used_tokens: int = 0, cost_usd: float = 0.0) -> None:
    limiter.give_back(slot, used_tokens=used_tokens, cost_usd=cost_usd)


async def holding(limiter: Limiter, number: int) -> list[Slot]:
    return [await limiter.admit(1, 0.0) for _ in range(number)]


# Calls in flight


@pytest.mark.parametrize("seed", range(5))
async def test_never_more_in_flight_than_allowed_under_random_load(seed: int) -> None:
    chance = random.Random(seed)
    allowed = chance.randint(1, 9)
    limiter = Limiter(Quota(concurrency=allowed))
    in_flight, most = 0, 0

    async def call() -> None:
        nonlocal in_flight, most
        await asyncio.sleep(chance.uniform(0, 0.05))
        slot = await limiter.admit(chance.randint(1, 100), 0.0, chance.randint(0, 2))
        in_flight += 1
        most = max(most, in_flight)
        try:
            await asyncio.sleep(chance.choice([0, chance.uniform(0, 0.003)]))
        finally:
            in_flight -= 1
            free(limiter, slot)

    calls = [asyncio.create_task(call()) for _ in range(200)]
    for victim in chance.sample(calls, 20):
        asyncio.get_running_loop().call_later(chance.uniform(0, 0.06), victim.cancel)
    outcomes = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} <= {type(None), asyncio.CancelledError}
    assert most == allowed
    assert limiter.in_flight == 0


async def test_a_slot_that_is_given_back_goes_to_who_waits() -> None:
    limiter = Limiter(Quota(concurrency=1))
    first = await limiter.admit(1, 0.0)
    waiting = asyncio.create_task(limiter.admit(1, 0.0))
    await turns()
    assert not waiting.done()
    free(limiter, first)
    await asyncio.wait_for(waiting, 1)
    assert limiter.in_flight == 1


async def test_longer_chains_come_first_and_equal_ones_in_order() -> None:
    limiter = Limiter(Quota(concurrency=1))
    held = await limiter.admit(1, 0.0)
    order: list[tuple[int, int]] = []

    async def call(steps_after: int, number: int) -> None:
        slot = await limiter.admit(1, 0.0, steps_after)
        order.append((steps_after, number))
        free(limiter, slot)

    arrivals = [(steps, number) for number in range(5) for steps in (0, 2, 1)]
    calls = []
    for steps, number in arrivals:
        calls.append(asyncio.create_task(call(steps, number)))
        await turns()
    free(limiter, held)
    await asyncio.gather(*calls)
    assert order == [(steps, number) for steps in (2, 1, 0) for number in range(5)]


# Cancelling


async def test_a_cancelled_waiter_takes_no_slot() -> None:
    limiter = Limiter(Quota(concurrency=1))
    held = await limiter.admit(1, 0.0)
    cancelled, waiting = (asyncio.create_task(limiter.admit(1, 0.0)) for _ in range(2))
    await turns()
    cancelled.cancel()
    await turns()
    free(limiter, held)
    await asyncio.wait_for(waiting, 1)
    assert limiter.in_flight == 1


async def test_a_waiter_cancelled_as_it_is_admitted_gives_everything_back() -> None:
    limiter = Limiter(Quota(concurrency=1, tokens_per_minute=100), Budget(limit=1.0))
    held = await limiter.admit(10, 0.6)
    cancelled, waiting = (asyncio.create_task(limiter.admit(90, 0.6)) for _ in range(2))
    await turns()
    free(limiter, held)  # the slot is handed over, but its waiter has not run yet
    cancelled.cancel()
    await asyncio.wait_for(waiting, 1)
    assert cancelled.cancelled()
    assert limiter.in_flight == 1
    assert limiter.budget.reserved == pytest.approx(0.6)


async def test_a_cancelled_waiter_holds_nobody_back() -> None:
    limiter = Limiter(Quota(tokens_per_minute=100), window_s=30)
    await limiter.admit(50, 0.0)
    large = asyncio.create_task(limiter.admit(60, 0.0))
    await turns()
    small = asyncio.create_task(limiter.admit(50, 0.0))
    await turns()
    assert not small.done()  # in order
    large.cancel()
    await asyncio.wait_for(small, 0.5)


# Quotas a minute


@pytest.mark.parametrize("seed", range(3))
async def test_no_window_holds_more_than_the_quota(seed: int) -> None:
    chance = random.Random(seed)
    window_s, requests, tokens = 0.05, 12, 600
    limiter = Limiter(Quota(concurrency=50, requests_per_minute=requests, tokens_per_minute=tokens), window_s=window_s)
    admitted: list[Slot] = []

    async def call() -> None:
        amount = chance.randint(1, 150)
        slot = await limiter.admit(amount, 0.0)
        admitted.append(slot)
        await asyncio.sleep(chance.uniform(0, 0.01))
        free(limiter, slot, used_tokens=chance.randint(0, amount))

    started = monotonic()
    await asyncio.gather(*(call() for _ in range(60)))
    assert monotonic() - started >= 4 * window_s  # 60 requests, 12 in a window
    for last in admitted:
        window = [slot for slot in admitted if last.started - window_s < slot.started <= last.started]
        assert len(window) <= requests
        assert sum(slot.tokens[1] for slot in window) <= tokens


async def test_settled_tokens_let_the_next_call_in() -> None:
    limiter = Limiter(Quota(tokens_per_minute=100), window_s=30)
    slot = await limiter.admit(90, 0.0)
    waiting = asyncio.create_task(limiter.admit(60, 0.0))
    await turns()
    assert not waiting.done()
    free(limiter, slot, used_tokens=40)
    await asyncio.wait_for(waiting, 1)


async def test_an_oversize_call_waits_for_an_empty_window_and_passes_alone() -> None:
    limiter = Limiter(Quota(tokens_per_minute=100), window_s=0.1)
    before = await limiter.admit(1, 0.0)
    oversize = await asyncio.wait_for(limiter.admit(5_000, 0.0), 2)
    after = await asyncio.wait_for(limiter.admit(1, 0.0), 2)
    assert oversize.started - before.started >= 0.1
    assert after.started - oversize.started >= 0.1


async def test_a_wait_that_became_shorter_is_not_slept_through() -> None:
    limiter = Limiter(Quota(tokens_per_minute=100), window_s=0.6)
    await limiter.admit(30, 0.0)
    await asyncio.sleep(0.5)
    late = await limiter.admit(70, 0.0)
    waiting = asyncio.create_task(limiter.admit(60, 0.0))
    await turns()
    free(limiter, late, used_tokens=30)  # now it is enough that the first 30 leave, 0.1 s from here
    admitted = await asyncio.wait_for(waiting, 2)
    assert admitted.started < late.started + 0.6


# Throttling


async def test_throttling_halves_once_for_calls_in_flight_together() -> None:
    limiter = Limiter(Quota(concurrency=16))
    slots = await holding(limiter, 16)
    for slot in slots:
        limiter.throttled(slot)
    assert limiter.limit == 8
    for slot in slots:
        free(limiter, slot)
    again = await holding(limiter, 8)
    for slot in again:
        limiter.throttled(slot)
    assert limiter.limit == 4


async def test_a_halved_limit_admits_only_so_many() -> None:
    limiter = Limiter(Quota(concurrency=8))
    slots = await holding(limiter, 8)
    limiter.throttled(slots[0])
    waiting = [asyncio.create_task(limiter.admit(1, 0.0)) for _ in range(8)]
    for freed, slot in enumerate(slots, start=1):
        free(limiter, slot)
        await turns()
        assert sum(task.done() for task in waiting) == max(0, freed - 4)
    assert limiter.in_flight == 4
    limiter.stop(BadInputError("the end"))
    await asyncio.gather(*waiting, return_exceptions=True)


@pytest.mark.parametrize(("concurrency", "floor"), [(1, 1), (2, 2), (3, 2), (64, 2)])
async def test_throttling_stops_at_the_floor_and_climbs_back(concurrency: int, floor: int) -> None:
    limiter = Limiter(Quota(concurrency=concurrency))
    for _ in range(10):
        slot = await limiter.admit(1, 0.0)
        limiter.throttled(slot)
        free(limiter, slot)
    assert limiter.limit == floor
    limits = []
    for _ in range(concurrency**2):
        limiter.succeeded()
        limits.append(limiter.limit)
    assert limits == sorted(limits)
    assert limits[-1] == concurrency


async def test_it_takes_a_round_of_answers_to_climb_by_one() -> None:
    limiter = Limiter(Quota(concurrency=16))
    slot = await limiter.admit(1, 0.0)
    limiter.throttled(slot)
    for _ in range(8):
        assert limiter.limit == 8
        limiter.succeeded()
    limiter.succeeded()
    assert limiter.limit == 9


# Money


async def test_a_call_that_does_not_fit_waits_for_what_is_in_flight() -> None:
    limiter = Limiter(Quota(), Budget(limit=1.0))
    slot = await limiter.admit(1, 0.7)
    waiting = asyncio.create_task(limiter.admit(1, 0.7))
    await turns()
    assert not waiting.done()
    assert limiter.stopped is None
    free(limiter, slot, cost_usd=0.3)
    await asyncio.wait_for(waiting, 1)
    assert limiter.budget.spent + limiter.budget.reserved == pytest.approx(1.0)


async def test_a_call_that_can_never_fit_stops_the_run_once_nothing_is_in_flight() -> None:
    limiter = Limiter(Quota(), Budget(limit=1.0))
    slots = [await limiter.admit(1, 0.4), await limiter.admit(1, 0.4)]
    waiting = [asyncio.create_task(limiter.admit(1, 0.4)) for _ in range(3)]
    await turns()
    free(limiter, slots[0], cost_usd=0.4)
    await turns()
    assert limiter.stopped is None
    free(limiter, slots[1], cost_usd=0.4)
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoppedError] * 3
    assert isinstance(limiter.stopped, BudgetStoppedError)
    assert "$0.8000 of $1.0000" in str(limiter.stopped)
    assert "$0.4000" in str(limiter.stopped)


async def test_a_first_call_above_the_budget_is_not_made() -> None:
    limiter = Limiter(Quota(), Budget(limit=0.5))
    with pytest.raises(StoppedError):
        await limiter.admit(1, 0.6)
    assert isinstance(limiter.stopped, BudgetStoppedError)
    assert (limiter.in_flight, limiter.budget.reserved) == (0, 0.0)


@pytest.mark.parametrize("seed", range(10))
async def test_random_calls_never_pass_the_budget(seed: int) -> None:
    chance = random.Random(seed)
    budget = Budget(limit=3.0)
    limiter = Limiter(Quota(concurrency=7), budget)

    async def call() -> float:
        worst = chance.uniform(0.01, 0.5)
        slot = await limiter.admit(1, worst)
        assert budget.spent + budget.reserved <= 3.0 + 1e-9
        await asyncio.sleep(chance.uniform(0, 0.002))
        cost = worst * chance.random()
        free(limiter, slot, cost_usd=cost)
        return cost

    outcomes = await asyncio.gather(*(call() for _ in range(100)), return_exceptions=True)
    paid = [outcome for outcome in outcomes if isinstance(outcome, float)]
    assert {type(outcome) for outcome in outcomes} == {float, StoppedError}
    assert sum(paid) == pytest.approx(budget.spent)
    assert budget.spent <= 3.0
    assert isinstance(limiter.stopped, BudgetStoppedError)
    assert limiter.in_flight == 0


# Stopping


async def test_stop_wakes_waiters_and_sleepers_and_admits_nobody() -> None:
    limiter = Limiter(Quota(concurrency=1))
    held = await limiter.admit(1, 0.0)
    waiting = asyncio.create_task(limiter.admit(1, 0.0))
    sleeping = asyncio.create_task(limiter.pause(30))
    await turns()
    reason = StoreError("the disk is full")
    limiter.stop(reason)
    for task in (waiting, sleeping):
        with pytest.raises(StoppedError):
            await asyncio.wait_for(task, 1)
    free(limiter, held)
    with pytest.raises(StoppedError):
        await limiter.admit(1, 0.0)
    with pytest.raises(StoppedError):
        await limiter.pause(0.001)
    assert limiter.in_flight == 0
    assert limiter.stopped is reason


async def test_the_first_reason_stays() -> None:
    limiter = Limiter(Quota())
    first = StoreError("the disk is full")
    limiter.stop(first)
    limiter.stop(BadInputError("and everything else"))
    assert limiter.stopped is first


async def test_stop_reaches_a_waiter_that_was_admitted_but_has_not_started() -> None:
    limiter = Limiter(Quota(concurrency=1), Budget(limit=1.0))
    held = await limiter.admit(1, 0.5)
    waiting = asyncio.create_task(limiter.admit(1, 0.5))
    await turns()
    free(limiter, held)
    limiter.stop(StoreError("the disk is full"))
    with pytest.raises(StoppedError):
        await asyncio.wait_for(waiting, 1)
    assert (limiter.in_flight, limiter.budget.reserved) == (0, 0.0)


async def test_a_pause_ends_by_itself() -> None:
    await asyncio.wait_for(Limiter(Quota()).pause(0.001), 1)
