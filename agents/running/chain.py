"""Walks a record's chain of steps for a live question: before a deadline, and without bulk's ledger."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import Generic

from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError
from agents.core.step import Record, Resolved, Step
from agents.running.aloud import Aloud, FieldListener
from agents.running.books import FAILURES, Books
from agents.running.run import AgentResult
from agents.running.service import LiveRuntime, Service
from agents.running.stepping import Turn, keep_turn, run_step
from schemas.agent import AgentVersion, CallCounts, Draft
from schemas.paid import Spend


@dataclass(frozen=True, slots=True)
class Walked(Generic[Record]):
    """The record as far as it got; `failure` says why it got no further, None if nothing is left to ask.

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
    listeners: Mapping[str, FieldListener] = MappingProxyType({}),
    customer: str | None = None,
) -> Walked[Record]:
    """Ask what `next_step` says until it says nothing, all before the deadline.

    `next_step` is the system's, with its context and `versions` bound. Each answer, and each turn of a loop with tools,
    is put into the record before `save` gets both. A step that fails is told so (`Step.failed`); what the caller then
    says and keeps is up to the caller. `listeners`, by agent name, hear a text of that agent's first answer of which
    anything may be heard; `customer` as in `answer`. A step fails with `HeldBackError` if the rest of it may not.
    """
    under_way = _UnderWay(record, versions, save)
    books = Books(service, under_way.keep, customer)
    aloud = {agent: Aloud(listener, service.models) for agent, listener in listeners.items()}
    failure: Exception | None = None
    try:
        async with ending_at(deadline):
            while (step := next_step(record)) is not None:
                version = under_way.begin(step)
                runtime = await books.open(version.model, deadline)
                await _run(step, record, version, runtime, books.keep, aloud.get(step.agent.name))
    except FAILURES as raised:
        failure = raised
        under_way.fail(raised)
    return Walked(record, failure, books.spent, books.charged_usd, books.calls)


async def _run(
    step: Step[Record],
    record: Record,
    version: AgentVersion,
    opened: LiveRuntime,
    save: Callable[[Turn], Awaitable[None]],
    aloud: Aloud | None,
) -> None:
    """Run a step, heard by its listener if it has one that has heard nothing yet."""
    if aloud is None or aloud.heard:
        await run_step(step, record, version, opened, save)
        return
    checked = replace(step, agent=aloud.agent(step.agent))
    await run_step(checked, record, version, aloud.runtime(opened), partial(aloud.keep, save))


@dataclass(slots=True)
class _UnderWay(Generic[Record]):
    """The step that is asked now, and what came of it so far."""

    record: Record
    versions: Resolved
    save: Callable[[Record, Turn], Awaitable[None]]
    step: Step[Record] | None = None
    drafts: tuple[Draft, ...] = ()  # answers to it that broke a rule
    answered: bool = False  # whether its answer is in the record

    def begin(self, step: Step[Record]) -> AgentVersion:
        """Another step; returns the version that answers it."""
        self.step, self.drafts, self.answered = step, (), False
        return self.versions[step.agent.name].version

    async def keep(self, turn: Turn) -> None:
        """Put a turn into the record, then save both."""
        assert self.step is not None
        if isinstance(turn, Draft):
            self.drafts = (*self.drafts, turn)
        else:
            version = self.versions[self.step.agent.name].version
            keep_turn(self.step, self.record, turn, version, self.drafts)
            self.answered = isinstance(turn, AgentResult)
        await self.save(self.record, turn)

    def fail(self, failure: Exception) -> None:
        """Tell the step, unless its answer is in the record: the deadline may pass while that is saved."""
        if self.step is not None and not self.answered and isinstance(failure, AgentFailedError):
            self.step.failed(self.record, failure)
