"""Counts what the calls of one question are charged, in bulk and live alike."""

import random
from dataclasses import dataclass

from agents.core.admission import Admission
from agents.core.budget import Budget
from agents.core.caps import Caps
from agents.core.limiter import Slot
from agents.core.model import ModelUnavailableError
from agents.running.runtime import CallRuntime, ModelSource, Outage
from schemas.agent import CallCounts
from schemas.errors import ReviveError


@dataclass(slots=True)
class Meter:
    """An admission that adds up tokens and dollars. Calls that may have been charged count at their worst case."""

    admission: Admission
    tokens: int  # charged so far
    usd: float  # charged so far, in dollars

    @property
    def budget(self) -> Budget:
        """The run's, or the service's."""
        return self.admission.budget

    async def admit(self, tokens: int, worst_usd: float, steps_after: int = 0) -> Slot:
        """Wait for a slot."""
        return await self.admission.admit(tokens, worst_usd, steps_after)

    def give_back(self, slot: Slot, *, used_tokens: int, cost_usd: float, believed: bool = True) -> None:
        """Give it back, with what the call took."""
        self.tokens += used_tokens
        self.usd += cost_usd
        self.admission.give_back(slot, used_tokens=used_tokens, cost_usd=cost_usd, believed=believed)

    def succeeded(self) -> None:
        """A call was answered."""
        self.admission.succeeded()

    def unavailable(self, slot: Slot, fault: ModelUnavailableError, at_most_s: float) -> None:
        """A call was not answered, for now."""
        self.admission.unavailable(slot, fault, at_most_s)

    def stop(self, reason: ReviveError) -> None:
        """Stop: nothing more can be paid for, or nothing can be kept."""
        self.admission.stop(reason)

    async def pause(self, seconds: float) -> None:
        """Sleep between two attempts."""
        await self.admission.pause(seconds)


@dataclass(slots=True)
class MeteredRuntime:
    """A runtime whose calls are also counted for one question."""

    models: ModelSource
    limiter: Meter
    retry_for_s: float
    jitter: random.Random
    counters: CallCounts
    outage: Outage
    caps: Caps


def metered(runtime: CallRuntime, tokens: int = 0, usd: float = 0.0) -> MeteredRuntime:
    """The same runtime, with a meter that starts at what was charged before."""
    meter = Meter(runtime.limiter, tokens, usd)
    return MeteredRuntime(
        runtime.models, meter, runtime.retry_for_s, runtime.jitter, runtime.counters, runtime.outage, runtime.caps
    )
