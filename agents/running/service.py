"""What all questions of one process share, and the part of it that each question gets."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from math import inf

from agents.core.budget import Budget
from agents.core.caps import UNCAPPED, Caps
from agents.core.circuit import Circuit
from agents.core.deadline import Deadline
from agents.core.limiter import Quota
from agents.core.service_limiter import LiveAdmission, ServiceLimiter
from agents.core.tracing import Meter, Tracer
from agents.running.attempt import Paid
from agents.running.opening import open_models
from agents.running.runtime import ModelSource, Outage, SpeakerSource
from agents.running.traced import TracedModels
from schemas.agent import CallCounts
from schemas.environment import EnvironmentSpec
from schemas.errors import one_line

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class LiveRuntime:
    """One question's runtime, with what its calls did. How long a call is retried depends on the deadline."""

    models: ModelSource
    limiter: LiveAdmission
    jitter: random.Random
    counters: CallCounts
    caps: Caps = UNCAPPED
    retry_for_s: float = inf
    outage: Outage = field(default_factory=Outage)


class Service:
    """Open for as long as the process lives: the models, what may be called, a circuit for each model.

    `circuit` makes the circuit of a model when that model is first asked.
    """

    def __init__(
        self,
        models: SpeakerSource,
        limiter: ServiceLimiter,
        circuit: Callable[[], Circuit] = Circuit,
        jitter: random.Random | None = None,
        caps: Caps = UNCAPPED,
    ) -> None:
        self.models = models
        self.limiter = limiter
        self.caps = caps
        self._circuit = circuit
        self._jitter = jitter or random.Random()  # noqa: S311 -- pauses between attempts
        self._circuits: dict[str, Circuit] = {}
        self._saving: set[asyncio.Task[None]] = set()

    async def runtime(self, model: str, deadline: Deadline, counters: CallCounts, caps: Caps) -> LiveRuntime:
        """What a question to the model of this name needs; `counters` are the question's, `caps` its customer's."""
        name = (await self.models.get(model)).name
        if name not in self._circuits:
            self._circuits[name] = self._circuit()
        admission = LiveAdmission(self.limiter, self._circuits[name], deadline)
        return LiveRuntime(self.models, admission, self._jitter, counters, caps)

    async def keep(self, save: Callable[[Paid], Awaitable[None]], paid: Paid) -> None:
        """Save a paid answer, and finish saving it even if nobody waits for the answer any more."""

        async def saving() -> None:
            await save(paid)

        task = asyncio.create_task(saving())
        self._saving.add(task)
        task.add_done_callback(self._saving.discard)
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_report)
            raise

    async def saved(self) -> None:
        """Wait until everything that was paid for is saved, or reported as lost."""
        if self._saving:
            await asyncio.wait(self._saving)


def _report(task: asyncio.Task[None]) -> None:
    """Log a save that failed: nobody waits for it any more, so nobody else would notice."""
    if task.cancelled() or (error := task.exception()) is not None:
        why = "cancelled" if task.cancelled() else one_line(error)
        _log.error("a paid answer was not saved: %s", why)


@asynccontextmanager
async def open_service(
    environment: EnvironmentSpec,
    quota: Quota,
    budget: Budget | None = None,
    tracer: Tracer | None = None,
    caps: Caps = UNCAPPED,
    meter: Meter | None = None,
) -> AsyncIterator[Service]:
    """A service for the life of a process. `budget` covers all of its questions; each has bounds of its own.

    `caps` are the environment's: what agents may spend in a day, whatever process asks them.
    """
    async with open_models(environment, quota.concurrency) as models:
        source = models if tracer is None else TracedModels(models, tracer, meter)
        service = Service(source, ServiceLimiter(quota, budget), caps=caps)
        try:
            yield service
        finally:
            await service.saved()
