"""What the tasks of one run over an upload share. Tasks find it in their context; it is never an argument."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from uuid import UUID

from pydantic_core import from_json

from agents.core.budget import Budget
from agents.core.prices import require_price
from agents.running.opening import Models, open_models
from agents.running.runtime import Runtime
from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.layout import Shard, Upload
from blocks.lease import hold
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.agent import AgentVersion
from schemas.bulk import RunParams, ShardParams, Status
from schemas.errors import BadInputError, ProviderError, ReviveError, shown
from tasks.bulk.accepted import subject_lines
from tasks.bulk.admission import SubjectAdmission
from tasks.bulk.asked import resumed_params
from tasks.bulk.budget import Book
from tasks.bulk.collecting import collecting_seldom
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place, open_place
from tasks.bulk.serving_tier import deadline_of, open_served
from tasks.bulk.signals import stop_on_signals
from tasks.bulk.status import read_status_of
from tasks.bulk.system import AnySystem, names_of
from tasks.bulk.tally import Tally, listener
from tasks.caps.opening import open_caps
from tasks.files.quality import asked, gate_ready, suite_of
from tasks.registry.serving import Check, Pointers

_SAID_OF_SHARDS = {"upload_id", "concurrency", "max_cost_usd", "max_failure_rate", "only_failed"}
PER_TASK_RUN = 200  # up to this many subjects get a task run each; beyond that, this many batches share them


@dataclass(slots=True)
class Run:
    """A held upload, or a held shard of one, with an open model. `sizes` and `spent_before` are by batch."""

    system: AnySystem  # whose subjects these are
    params: Any  # what the run was asked, as the system's parameters
    place: Place  # settings, environment and store
    keys: Upload  # of the upload, or of the shard
    status: Status  # what the run writes; of the shard, if it is one
    runtime: Runtime  # models, limiter and counters
    pointers: Pointers  # which version serves whom, kept up to date
    context: Any  # what all subjects share, as the system made it
    ledger: Ledger[Any, Any]  # the records of the upload
    book: Book  # keeps the budget durable
    tally: Tally  # counts subjects and money
    admission: SubjectAdmission  # how many subjects may be under way
    quality: asyncio.Task[dict[str, Any]] | None = None  # the quality gate while it works
    verdict: dict[str, Any] | None = None  # and what it said
    sizes: dict[int, int] = field(default_factory=dict)  # subjects, by batch
    spent_before: dict[int, float] = field(default_factory=dict)  # dollars that earlier runs recorded, by batch
    intake_s: float = 0.0  # seconds that take-in took
    task_runs: int = 0  # Prefect task runs so far
    progress: UUID | None = None  # the artifact of the progress bar in the Prefect UI
    started: float = field(default_factory=monotonic)  # on the monotonic clock

    @property
    def versions(self) -> Versions:
        """Which version serves whom."""
        return self.pointers.versions

    @property
    def store(self) -> ArtifactStore:
        """The artifact store of this run."""
        return self.place.store

    def raise_if_stopped(self) -> None:
        """Raise the reason for which the run was stopped, if it was."""
        reason = self.runtime.limiter.stopped
        if isinstance(reason, BadInputError) and self.runtime.counters.answers:
            raise ProviderError(str(reason))  # exit code 2 says that nothing was paid for
        if reason is not None:
            raise reason

    @property
    def stopped(self) -> bool:
        """Whether no new work may start."""
        return self.runtime.limiter.stopped is not None


_current: ContextVar[Run] = ContextVar("revive_run")
# Told why a run ended. Set by the command: it would hear of it from Prefect, whose server may be gone by then.
told: ContextVar[Callable[[ReviveError], None] | None] = ContextVar("revive_told", default=None)


def current_run() -> Run:
    """The run that this task belongs to."""
    return _current.get()


@asynccontextmanager
async def open_run(system: AnySystem, params: RunParams, upload_id: str, environment: str) -> AsyncIterator[Run]:
    """Hold the upload and open its model for the length of a run."""
    place = await open_place(environment)
    keys = Upload(upload_id, params.system)
    async with hold(place.store, upload_id, wait=params.source is None, system=params.system):
        status = await _status(place.store, keys, upload_id)
        intake_s = status.seconds if status.status == "stored" else 0.0
        asked_for = resumed_params(params, status)
        status.deadline_at = deadline_of(asked_for, status)
        async with _opened(system, place, asked_for, keys, status, status) as run:
            run.intake_s = intake_s
            yield run


@asynccontextmanager
async def open_shard(system: AnySystem, shard: ShardParams, environment: str) -> AsyncIterator[Run]:
    """Hold one shard of an upload and open its model, with this shard's part of the environment's quota."""
    place = await open_place(environment)
    place.environment = place.environment.divided(shard.shards)
    said = system.params.model_validate(shard.model_dump(include=_SAID_OF_SHARDS))
    keys = Shard(shard.upload_id, shard.shard, said.system)
    async with hold(place.store, shard.upload_id, wait=True, shard=shard.shard, system=said.system):
        upload = await _status(place.store, Upload(shard.upload_id, said.system), shard.upload_id)
        status = Status(upload_id=shard.upload_id, status="processing", total=shard.total, batches=shard.batches)
        async with _opened(system, place, resumed_params(said, upload), keys, status, upload) as run:
            same_as = from_json(await run.store.get(keys.duplicates) or b"{}")
            run.context = system.knowing(run.context, same_as)
            yield run


async def _status(store: ArtifactStore, keys: Upload, upload_id: str) -> Status:
    status = await read_status_of(store, keys)
    if status is None:
        raise BadInputError(f"upload {shown(upload_id)} is gone from {store.url}")
    return status


@asynccontextmanager
async def _opened(
    system: AnySystem, place: Place, params: RunParams, keys: Upload, status: Status, upload: Status
) -> AsyncIterator[Run]:
    """`status` is what the run writes, `upload` the status of the whole upload: for a shard another one."""
    async with AsyncExitStack() as stack:
        serving = open_served(system, place, params, keys, upload, _subjects(status))
        models, served = await stack.enter_async_context(serving)
        limiter = served.limiter
        stack.enter_context(stop_on_signals(limiter))
        caps = await stack.enter_async_context(open_caps(place.environment, params.concurrency))
        registry = await stack.enter_async_context(open_registry(place.environment))
        pointers = await _pointers(system, place, registry, _callable_within(models, limiter.budget))
        status.model = await _model_names(models, pointers)
        quality = await _asked_quality(stack, system, place, keys)
        # Part of start-up, like the gate: the run's time does not include these imports, and the gate works meanwhile.
        await asyncio.to_thread(system.load)
        stack.enter_context(collecting_seldom())
        run = Run(
            system=system,
            params=params,
            place=place,
            keys=keys,
            status=status,
            runtime=Runtime(models, limiter, retry_for_s=place.environment.retry_for_s, caps=caps),
            pointers=pointers,
            context=await system.context(place, params, upload),
            ledger=Ledger(place.store, keys, system),
            book=Book(place.store, keys, limiter.budget, status.maybe_paid_usd),
            tally=Tally(listener.get(), noun=upload.noun),
            admission=SubjectAdmission(served.subjects),
            quality=quality,
        )
        await stack.enter_async_context(pointers.kept_fresh())
        with _found_by_its_tasks(run):
            yield run


@contextmanager
def _found_by_its_tasks(run: Run) -> Iterator[None]:
    """Make this the run of the context until the block ends; the command is then told why it ended."""
    token = _current.set(run)
    try:
        yield
    except Exception as error:
        reason = error if isinstance(error, ReviveError) else run.runtime.limiter.stopped
        if reason is not None and (tell := told.get()) is not None:
            tell(reason)
        raise
    finally:
        _current.reset(token)


async def _pointers(system: AnySystem, place: Place, registry: RegistryStore, check: Check) -> Pointers:
    """Which versions serve now; each is published on its first use."""
    pointers = Pointers(registry, place.store, Versions(), names_of(system), check=check, publishes=True)
    await pointers.refresh()
    return pointers


async def _asked_quality(
    stack: AsyncExitStack, system: AnySystem, place: Place, keys: Upload
) -> asyncio.Task[dict[str, Any]] | None:
    """The gate's verdict, under way; None if the system has no gate, or if the verdict is already there."""
    if not system.gated or await place.store.exists(keys.data_quality):
        return None
    suite = suite_of(system.name)
    await gate_ready(suite)
    return await stack.enter_async_context(asked(subject_lines(place.store, keys, system), suite))


async def check_models(system: AnySystem, params: RunParams, place: Place) -> None:
    """Raise `BadInputError` on a wrong model, missing credentials or region, or a budget without a price."""
    environment = place.environment
    async with open_models(environment, params.concurrency) as models, open_registry(environment) as registry:
        check = _callable_within(models, Budget(limit=params.max_cost_usd))
        await Pointers(registry, place.store, Versions(), names_of(system), check=check).refresh()


def _callable_within(models: Models, budget: Budget) -> Check:
    async def check(version: AgentVersion) -> None:
        model = await models.get(version.model)
        require_price(model.name, budget, at_openai=models.at_openai)

    return check


async def _model_names(models: Models, pointers: Pointers) -> str:
    """The models that may answer, by agent."""
    serving = [version for agent in pointers.agents for version in pointers.versions.serving(agent).versions]
    return ", ".join(dict.fromkeys([(await models.get(version.model)).name for version in serving]))


def _subjects(status: Status) -> int:
    """How many there are at most: of a shard, or of an upload before its manifest is written, too."""
    return status.total or max(0, status.rows_read - status.rejected - status.skipped)
