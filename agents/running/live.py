"""Answers one live question: before a deadline, by a model or else by the caller's fallback.

A plain async function over a plain object, which a terminal, an HTTP handler, a task over a batch and an evaluation all
call.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from agents.core.agent import Inputs, Output
from agents.core.deadline import Deadline, ending_at
from agents.running.books import FAILURES, Books, unsaved
from agents.running.question import Question
from agents.running.run import AgentResult
from agents.running.service import Service
from agents.running.tool_loop import run_question
from agents.running.tool_turns import SaveTurn
from schemas.agent import CallCounts
from schemas.paid import Spend


@dataclass(frozen=True, slots=True)
class Answer(Generic[Output]):
    """What the person gets, and what it took.

    `failure` says why this is the fallback; it is None if a model answered (`result`). `spent` covers the answers that
    were paid for, used or not. `charged_usd` adds the calls that were cut, at their worst case. `calls` counts both.
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
    customer: str | None = None,
) -> Answer[Output]:
    """The agent's answer, or `fallback(why)` if there is none by the deadline.

    `save` gets every paid turn before its slot is given back, and is finished even if the deadline passes meanwhile.
    `customer` is whom a cap by customer counts it for.
    Failures of models, budgets and stores are not raised: they are in `Answer.failure`, which the caller should log.
    """
    books = Books(service, save, customer)
    try:
        async with ending_at(deadline):
            result = await run_question(question, await books.open(question.version.model, deadline), books.keep)
    except FAILURES as failure:
        return Answer(fallback(failure), None, failure, books.spent, books.charged_usd, books.calls)
    return Answer(result.output, result, None, books.spent, books.charged_usd, books.calls)
