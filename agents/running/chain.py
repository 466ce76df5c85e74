"""A record's chain of steps, walked for somebody who waits: what bulk pays for with a ledger, before a deadline."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic

from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError
from agents.core.step import Record, Resolved, Step
from agents.running.books import FAILURES, Books
from agents.running.run import AgentResult
from agents.running.service import Service
from agents.running.stepping import Turn, keep_turn, run_step
from schemas.agent import CallCounts, Draft
from schemas.paid import Spend


@dataclass(frozen=True, slots=True)
class Walked(Generic[Record]):
    """The record as far as it came; `failure` is why no further, None where nothing is left to be asked.

    `spent`, `charged_usd` and `calls` as in `Answer`.
    """

    record: Record
    failure: Exception | None
    spent: Spend
    charged_usd: float
    calls: CallCounts


async def walk(
    record: Record,
    next_step: Callable[[Record], Step[Record] | None],
    versions: Resolved,
    service: Service,
    deadline: Deadline,
    save: Callable[[Record, Turn], Awaitable[None]],
) -> Walked[Record]:
    """Ask what `next_step` says until it says nothing, all before the deadline.

    `next_step` is the system's, with its context and `versions` bound. Each answer, and each turn of a loop with tools,
    is in the record before `save` gets both. A step that fails is told so (`Step.failed`); what the caller then says,
    and keeps, is its fallback.
    """
    step: Step[Record] | None = None
    drafts: tuple[Draft, ...] = ()
    answered = False

    async def keep(turn: Turn) -> None:
        nonlocal drafts, answered
        assert step is not None
        if isinstance(turn, Draft):
            drafts = (*drafts, turn)
        else:
            keep_turn(step, record, turn, versions[step.agent.name].version, drafts)
            answered = isinstance(turn, AgentResult)
        await save(record, turn)

    books = Books(service, keep)
    failure: Exception | None = None
    try:
        async with ending_at(deadline):
            while (step := next_step(record)) is not None:
                drafts, answered = (), False
                version = versions[step.agent.name].version
                runtime = await books.open(version.model, deadline)
                await run_step(step, record, version, runtime, books.keep)
    except FAILURES as raised:
        failure = raised
        # The deadline may pass while the answer of the step is saved.
        if step is not None and not answered and isinstance(raised, AgentFailedError):
            step.failed(record, raised)
    return Walked(record, failure, books.spent, books.charged_usd, books.calls)
