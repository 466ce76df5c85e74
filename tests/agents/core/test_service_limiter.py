"""Admission to the calls of questions that somebody waits for."""

import asyncio

import pytest

from agents.core.budget import Budget
from agents.core.circuit import Circuit
from agents.core.deadline import Deadline
from agents.core.failures import CircuitOpenError, DeadlinePassedError
from agents.core.limiter import Quota, StoppedError
from agents.core.model import ModelUnavailableError
from agents.core.service_limiter import HELD_AT_MOST_S, LiveAdmission, ServiceLimiter
from schemas.errors import BadInputError, BudgetStoppedError, ReviveError, StoreError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limiter() -> ServiceLimiter:
    return ServiceLimiter(Quota())


@pytest.fixture
def circuit(clock: Clock) -> Circuit:
    return Circuit(2, 10.0, clock)


@pytest.fixture
def admission(limiter: ServiceLimiter, circuit: Circuit, clock: Clock) -> LiveAdmission:
    return LiveAdmission(limiter, circuit, Deadline.after(8, clock))


async def is_open(circuit: Circuit) -> bool:
    try:
        circuit.check()
    except CircuitOpenError:
        return True
    return False


async def test_a_call_that_the_budget_does_not_cover_fails_alone() -> None:
    limiter = ServiceLimiter(Quota(), Budget(limit=1.0))
    with pytest.raises(BudgetStoppedError, match=r"\$0\.0000 of \$1\.0000 is spent"):
        await limiter.admit(1, 2.0)
    slot = await limiter.admit(1, 0.5)
    assert (limiter.stopped, limiter.in_flight, slot.reserved_usd) == (None, 1, 0.5)


async def test_a_cheaper_call_behind_it_is_admitted() -> None:
    limiter = ServiceLimiter(Quota(), Budget(limit=1.0))
    held = await limiter.admit(1, 0.5)
    dear, cheap = (asyncio.create_task(limiter.admit(1, usd)) for usd in (2.0, 0.1))
    await asyncio.sleep(0)
    limiter.give_back(held, used_tokens=1, cost_usd=0.5)
    with pytest.raises(BudgetStoppedError):
        await asyncio.wait_for(dear, 5)
    assert (await asyncio.wait_for(cheap, 5)).reserved_usd == 0.1


async def test_the_end_of_the_process_refuses_everybody(limiter: ServiceLimiter, admission: LiveAdmission) -> None:
    limiter.stop(StoreError("the service stops"))
    with pytest.raises(StoppedError):
        await admission.admit(1, 0.0)


@pytest.mark.parametrize("error", [BadInputError("no model access"), StoreError("the disk is full")])
async def test_an_error_that_ends_a_bulk_run_counts_for_the_circuit(
    error: ReviveError, limiter: ServiceLimiter, admission: LiveAdmission
) -> None:
    for _ in range(2):
        slot = await admission.admit(1, 0.0)
        admission.stop(error)
        admission.give_back(slot, used_tokens=0, cost_usd=0.0)
    assert limiter.stopped is None
    with pytest.raises(CircuitOpenError, match=str(error)):
        await admission.admit(1, 0.0)
    assert limiter.in_flight == 0


async def test_a_circuit_that_opens_while_a_call_waits_for_its_slot_refuses_it(clock: Clock, circuit: Circuit) -> None:
    limiter = ServiceLimiter(Quota(concurrency=1))
    first, second = (LiveAdmission(limiter, circuit, Deadline.after(8, clock)) for _ in range(2))
    slot = await first.admit(1, 0.0)
    waiting = asyncio.create_task(second.admit(1, 0.0))
    await asyncio.sleep(0)
    for _ in range(2):
        first.unavailable(slot, ModelUnavailableError("cut", "gone"), 8)
    first.give_back(slot, used_tokens=1, cost_usd=0.0)
    with pytest.raises(CircuitOpenError, match="gone"):
        await asyncio.wait_for(waiting, 5)
    assert limiter.in_flight == 0


async def test_a_call_that_the_deadline_cut_was_not_answered(
    clock: Clock, circuit: Circuit, limiter: ServiceLimiter
) -> None:
    for _ in range(2):
        admission = LiveAdmission(limiter, circuit, Deadline.after(8, clock))
        slot = await admission.admit(1, 0.5)
        clock.now += 8
        admission.give_back(slot, used_tokens=1, cost_usd=0.5)
        assert admission.charged_usd == 0.5
    assert await is_open(circuit)


@pytest.mark.parametrize(("before_s", "during_s"), [(7, 1), (0, 1)])
async def test_one_that_started_late_or_that_the_caller_gave_up_says_nothing(
    before_s: float, during_s: float, clock: Clock, circuit: Circuit, limiter: ServiceLimiter
) -> None:
    for _ in range(5):
        admission = LiveAdmission(limiter, circuit, Deadline.after(8, clock))
        clock.now += before_s
        slot = await admission.admit(1, 0.5)
        clock.now += during_s
        admission.give_back(slot, used_tokens=1, cost_usd=0.5)
    assert not await is_open(circuit)


async def test_a_provider_that_wants_to_be_left_alone_beyond_the_deadline_is_not_waited_for(
    limiter: ServiceLimiter, admission: LiveAdmission
) -> None:
    slot = await admission.admit(1, 0.0)
    admission.unavailable(slot, ModelUnavailableError("throttled", "Too many requests", 30), 90)
    admission.give_back(slot, used_tokens=0, cost_usd=0.0)
    with pytest.raises(DeadlinePassedError, match=r"only 8\.0 s are left; the last fault: Too many requests"):
        await admission.pause(0.5)
    with pytest.raises(DeadlinePassedError):
        await admission.admit(1, 0.0)
    assert limiter.in_flight == 0


async def test_no_provider_silences_a_service_for_a_day(limiter: ServiceLimiter, admission: LiveAdmission) -> None:
    slot = await admission.admit(1, 0.0)
    admission.unavailable(slot, ModelUnavailableError("throttled", "Too many requests", 86_400), float("inf"))
    assert 0 < limiter.held_for_s <= HELD_AT_MOST_S


async def test_there_is_no_pause_for_which_there_is_no_time(clock: Clock, admission: LiveAdmission) -> None:
    clock.now += 7.9
    with pytest.raises(DeadlinePassedError):
        await admission.pause(0.5)
