"""The limiter of a service: nothing stops it for the life of the process, and no question waits in vain."""

import asyncio
from time import monotonic

from agents.core.budget import Budget
from agents.core.circuit import Circuit
from agents.core.deadline import Deadline
from agents.core.failures import CircuitOpenError, DeadlinePassedError
from agents.core.limiter import Limiter, Slot, Waiter
from agents.core.model import ModelUnavailableError
from schemas.errors import BudgetStoppedError, ReviveError

# No provider silences a service for longer, whatever its Retry-After says.
HELD_AT_MOST_S = 60.0


class ServiceLimiter(Limiter):
    """Counts like bulk's. A call that the budget does not cover fails alone; `stop` is for the end of the process."""

    @property
    def held_for_s(self) -> float:
        """Seconds for which nothing is admitted because the provider said so."""
        return max(0.0, self._held_until - monotonic())

    def _unaffordable(self, waiter: Waiter, error: BudgetStoppedError) -> None:
        waiter.admitted.set_exception(error)
        asyncio.get_running_loop().call_soon(self._pump)  # a cheaper call may stand behind it

    def _unkept(self, error: ReviveError) -> None:
        """Those who wait are told; the next call tries to write again."""
        waiting, self._waiters = self._waiters, []
        for waiter in waiting:
            if not waiter.admitted.done():
                waiter.admitted.set_exception(error)


class LiveAdmission:
    """Admits the calls of one question, which come one after the other, until its deadline.

    It asks the model's circuit first, and tells it how each call ended. An error that would stop a bulk run fails the
    call and counts for the circuit.
    """

    def __init__(self, limiter: ServiceLimiter, circuit: Circuit, deadline: Deadline) -> None:
        self.charged_usd = 0.0  # calls that are maybe paid at their worst case
        self.fault = ""  # the last one
        self._limiter = limiter
        self._circuit = circuit
        self._deadline = deadline
        self._given_s = deadline.left_s
        self._left_s = 0.0  # when the call under way started
        self._probe = False
        self._told = True

    @property
    def budget(self) -> Budget:
        """The service's, not the question's."""
        return self._limiter.budget

    async def admit(self, tokens: int, worst_usd: float, steps_after: int = 0) -> Slot:
        """Wait for a slot.

        Raises `CircuitOpenError`, `DeadlinePassedError` if the provider wants to be left alone until after it,
        `BudgetStoppedError`, and `StoppedError` at the end of the process.
        """
        self._circuit.check()
        self._require_time(self._limiter.held_for_s)
        slot = await self._limiter.admit(tokens, worst_usd, steps_after)
        try:
            self._probe = self._circuit.enter()
        except CircuitOpenError:
            self._limiter.give_back(slot, used_tokens=0, cost_usd=0.0)
            raise
        self._told, self._left_s = False, self._deadline.left_s
        return slot

    def give_back(self, slot: Slot, *, used_tokens: int, cost_usd: float, believed: bool = True) -> None:
        """Give a slot back; a call that the deadline cut was not answered."""
        if not self._told:
            self._tell_of_silence()
        self.charged_usd += cost_usd
        self._limiter.give_back(slot, used_tokens=used_tokens, cost_usd=cost_usd, believed=believed)

    def succeeded(self) -> None:
        """A call was answered."""
        self._told = True
        self._circuit.succeeded()
        self._limiter.succeeded()

    def unavailable(self, slot: Slot, fault: ModelUnavailableError, at_most_s: float) -> None:
        """A call was not; nothing is admitted before the provider wants to be asked again."""
        self._limiter.unavailable(slot, fault, min(at_most_s, HELD_AT_MOST_S))
        self.failed(fault)

    def stop(self, reason: ReviveError) -> None:
        """Fails this call and no other."""
        self.failed(reason)

    def failed(self, reason: Exception) -> None:
        """Count a failure for the circuit."""
        self._told, self.fault = True, str(reason)
        self._circuit.failed(self.fault, probe=self._probe)

    async def pause(self, seconds: float) -> None:
        """Sleep between two attempts; raises `DeadlinePassedError` at once where there is no time for another."""
        self._require_time(max(seconds, self._limiter.held_for_s))
        await self._limiter.pause(seconds)

    def _tell_of_silence(self) -> None:
        """A call that started late says nothing of the model, nor does one that was cancelled by whoever asked."""
        self._told = True
        if self._deadline.left_s <= 0 and self._left_s >= self._given_s / 2:
            self._circuit.failed("no answer before the deadline", probe=self._probe)
        else:
            self._circuit.abandoned(probe=self._probe)

    def _require_time(self, seconds: float) -> None:
        left_s = self._deadline.left_s
        if seconds > left_s:
            raise DeadlinePassedError(
                f"asking again is possible in {seconds:.1f} s and only {left_s:.1f} s are left"
                + (f"; the last fault: {self.fault}" if self.fault else "")
            )
