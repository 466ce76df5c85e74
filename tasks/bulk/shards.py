"""Shards: parts of an upload that other machines work on, as runs of a deployment. They share only the store."""

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

from httpx import HTTPError
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound, PrefectException
from prefect.states import Cancelling, Crashed

from blocks.layout import Shard, safe
from schemas.bulk import ShardParams, Status
from schemas.errors import BadInputError, ReviveError
from tasks.bulk.run import Run
from tasks.bulk.shard_plan import plan, see_what_shards_left, why_it_ended
from tasks.bulk.status import read_status_of
from tasks.bulk.ui import if_reachable

POLL_S, SILENT_S, START_WITHIN_S, RESTARTS = 1.0, 120.0, 120.0, 2
_log = logging.getLogger(__name__)


def tag(upload_id: str) -> str:
    """What the flow runs of an upload's shards are found by."""
    return f"revive-shard-of:{safe(upload_id)}"


def shard_flow(system: str) -> str:
    """The flow whose runs are a system's shards."""
    return f"{system}-shard"


def deployment(run: Run) -> str:
    """The deployment of that flow."""
    return f"{shard_flow(run.system.name)}/shard"


@dataclass(slots=True)
class _Watched:
    """A shard, and the flow run that works on it."""

    params: ShardParams  # its range of batches, quota and budget
    flow_run_id: UUID  # of the present attempt
    attempt: int  # from 0
    heard_at: float  # when its status last changed, on the monotonic clock
    status: Status | None = None  # the last one read
    error: ReviveError | None = None  # why it is given up

    @property
    def over(self) -> bool:
        return self.error is not None or (self.status is not None and self.status.status != "processing")


async def run_shards(run: Run, parent: str) -> None:
    """Start a run of the deployment for each shard and wait for all of them; one that dies is started again.

    `parent` tells one attempt at the upload from another, so that a repeated request starts nothing twice.
    """
    watched = [await _start(run, params, parent, 0) for params in plan(run)]
    cancelled = False
    async with get_client() as client:
        while still := [one for one in watched if not one.over]:
            await asyncio.sleep(POLL_S)
            if run.stopped and not cancelled:
                cancelled = True
                for one in still:
                    await if_reachable(client.set_flow_run_state(one.flow_run_id, _cancelling(), force=True))
            for one in still:
                await _look(run, client, one, parent)
            heard = [one.status for one in watched if one.status]
            run.tally.of_shards_usd = sum(status.maybe_paid_usd for status in heard)
            run.tally.recall(*heard, total=run.status.total)
    for one in watched:
        if (error := one.error or _why(one)) is not None:
            run.runtime.limiter.stop(error)
    await see_what_shards_left(run)


async def _start(run: Run, params: ShardParams, parent: str, attempt: int) -> _Watched:
    """Ask for a run of the deployment, again and again while Prefect's API is busy: the key makes that safe."""
    started = monotonic()
    while True:
        try:
            flow_run: FlowRun = await arun_deployment(
                deployment(run),
                parameters={"params": params.model_dump(mode="json"), "environment": run.place.environment.name},
                flow_run_name=f"shard {params.shard} of {params.upload_id[:60]}",
                timeout=0,
                tags=[tag(params.upload_id)],
                idempotency_key=f"{parent}/{params.shard}/{attempt}",
            )
        except ObjectNotFound:
            raise BadInputError(
                f"shards are runs of the deployment {deployment(run)}, and this Prefect server has none: "
                "`prefect deploy --all`, start a worker, and set PREFECT_API_URL"
            ) from None
        except (HTTPError, PrefectException, RuntimeError) as error:
            if monotonic() - started > START_WITHIN_S:
                raise ReviveError(
                    f"shard {params.shard} could not be started, Prefect's API does not answer "
                    f"({type(error).__name__}); resume goes on with it"
                ) from None
            await asyncio.sleep(POLL_S)
            continue
        return _Watched(params, flow_run.id, attempt, monotonic())


async def _look(run: Run, client: PrefectClient, one: _Watched, parent: str) -> None:
    """Bring what is known of a shard up to date; start it again if it died."""
    status = await read_status_of(run.store, Shard(one.params.upload_id, one.params.shard, run.keys.system))
    if status is not None and status.flow_run_id == str(one.flow_run_id):
        if one.status is None or status.updated_at != one.status.updated_at:
            one.heard_at = monotonic()
        one.status = status
    if one.over:
        return
    flow_run = await if_reachable(client.read_flow_run(one.flow_run_id))
    state: State[object] | None = flow_run.state if flow_run else None
    silent = one.status is not None and monotonic() - one.heard_at > SILENT_S
    if state is None or not (state.is_final() or silent):
        return
    if state.is_failed() and not state.is_crashed():
        one.error = ReviveError(f"shard {one.params.shard}: {state.message}")
    elif run.stopped or one.attempt == RESTARTS:
        one.error = ReviveError(f"shard {one.params.shard} ended without a word ({state.name}); resume goes on with it")
    else:
        _log.warning("shard %d died (%s) and is started again", one.params.shard, state.name)
        if not state.is_final():
            await if_reachable(client.set_flow_run_state(one.flow_run_id, _crashed(), force=True))
        try:
            again = await _start(run, one.params, parent, one.attempt + 1)
        except ReviveError as error:
            one.error = error
        else:
            one.flow_run_id, one.attempt, one.heard_at = again.flow_run_id, again.attempt, again.heard_at


def _why(one: _Watched) -> ReviveError | None:
    assert one.status is not None
    return why_it_ended(one.params.shard, one.status)


def _cancelling() -> State[None]:
    return Cancelling(message="the run that this shard belongs to was stopped")


def _crashed() -> State[None]:
    return Crashed(message="nothing was heard of it")
