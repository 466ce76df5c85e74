"""How somebody who waits is answered: before a deadline, by a model or else by the caller's fallback.

A plain async function over a plain object: a terminal, an HTTP handler, a task over a batch and an evaluation call the
same.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output
from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError, VersionWithdrawnError
from agents.core.limiter import StoppedError
from agents.running.run import AgentResult, Blocked, run_agent
from agents.running.service import LiveRuntime, Service
from schemas.agent import AgentVersion, CallCounts, Draft
from schemas.errors import ReviveError
from schemas.messages import Conversation, Message
from schemas.paid import Spend

# Why there is no answer of a model. Whatever else is raised is a mistake of ours and passes through.
FAILURES = (AgentFailedError, ReviveError, StoppedError, VersionWithdrawnError)

LivePaid = AgentResult[Output] | Draft | Blocked
SaveLive = Callable[[LivePaid[Output]], Awaitable[None]]


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


class Question(Generic[Output]):
    """What is known of one question so far, however it ends."""

    def __init__(self, service: Service, save: Callable[[Any], Awaitable[None]]) -> None:
        self.spent = Spend()
        self.runtime: LiveRuntime | None = None
        self._service = service
        self._save = save

    async def keep(self, paid: Any) -> None:
        """Add up what was paid for and save it."""
        self.spent = self.spent.plus(paid.usage, paid.cost_usd)
        await self._service.keep(self._save, paid)

    def answered(self, output: Output, result: AgentResult[Output] | None, failure: Exception | None) -> Answer[Output]:
        """Its end."""
        runtime = self.runtime
        charged_usd = runtime.limiter.charged_usd if runtime else 0.0
        return Answer(output, result, failure, self.spent, charged_usd, runtime.counters if runtime else CallCounts())


async def unsaved(_paid: object) -> None:
    """For a caller who keeps no record of each answer."""


async def answer(
    agent: Agent[Inputs, Output],
    version: AgentVersion,
    inputs: Inputs,
    service: Service,
    deadline: Deadline,
    fallback: Callable[[Exception], Output],
    *,
    save: SaveLive[Output] = unsaved,
    history: tuple[Message, ...] = (),
) -> Answer[Output]:
    """The agent's answer, or `fallback(why)` where there is none by the deadline.

    `save` gets every paid answer before its slot is given back, and is finished even if the deadline passes meanwhile.
    Raises nothing of what can go wrong with models, budgets and stores: `Answer.failure` has it, and is to be logged.
    """
    question: Question[Output] = Question(service, save)
    conversation = Conversation(before=history) if history else None
    try:
        async with ending_at(deadline):
            question.runtime = await service.runtime(version.model, deadline)
            result = await run_agent(agent, version, inputs, question.runtime, question.keep, conversation=conversation)
    except FAILURES as failure:
        return question.answered(fallback(failure), None, failure)
    return question.answered(result.output, result, None)
