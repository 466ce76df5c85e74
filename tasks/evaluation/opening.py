"""One evaluation: what its tasks share. Tasks find it by context, never as an argument."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.agent import Agent
from agents.budget import Budget
from agents.campaign import Guidance, load_guidance
from agents.evaluation.cases import load_cases, with_tags
from agents.evaluation.references import TASKS, load_references
from agents.judge import AGENT as JUDGE_AGENT
from agents.limiter import Limiter, Quota
from agents.models.opening import open_models
from agents.prices import require_price
from agents.run import Runtime
from agents.version_diff import changes, prompt_diffs
from agents.versions import AGENTS, PROMPTS, Versions
from blocks.artifacts import ArtifactStore
from blocks.hold import hold_folder
from blocks.layout import EvaluationKeys, answers
from blocks.registry.base import RegistryStore
from blocks.registry.opening import open_registry
from schemas.agent import AgentVersion
from schemas.case import Case
from schemas.errors import BadInputError, ProviderError, ReviveError
from schemas.evaluation import CompareParams, EvaluateParams, Outcome
from tasks.evaluation.asking import Desk
from tasks.evaluation.judging import Bench
from tasks.evaluation.labels import read_labels
from tasks.evaluation.sampling import past_customers
from tasks.registry import known_agent
from tasks.run import Place, open_place
from tasks.serving import Pointers
from tasks.signals import stop_on_signals

Params = EvaluateParams | CompareParams
Listener = Callable[[int, int, float], None]
# Set by the command to draw its progress bar: cases done, cases in all, dollars spent.
listener: ContextVar[Listener | None] = ContextVar("revive_evaluation_listener", default=None)


@dataclass(frozen=True, slots=True)
class Contender:
    """One version with the turns that are its own: against itself, a version is asked anew."""

    version: AgentVersion
    model: str
    turns: range


@dataclass(slots=True)
class Evaluating:
    """A held evaluation with an open model."""

    params: Params
    place: Place
    evaluation_id: str
    agent: Agent[Any, Any]
    contenders: tuple[Contender, ...]
    cases: tuple[Case, ...]
    source: str
    desk: Desk
    bench: Bench | None
    registry: RegistryStore
    guidance: Guidance
    admitted: asyncio.Semaphore
    listener: Listener | None = None
    outcomes: dict[int, Outcome] = field(default_factory=dict)
    judge_failures: int = 0

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
        """What any of the versions may see of a customer: the judge sees all of it."""
        return tuple(dict.fromkeys(name for one in self.contenders for name in one.version.fields))

    @property
    def stopped(self) -> bool:
        """Whether no new work may start."""
        return self.desk.runtime.limiter.stopped is not None

    def keep(self, number: int, outcome: Outcome) -> None:
        """Note what came of a case, and tell whoever looks."""
        self.outcomes[number] = outcome
        if self.listener:
            self.listener(len(self.outcomes), len(self.cases), self.desk.runtime.limiter.budget.spent)

    def stop(self, reason: ReviveError) -> None:
        """Let nothing new start."""
        self.desk.runtime.limiter.stop(reason)

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

    Raises `BadInputError` before anything is paid for where the question cannot be answered.
    """
    known_agent(params.agent)
    place = await open_place(environment)
    async with AsyncExitStack() as stack:
        models = await stack.enter_async_context(open_models(place.environment, params.concurrency))
        registry = await stack.enter_async_context(open_registry(place.environment))
        limiter = Limiter(_quota(params, place), Budget(limit=params.max_cost_usd))
        runtime = Runtime(models, limiter, retry_for_s=place.environment.retry_for_s)
        desk = Desk(runtime, place.store, answers(params.upload_id))
        pointers = Pointers(registry, place.store, Versions())
        contenders = await _contenders(params, pointers, desk)
        bench = await _bench(params, pointers, desk)
        cases, source = await _cases(params, place)
        run = Evaluating(
            params=params,
            place=place,
            evaluation_id=_evaluation_id(params, contenders, bench, cases),
            agent=AGENTS[params.agent],
            contenders=contenders,
            cases=cases,
            source=source,
            desk=desk,
            bench=bench,
            registry=registry,
            guidance=load_guidance(PROMPTS),
            admitted=asyncio.Semaphore(2 * params.concurrency),
            listener=listener.get(),
        )
        named = f"evaluation {run.evaluation_id}"
        await stack.enter_async_context(hold_folder(place.store, run.keys.held, named, wait=False))
        token = _current.set(run)
        try:
            with stop_on_signals(limiter):
                yield run
        finally:
            _current.reset(token)


async def _contenders(params: Params, pointers: Pointers, desk: Desk) -> tuple[Contender, ...]:
    """The version; or candidate and baseline, which answer in turns of their own where they are the same version."""
    first = params.version if isinstance(params, EvaluateParams) else params.candidate
    version = await pointers.version(params.agent, first)
    candidate = Contender(version, await _model(version, desk), range(params.k))
    if isinstance(params, EvaluateParams):
        return (candidate,)
    baseline = params.baseline or await production_of(params.agent, pointers)
    other = await pointers.version(params.agent, baseline)
    turns = range(params.k, 2 * params.k) if baseline == first else range(params.k)
    pair = candidate, Contender(other, await _model(other, desk), turns)
    _require_difference(*pair)
    return pair


async def production_of(agent: str, pointers: Pointers) -> str:
    """The version of an agent that is in production."""
    state = await pointers.registry.release(agent)
    return state.production if state else pointers.versions.seed(agent)


def differ_only_in_model(before: AgentVersion, after: AgentVersion) -> bool:
    """Whether nothing else that can change an answer differs."""
    return not prompt_diffs(before, after) and {change.path for change in changes(before, after)} <= {"model"}


def _require_difference(one: Contender, other: Contender) -> None:
    """Raise `BadInputError` where both would be asked the very same, but for chance, without being the same version.

    So it is where rules answer, which read the fields and never the prompt, and where one model stands in for both.
    """
    if one.version.version == other.version.version:
        return
    if one.model == other.model and differ_only_in_model(other.version, one.version):
        raise BadInputError(
            f"{one.version.agent} {one.version.version} and {other.version.version} differ only in their model, and "
            f"{one.model} stands in for both: unset REVIVE_MODEL, or the model of the environment"
        )
    offline = one.model.startswith("offline:") and one.model == other.model
    if offline and one.version.fields == other.version.fields:
        changed = [
            *(change.path for change in changes(other.version, one.version)),
            *prompt_diffs(other.version, one.version),
        ]
        raise BadInputError(
            f"{one.version.agent} {one.version.version} and {other.version.version} differ only in "
            f"{', '.join(changed) or 'their names'}, which offline does not read: set REVIVE_MODEL to a model that does"
        )


async def _bench(params: Params, pointers: Pointers, desk: Desk) -> Bench | None:
    """The judge in production; it does not judge itself."""
    if not params.judge or params.agent == JUDGE_AGENT.name:
        return None
    version = await pointers.version(JUDGE_AGENT.name, await production_of(JUDGE_AGENT.name, pointers))
    await _model(version, desk)
    return Bench(version, desk)


async def _model(version: AgentVersion, desk: Desk) -> str:
    """The model that answers for a version; `BadInputError` where it cannot be called within the budget."""
    models = desk.runtime.models
    name = (await models.get(version.model)).name
    require_price(name, desk.runtime.limiter.budget, at_openai=models.at_openai)
    return name


async def _cases(params: Params, place: Place) -> tuple[tuple[Case, ...], str]:
    """The cases, and where they came from in words."""
    if params.upload_id is not None:
        if params.agent == JUDGE_AGENT.name:
            raise BadInputError("the judge is measured on labelled answers, not on customers")
        cases = await past_customers(place.store, params.upload_id, params.agent, params.sample)
        return cases, f"{len(cases)} past customers of upload {params.upload_id}"
    if params.agent == JUDGE_AGENT.name:
        if params.cases is not None:
            raise BadInputError("the judge is measured on labels: add yours with `revive agents label`")
        found = [case for task in TASKS for case in load_references(PROMPTS, task)]
        found += [case for task in TASKS for case in await read_labels(place.store, task)]
        return with_tags(tuple(found), params.tags), "labelled answers"
    return _files(params)


def _files(params: Params) -> tuple[tuple[Case, ...], str]:
    where = Path(params.cases).expanduser() if params.cases else PROMPTS / params.agent / "cases"
    cases = with_tags(load_cases(where, params.agent), params.tags)
    tagged = f", tagged {' or '.join(params.tags)}" if params.tags else ""
    return cases, ("golden cases" if params.cases is None else f"cases in {where.name}") + tagged


def _quota(params: Params, place: Place) -> Quota:
    environment = place.environment
    return Quota(params.concurrency, environment.requests_per_minute, environment.tokens_per_minute)


def _evaluation_id(
    params: Params, contenders: tuple[Contender, ...], bench: Bench | None, cases: tuple[Case, ...]
) -> str:
    """The same for the same question, so that asking again goes on with it."""
    digest = hashlib.sha256()
    said = params.model_dump_json(exclude={"concurrency", "max_cost_usd", "min_pass_rate", "margin", "rule_out_loss"})
    parts = [said, *(f"{one.version.content_hash} {one.model}" for one in contenders)]
    parts += [bench.version.content_hash if bench else "", *(case.model_dump_json() for case in cases)]
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    versions = "-vs-".join(one.version.version.replace(".", "-") for one in contenders)
    return f"{params.agent}-{versions}-{digest.hexdigest()[:10]}"
