"""How somebody who waits is answered: before a deadline, by a model or else by the caller's fallback.

A plain async function over a plain object: a terminal, an HTTP handler, a task over a batch and an evaluation call the
same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from agents.core.agent import Inputs, Output
from agents.core.deadline import Deadline, ending_at
from agents.running.books import FAILURES, Books, unsaved
from agents.running.question import Question
from agents.running.run import AgentResult, run_agent
from agents.running.service import LiveRuntime, Service
from agents.running.tool_loop import run_with_tools
from agents.running.tool_turns import SaveTurn
from schemas.agent import CallCounts
from schemas.messages import Conversation
from schemas.paid import Spend


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
