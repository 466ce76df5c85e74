"""How somebody who waits is answered: before a deadline, by a model or else by the caller's fallback.

A plain async function over a plain object: a terminal, an HTTP handler, a task over a batch and an evaluation call the
same.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic

from agents.core.agent import Inputs, Output
from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError, VersionWithdrawnError
from agents.core.limiter import StoppedError
from agents.running.question import Question
from agents.running.run import AgentResult, run_agent
from agents.running.service import LiveRuntime, Service
from agents.running.tool_loop import run_with_tools
from agents.running.tool_turns import SaveTurn, ToolsRan
from schemas.agent import CallCounts
from schemas.errors import ReviveError
from schemas.messages import Conversation
from schemas.paid import Spend

# Why there is no answer of a model. Whatever else is raised is a mistake of ours and passes through.
FAILURES = (AgentFailedError, ReviveError, StoppedError, VersionWithdrawnError)


@dataclass(frozen=True, slots=True)
class Answer(Generic[Output]):
    """What the person gets, and what it took.

    `failure` is why it is the fallback, None where a model answered (`result`). `spent` are the answers that were paid
    for, used or not; `charged_usd` counts the calls that were cut, too, at their worst case. `calls` counts both.
    """

    output: Output
    result: AgentResult[Output] | None
    failure: Exception | None
    spent: Spend
    charged_usd: float
    calls: CallCounts


class Books:
    """What one question has taken so far, however it ends."""

    def __init__(self, service: Service, save: Callable[[Any], Awaitable[None]]) -> None:
        self.spent = Spend()
        self.calls = CallCounts()
        self._runtime: LiveRuntime | None = None
        self._service = service
        self._save = save

    @property
    def charged_usd(self) -> float:
        """Dollars, with calls that are maybe paid at their worst case."""
        return self._runtime.limiter.charged_usd if self._runtime else 0.0

    async def open(self, model: str, deadline: Deadline) -> LiveRuntime:
        """A runtime for the question; its counters are read here."""
        self._runtime = await self._service.runtime(model, deadline)
        self.calls = self._runtime.counters
        return self._runtime

    async def keep(self, paid: Any) -> None:
        """Add up what was paid for and save it; what tools gave is saved, too, and costs nothing."""
        if not isinstance(paid, ToolsRan):
            self.spent = self.spent.plus(paid.usage, paid.cost_usd)
        await self._service.keep(self._save, paid)


async def unsaved(_turn: object) -> None:
    """For a caller who keeps no record of each turn."""


async def answer(
    question: Question[Inputs, Output],
    service: Service,
    deadline: Deadline,
    fallback: Callable[[Exception], Output],
    save: SaveTurn[Output] = unsaved,
) -> Answer[Output]:
    """The agent's answer, or `fallback(why)` where there is none by the deadline.

    `save` gets every paid turn before its slot is given back, and is finished even if the deadline passes meanwhile.
    Raises nothing of what can go wrong with models, budgets and stores: `Answer.failure` has it, and is to be logged.
    """
    books = Books(service, save)
    try:
        async with ending_at(deadline):
            result = await _asked(question, await books.open(question.version.model, deadline), books.keep)
    except FAILURES as failure:
        return Answer(fallback(failure), None, failure, books.spent, books.charged_usd, books.calls)
    return Answer(result.output, result, None, books.spent, books.charged_usd, books.calls)


async def _asked(
    question: Question[Inputs, Output], runtime: LiveRuntime, save: SaveTurn[Output]
) -> AgentResult[Output]:
    if question.tools:
        return await run_with_tools(question, runtime, save)
    conversation = Conversation(before=question.history) if question.history else None
    agent, version, inputs = question.agent, question.version, question.inputs
    return await run_agent(agent, version, inputs, runtime, save, conversation=conversation)
