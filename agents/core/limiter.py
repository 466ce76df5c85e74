"""How many calls may be made: at the same time, per minute, and for how much money.

It counts calls, not subjects. A slot is held until the call's record is durable, so a killed process loses at most
the calls in flight. Throttling halves the calls in flight (additive increase, multiplicative decrease, as in TCP).
"""

import asyncio
import heapq
from dataclasses import dataclass, field
from itertools import count
from time import monotonic

from agents.core.budget import Budget
from agents.core.model import ModelUnavailableError
from agents.core.window import Window
from schemas.errors import BudgetStoppedError, ReviveError

FLOOR = 2


class StoppedError(Exception):
    """No call is admitted any more; `Limiter.stopped` says why."""


@dataclass(frozen=True, slots=True)
class Quota:
    """What the model's provider grants; None means that nothing is known."""

    concurrency: int = 8
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


@dataclass(slots=True)
class Slot:
    """One admitted call."""

    started: float
    reserved_usd: float
    request: list[float]
    tokens: list[float]


@dataclass(slots=True, order=True)
class Waiter:
    """Sorted by priority: the call with the most steps after it, then the one that came first."""

    priority: tuple[int, int]
    tokens: int = field(compare=False)
    worst_usd: float = field(compare=False)
    admitted: asyncio.Future[Slot] = field(compare=False)


class Limiter:
    """Admits calls from one event loop.

    Calls with more steps after them go first (Hu's level algorithm), equal ones first come, first served. Served
    strictly in order of arrival, the last subjects' two calls would run one after the other while other slots are idle.
    """

    def __init__(self, quota: Quota, budget: Budget | None = None, *, window_s: float = 60.0) -> None:
        self.budget = budget or Budget()
        self.in_flight = 0
        self._ceiling = quota.concurrency
        self._limit = float(quota.concurrency)
        self._halved_at = -1.0
        self._requests = Window(quota.requests_per_minute, window_s)
        self._tokens = Window(quota.tokens_per_minute, window_s)
        self._waiters: list[Waiter] = []
        self._arrivals = count()
        self._timer: asyncio.TimerHandle | None = None
        self._held_until = 0.0
        self._widening: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._stopped: ReviveError | None = None

    @property
    def limit(self) -> int:
        """Calls in flight allowed at the moment."""
        return int(self._limit)

    @property
    def stopped(self) -> ReviveError | None:
        """Why no call is admitted any more."""
        return self._stopped

    async def admit(self, tokens: int, worst_usd: float, steps_after: int = 0) -> Slot:
        """Wait for a slot. Raises `StoppedError`."""
        if self._stopped:
            raise StoppedError
        admitted: asyncio.Future[Slot] = asyncio.get_running_loop().create_future()
        waiter = Waiter((-steps_after, next(self._arrivals)), tokens, worst_usd, admitted)
        heapq.heappush(self._waiters, waiter)
        self._pump()
        try:
            slot = await admitted
        except asyncio.CancelledError:
            if admitted.done() and not admitted.cancelled() and not admitted.exception():
                self.give_back(admitted.result(), used_tokens=0, cost_usd=0.0)
            # It may have been the one that blocked the others.
            self._pump()
            raise
        if self._stopped:
            self.give_back(slot, used_tokens=0, cost_usd=0.0)
            raise StoppedError
        return slot

    def give_back(self, slot: Slot, *, used_tokens: int, cost_usd: float, believed: bool = True) -> None:
        """Give a slot back and settle what it reserved; `believed`: whether its cost says anything of other calls."""
        self.in_flight -= 1
        self._tokens.settle(slot.tokens, used_tokens, monotonic())
        self.budget.settle(slot.reserved_usd, cost_usd, believed=believed)
        self._pump()

    def succeeded(self) -> None:
        """A call was answered: after each full round of answers, allow one more in flight."""
        self._limit = min(float(self._ceiling), self._limit + 1 / self._limit)

    def throttled(self, slot: Slot) -> None:
        """Halve, once for all the calls that were in flight together."""
        if slot.started > self._halved_at:
            self._limit = max(float(min(FLOOR, self._ceiling)), self._limit / 2)
            self._halved_at = monotonic()

    def unavailable(self, slot: Slot, fault: ModelUnavailableError, at_most_s: float) -> None:
        """Slow down where the provider has too much to do, and stay away for as long as it says, within `at_most_s`."""
        if fault.fault in ("throttled", "server"):
            self.throttled(slot)
        if fault.retry_after_s:
            self.hold(min(fault.retry_after_s, at_most_s))

    def hold(self, seconds: float) -> None:
        """Admit nothing for this long: the provider said when to come back."""
        self._held_until = max(self._held_until, monotonic() + seconds)

    def stop(self, reason: ReviveError) -> None:
        """Admit nothing more and wake everybody who waits. The first reason is kept."""
        if self._stopped is None:
            self._stopped = reason
        self._stopping.set()
        while self._waiters:
            waiter = heapq.heappop(self._waiters)
            if not waiter.admitted.done():
                waiter.admitted.set_exception(StoppedError())

    async def until_stopped(self) -> None:
        """Wait until the run is stopped."""
        await self._stopping.wait()

    async def pause(self, seconds: float) -> None:
        """Sleep between attempts; raises `StoppedError` as soon as the run is stopped."""
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
        raise StoppedError

    def _pump(self) -> None:
        while self._waiters and self.in_flight < self.limit:
            waiter = self._waiters[0]
            if waiter.admitted.done():
                heapq.heappop(self._waiters)
                continue
            if not self._affordable(waiter) or not self._in_quota(waiter):
                return
            heapq.heappop(self._waiters)
            waiter.admitted.set_result(self._take(waiter))

    def _affordable(self, waiter: Waiter) -> bool:
        if self.budget.fits(waiter.worst_usd):
            return self._covered(waiter)
        if self.in_flight == 0:
            error = BudgetStoppedError(
                f"${self.budget.spent:.4f} of ${self.budget.limit:.4f} is spent{self._uncertainty()} and the next "
                f"call may cost up to ${waiter.worst_usd * self.budget.overrun:.4f}"
            )
            self._unaffordable(waiter, error)
        return False

    def _unaffordable(self, waiter: Waiter, error: BudgetStoppedError) -> None:  # noqa: ARG002 -- a service asks for it
        self.stop(error)

    def _covered(self, waiter: Waiter) -> bool:
        """Whether the durable ceiling covers this call, so that a kill cannot hide it; if not, start raising it."""
        if self.budget.covers(waiter.worst_usd):
            return True
        if self._widening is None:
            self._widening = asyncio.create_task(self._widen(waiter.worst_usd))
        return False

    async def _widen(self, worst_usd: float) -> None:
        try:
            await self.budget.widen(worst_usd, self._ceiling)
        except ReviveError as error:
            self._unkept(error)
        finally:
            self._widening = None
        self._pump()

    def _unkept(self, error: ReviveError) -> None:
        """The ceiling cannot be made durable, so nothing may draw on it."""
        self.stop(error)

    def _uncertainty(self) -> str:
        uncertain = self.budget.uncertain
        return (
            f" (${uncertain:.4f} of it for calls that were cut or killed and may not be charged)" if uncertain else ""
        )

    def _in_quota(self, waiter: Waiter) -> bool:
        now = monotonic()
        wait = max(self._requests.wait_s(1, now), self._tokens.wait_s(waiter.tokens, now), self._held_until - now)
        if wait <= 0:
            return True
        loop = asyncio.get_running_loop()
        due = loop.time() + wait + 0.001
        if self._timer is None or due < self._timer.when():
            if self._timer is not None:
                self._timer.cancel()
            self._timer = loop.call_at(due, self._wake)
        return False

    def _wake(self) -> None:
        self._timer = None
        self._pump()

    def _take(self, waiter: Waiter) -> Slot:
        now = monotonic()
        self.in_flight += 1
        self.budget.reserve(waiter.worst_usd)
        return Slot(now, waiter.worst_usd, self._requests.add(1, now), self._tokens.add(waiter.tokens, now))
