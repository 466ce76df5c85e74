"""How the calls of one run are served: what `tiers.choose` says, made into limits and models."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import time

from agents.core.budget import Budget
from agents.core.limiter import Limiter, Quota
from agents.models.batch_jobs import MOST, Terms
from agents.running.batch_opening import BatchServing
from agents.running.opening import Models, open_models
from blocks.layout import Upload
from schemas.bulk import RunParams, Status
from schemas.deadline import seconds_of
from tasks.bulk.batch_files import StoreFiles
from tasks.bulk.place import Place
from tasks.bulk.system import AnySystem, names_of
from tasks.bulk.tiers import Choice, Work, choose
from tasks.registry.serving import current_versions

# A run that ended like this goes on with the deadline that it had.
_UNDER_WAY = frozenset({"processing", "interrupted"})


@dataclass(frozen=True, slots=True)
class Served:
    """How a run is served, with the limiter of its calls and how many subjects may be under way."""

    choice: Choice
    limiter: Limiter
    subjects: int


def jobs_of(place: Place, upload_id: str, system: str) -> StoreFiles | None:
    """The batch jobs of an upload; None if the environment has none."""
    if not place.environment.batch_role or not place.store.url.startswith("s3://"):
        return None
    return StoreFiles(place.store, Upload(upload_id, system))


def deadline_of(params: RunParams, status: Status) -> str:
    """Until when the run is to be done, ISO 8601; the same as before where it goes on. Empty without a deadline."""
    if params.deadline is None:
        return ""
    if status.status in _UNDER_WAY and status.deadline_at and status.params.get("deadline") == params.deadline:
        return status.deadline_at
    return (datetime.now(UTC) + timedelta(seconds=seconds_of(params.deadline))).isoformat(timespec="seconds")


async def choice_for(system: AnySystem, place: Place, params: RunParams, subjects: int, deadline_at: str) -> Choice:
    """How to serve this many subjects by the deadline."""
    if not deadline_at:
        return choose(Work(subjects, len(system.agents)), None)
    versions = await current_versions(place.environment, place.store, names_of(system))
    serving = [version for name in names_of(system) for version in versions.serving(name).versions]
    models = tuple(dict.fromkeys(place.environment.model or version.model for version in serving))
    left_s = datetime.fromisoformat(deadline_at).timestamp() - time()
    return choose(work_of(system, place, params, subjects, models), left_s)


def work_of(system: AnySystem, place: Place, params: RunParams, subjects: int, models: tuple[str, ...]) -> Work:
    """The work of this many subjects of a system, the models that answer, and the environment's quota."""
    return Work(
        subjects=subjects if params.sample is None else min(subjects, params.sample),
        steps=len(system.agents),
        concurrency=params.concurrency,
        requests_per_minute=place.environment.requests_per_minute,
        tokens_per_minute=place.environment.tokens_per_minute,
        processes=params.shards,
        models=models,
        no_jobs=_no_jobs(place, params),
    )


@asynccontextmanager
async def open_served(
    system: AnySystem, place: Place, params: RunParams, keys: Upload, upload: Status, subjects: int
) -> AsyncIterator[tuple[Models, Served]]:
    """The models of a run, served as its deadline and price want it. Jobs of earlier runs are taken in either way."""
    choice = await choice_for(system, place, params, subjects, upload.deadline_at)
    files = jobs_of(place, upload.upload_id, keys.system)
    usual = Quota(params.concurrency, place.environment.requests_per_minute, place.environment.tokens_per_minute)
    is_batch = files is not None and (choice.tier == "batch" or bool(await files.jobs()))
    limiter = Limiter(Quota(MOST) if is_batch else usual, Budget(limit=params.max_cost_usd))
    batch = None
    if is_batch and files is not None:
        terms = Terms(time() + choice.jobs_for_s, time, choice.tier == "batch")
        batch = BatchServing(files, place.environment.batch_role or "", terms, limiter, Limiter(usual))
    async with open_models(place.environment, params.concurrency, choice.tier, batch) as models:
        yield models, Served(choice, limiter, MOST if is_batch else 2 * params.concurrency)


def _no_jobs(place: Place, params: RunParams) -> str:
    if not place.environment.batch_role:
        return "the environment names no batch_role"
    if not place.store.url.startswith("s3://"):
        return "its artifacts are not in S3"
    if params.shards > 1 and place.environment.shard_function is not None:
        return "functions of Lambda do not live long enough to wait for one"
    return ""
