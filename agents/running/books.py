"""What one question has cost so far, however it ends."""

from collections.abc import Awaitable, Callable
from typing import Any

from agents.core.deadline import Deadline
from agents.core.failures import AgentFailedError, VersionWithdrawnError
from agents.core.limiter import StoppedError
from agents.running.service import LiveRuntime, Service
from agents.running.tool_turns import ToolsRan
from schemas.agent import CallCounts
from schemas.errors import ReviveError
from schemas.paid import Spend

# Reasons for which a model gives no answer. Anything else that is raised is a bug of ours and passes through.
FAILURES = (AgentFailedError, ReviveError, StoppedError, VersionWithdrawnError)


async def unsaved(_turn: object) -> None:
    """For a caller who keeps no record of each turn."""


class Books:
    """Adds up paid answers and calls that may be charged. `save` gets each answer, and ends even if nobody waits.

    `customer` is who asks, as far as caps by customer know them.
    """

    def __init__(self, service: Service, save: Callable[[Any], Awaitable[None]], customer: str | None = None) -> None:
        self.spent = Spend()
        self.calls = CallCounts()
        self._runtimes: list[LiveRuntime] = []
        self._service = service
        self._save = save
        self._caps = service.caps.of(customer)

    @property
    def charged_usd(self) -> float:
        """Dollars, with calls that are maybe paid at their worst case."""
        return sum(runtime.limiter.charged_usd for runtime in self._runtimes)

    async def open(self, model: str, deadline: Deadline) -> LiveRuntime:
        """A runtime for calls to this model, which are counted here."""
        runtime = await self._service.runtime(model, deadline, self.calls, self._caps)
        self._runtimes.append(runtime)
        return runtime

    async def keep(self, paid: Any) -> None:
        """Add up a paid turn and save it. What tools returned is saved, too, and costs nothing."""
        if not isinstance(paid, ToolsRan):
            self.spent = self.spent.plus(paid.usage, paid.cost_usd)
        await self._service.keep(self._save, paid)
