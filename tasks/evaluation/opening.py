"""What the tasks of one evaluation share. Tasks find it in their context; it is never an argument."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from agents.core.agent import Agent
from agents.core.budget import Budget
from agents.core.kit import kits
from agents.core.limiter import Limiter, Quota
from agents.running.opening import open_models
from agents.running.runtime import Runtime
from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.layout import EvaluationKeys, answers
from blocks.lease import hold_folder
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.case import Case
from schemas.errors import BadInputError, InterruptedRunError, ProviderError, ReviveError
from schemas.evaluation import Outcome
from tasks.bulk.budget import Book
from tasks.bulk.place import Place, open_place
from tasks.bulk.signals import stop_on_signals
from tasks.caps.opening import open_caps
from tasks.evaluation.asking import Desk
from tasks.evaluation.contenders import Contender, Params, bench_of, contenders_of
from tasks.evaluation.enough import require_enough
from tasks.evaluation.judging import Bench
from tasks.evaluation.source import cases_of
from tasks.registry.register import known_agent
from tasks.registry.serving import Pointers

# Parameters that say how the question is asked and are not part of it.
_NO_QUESTION = {"concurrency", "fresh", "margin", "max_cost_usd", "min_pass_rate", "rule_out_loss"}
Listener = Callable[[int, int, float], None]
# Set by the command to draw its progress bar: cases done, cases in all, dollars spent.
listener: ContextVar[Listener | None] = ContextVar("revive_evaluation_listener", default=None)


@dataclass(slots=True)
class Evaluating:
    """A held evaluation with an open model."""

    params: Params  # what was asked
    place: Place  # settings, environment and store
    evaluation_id: str  # the same for the same question
    agent: Agent[Any, Any]  # whose versions are evaluated
    contenders: tuple[Contender, ...]  # the version, or the candidate and then the baseline
    cases: tuple[Case, ...]  # what they are asked
    source: str  # where the cases came from, in words
    desk: Desk  # asks, pays and keeps the answers
    bench: Bench | None  # the judge; None if none is asked
    registry: RegistryStore  # gets the result
    book: Book  # keeps the budget durable, over kills
    admitted: asyncio.Semaphore  # how many cases may be under way
    listener: Listener | None = None  # shows progress
    spent_before_usd: float = 0.0  # of the budget, by runs of this evaluation that were killed or interrupted
    outcomes: dict[int, Outcome] = field(default_factory=dict)  # by number of the case: those that are done
    judge_failures: int = 0  # answers for which the judge gave no usable judgement

    @property
    def store(self) -> ArtifactStore:
        """The artifact store."""
        return self.place.store

    @property
    def keys(self) -> EvaluationKeys:
        """Where its results are."""
        return EvaluationKeys(self.evaluation_id)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that any of the versions may see; the judge sees all of them."""
        return tuple(dict.fromkeys(name for one in self.contenders for name in one.version.fields))

    @property
    def paid_usd(self) -> float:
        """What this run has paid, in dollars."""
        return self.desk.runtime.limiter.budget.spent - self.spent_before_usd

    @property
    def stopped(self) -> bool:
        """Whether no new work may start."""
        return self.desk.runtime.limiter.stopped is not None

    def keep(self, number: int, outcome: Outcome) -> None:
        """Note the outcome of a case, and report progress."""
        self.outcomes[number] = outcome
        if self.listener:
            self.listener(len(self.outcomes), len(self.cases), self.paid_usd)

    def stop(self, reason: ReviveError) -> None:
        """Let nothing new start."""
        self.desk.runtime.limiter.stop(reason)

    async def end_budget(self) -> None:
        """The next run gets a new budget, except after an interruption: that is continued, like a kill."""
        if not isinstance(self.desk.runtime.limiter.stopped, InterruptedRunError):
            await self.book.end()

    def raise_if_stopped(self) -> None:
        """Raise the reason for which it was stopped, if it was."""
        reason = self.desk.runtime.limiter.stopped
        if isinstance(reason, BadInputError) and self.desk.runtime.counters.answers:
            raise ProviderError(str(reason))  # exit code 2 says that nothing was paid for
        if reason is not None:
            raise reason


_current: ContextVar[Evaluating] = ContextVar("revive_evaluation")


def current_evaluation() -> Evaluating:
    """The evaluation that this task belongs to."""
    return _current.get()


@asynccontextmanager
async def open_evaluation(params: Params, environment: str) -> AsyncIterator[Evaluating]:
    """Settle what is asked, hold the evaluation and open its models.

    Raises `BadInputError`, before anything is paid for, if the question cannot be answered.
    """
    known_agent(params.agent)
    place = await open_place(environment)
    async with AsyncExitStack() as stack:
        run = await _settled(params, place, stack)
        named = f"evaluation {run.evaluation_id}"
        await stack.enter_async_context(hold_folder(place.store, run.keys.held, named, wait=False))
        await _open_budget(run)
        token = _current.set(run)
        try:
            with stop_on_signals(run.desk.runtime.limiter):
                yield run
        finally:
            _current.reset(token)
            await run.book.close()


async def _settled(params: Params, place: Place, stack: AsyncExitStack) -> Evaluating:
    """Which versions, cases and judge it is about, with what asks them; the stack closes it."""
    models = await stack.enter_async_context(open_models(place.environment, params.concurrency))
    registry = await stack.enter_async_context(open_registry(place.environment))
    limiter = Limiter(_quota(params, place), Budget(limit=params.max_cost_usd))
    caps = await stack.enter_async_context(open_caps(place.environment, params.concurrency))
    runtime = Runtime(models, limiter, retry_for_s=place.environment.retry_for_s, caps=caps)
    desk = Desk(runtime, place.store, answers(params.upload_id), fresh=params.fresh)
    pointers = Pointers(registry, place.store, Versions())
    contenders = await contenders_of(params, pointers, desk)
    bench = await bench_of(params, pointers, desk)
    cases, source = await cases_of(params, place)
    require_enough(params, cases)
    evaluation_id = _evaluation_id(params, contenders, bench, cases)
    return Evaluating(
        params=params,
        place=place,
        evaluation_id=evaluation_id,
        agent=kits()[params.agent].agent,
        contenders=contenders,
        cases=cases,
        source=source,
        desk=desk,
        bench=bench,
        registry=registry,
        book=Book(place.store, EvaluationKeys(evaluation_id), limiter.budget),
        admitted=asyncio.Semaphore(2 * params.concurrency),
        listener=listener.get(),
    )


async def _open_budget(run: Evaluating) -> None:
    if run.params.max_cost_usd is not None:
        await run.book.open()
        run.spent_before_usd = run.desk.runtime.limiter.budget.spent


def _quota(params: Params, place: Place) -> Quota:
    environment = place.environment
    return Quota(params.concurrency, environment.requests_per_minute, environment.tokens_per_minute)


def _evaluation_id(
    params: Params, contenders: tuple[Contender, ...], bench: Bench | None, cases: tuple[Case, ...]
) -> str:
    """The same id for the same question, so that asking again continues it."""
    digest = hashlib.sha256()
    said = params.model_dump_json(exclude=_NO_QUESTION)
    parts = [said, *(f"{one.version.content_hash} {one.model}" for one in contenders)]
    parts += [bench.version.content_hash if bench else "", *(case.model_dump_json() for case in cases)]
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    versions = "-vs-".join(one.version.version.replace(".", "-") for one in contenders)
    return f"{params.agent}-{versions}-{digest.hexdigest()[:10]}"
