"""The Prefect tasks of every system's flow.

A task takes the system's name, ids and offsets; what tasks share is the `Run` of `tasks.bulk.run`.
"""

from collections.abc import Coroutine
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger

from schemas.bulk import RunParams, ShardParams, Status
from schemas.errors import ReviveError, shown
from tasks.bulk.batch import run_batch
from tasks.bulk.earlier_shards import end_earlier_shards
from tasks.bulk.finalize import finalize_shard, finalize_upload
from tasks.bulk.inbox import Inbox, look, refuse
from tasks.bulk.intake import taken_in
from tasks.bulk.invoked_shards import invoke_shards
from tasks.bulk.place import open_place
from tasks.bulk.prepare import prepare_shard, prepare_upload
from tasks.bulk.reporting import move_progress, reporting
from tasks.bulk.results_page import bill
from tasks.bulk.run import current_run
from tasks.bulk.shards import run_shards
from tasks.bulk.stale import close_stale_run
from tasks.bulk.status import write_status
from tasks.bulk.systems import system_named
from tasks.bulk.working import work_through


@task(name="take-in", cache_policy=NO_CACHE)
async def take_in_upload(system: str, params: RunParams, environment: str) -> Status:
    """Fetch, read and store the subjects, unless that was done before."""
    if (taken := taken_in.get()) is not None:
        return taken
    return await system_named(system).subjects(await open_place(environment), params)


@task(name="look-into", cache_policy=NO_CACHE)
async def look_into(params: RunParams, environment: str) -> Inbox:
    """The new files of a folder, oldest first; those that can never be read are recorded."""
    place = await open_place(environment)
    inbox = await look(place, params)
    for status in inbox.refused:
        await write_status(place.store, status)
    return inbox


@task(name="refuse", cache_policy=NO_CACHE)
async def refuse_file(params: RunParams, environment: str, error: ReviveError) -> None:
    """Record that a file of the folder cannot be used, so that the next night does not try it again."""
    await refuse(await open_place(environment), params, error)


@task(name="prepare", cache_policy=NO_CACHE)
async def prepare(upload_id: str) -> range:  # noqa: ARG001 -- names the task run's subject in the UI
    """Gate, manifest, status; returns the batches, none if all is done already."""
    run = current_run()
    flow_run_id = _flow_run_id()
    await close_stale_run(run.status.flow_run_id, flow_run_id)
    await end_earlier_shards(run)
    batches = await prepare_upload(run, flow_run_id)
    run.task_runs += 2
    return range(batches)


@task(name="process", task_run_name="process-{batch:05d}", cache_policy=NO_CACHE)
async def process_batch(upload_id: str, batch: int) -> int:  # noqa: ARG001 -- same
    """Ask everything about the subjects of one batch; returns how many are settled."""
    return await run_batch(current_run(), batch)


@task(name="finalize", cache_policy=NO_CACHE)
async def finalize(upload_id: str) -> Status:
    """Aggregates, final status, and what the UI shows."""
    run = current_run()
    run.task_runs += 1
    status = await finalize_upload(run)
    await move_progress(run, status.completed + status.failed)
    await run.system.present(run)
    serving = [version for agent in run.system.agents for version in run.versions.serving(agent.name).versions]
    versions = ", ".join(f"{version.agent} {version.version}" for version in serving)
    where = f"{shown(upload_id)} in {run.place.environment.name}"
    get_run_logger().info("upload %s: %s; %s; %s", where, status.counts, bill(status), versions)
    return status


@task(name="prepare-shard", cache_policy=NO_CACHE)
async def prepare_part(shard: ShardParams) -> range:
    """What is there, the budget's share, the status; returns the batches of the shard."""
    run = current_run()
    await prepare_shard(run, shard, _flow_run_id())
    return range(shard.first_batch, shard.first_batch + shard.batches)


@task(name="finalize-shard", cache_policy=NO_CACHE)
async def finalize_part(shard: ShardParams) -> dict[str, Any]:  # noqa: ARG001 -- same
    """The final status of the shard."""
    run = current_run()
    run.task_runs += 2
    status = await finalize_shard(run)
    return status.model_dump(mode="json")


async def process_shards(upload_id: str) -> None:  # noqa: ARG001 -- same
    """Have the work pool do it, shard by shard."""
    run = current_run()
    async with reporting(run):
        try:
            if (function := run.place.environment.shard_function) is not None:
                await invoke_shards(run, function)
            else:
                await run_shards(run, f"{_flow_run_id()}/{run_count()}")
        except ReviveError as error:
            run.runtime.limiter.stop(error)


def _flow_run_id() -> str | None:
    context = FlowRunContext.get()
    return str(context.flow_run.id) if context and context.flow_run else None


def run_count() -> int:
    """How often this flow run was started: a retry in the UI is the same run."""
    context = FlowRunContext.get()
    return context.flow_run.run_count if context and context.flow_run else 0


async def process(upload_id: str, batches: range) -> None:
    """Start batch after batch, each only while fewer than twice the concurrency's subjects are admitted."""
    run = current_run()

    def begin(batch: int) -> Coroutine[Any, Any, int]:
        run.task_runs += 1
        return process_batch(upload_id, batch)

    async with reporting(run):
        await work_through(run, batches, begin)
