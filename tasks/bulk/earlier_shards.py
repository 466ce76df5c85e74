"""Ends the shards that an earlier run of an upload left working, before the manifest is rewritten."""

import asyncio
from copy import copy
from time import monotonic

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun, State
from prefect.states import Cancelled, Cancelling

from blocks.layout import Shard
from blocks.lease import hold
from tasks.bulk.run import Run
from tasks.bulk.shards import POLL_S, tag
from tasks.bulk.ui import if_reachable

ENDING_S = 90.0


async def end_earlier_shards(run: Run) -> None:
    """Cancel them and wait; raises `AlreadyRunningError` if one still holds its shard."""
    shards = [key async for key, _ in run.store.keys(f"{run.keys.results}/shards") if key.endswith("/status.json")]
    if not shards:
        return
    if run.place.environment.shard_function is not None:  # an invocation knows no state of Prefect's
        for number in range(len(shards)):
            await run.store.put(Shard(run.status.upload_id, number, run.keys.system).asked, b"")
    async with get_client() as client:
        deadline = monotonic() + ENDING_S
        while left := await _at_work(client, run.status.upload_id):
            for flow_run in left:
                await if_reachable(client.set_flow_run_state(flow_run.id, _ending(flow_run), force=True))
            if monotonic() > deadline:
                break
            await asyncio.sleep(POLL_S)
    # Its process may outlive its state in Prefect; only the lease proves that it no longer writes.
    await asyncio.gather(*(_free(run, number) for number in range(len(shards))))


async def _free(run: Run, shard: int) -> None:
    # On S3 a lease guards the writes of its own store object; this run's store keeps its own lease, hence a copy.
    async with hold(copy(run.store), run.status.upload_id, wait=True, shard=shard, system=run.keys.system):
        pass


async def _at_work(client: PrefectClient, upload_id: str) -> list[FlowRun]:
    of_this_upload = FlowRunFilter(tags=FlowRunFilterTags(all_=[tag(upload_id)]))
    found: list[FlowRun] = await if_reachable(client.read_flow_runs(flow_run_filter=of_this_upload, limit=200)) or []
    return [flow_run for flow_run in found if flow_run.state is not None and not flow_run.state.is_final()]


def _ending(flow_run: FlowRun) -> State[None]:
    message = "the upload was started again"
    running = flow_run.state is not None and (flow_run.state.is_running() or flow_run.state.is_cancelling())
    return Cancelling(message=message) if running else Cancelled(message=message)
