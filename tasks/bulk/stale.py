"""Closes the flow run of a killed process, which stays "Running" in Prefect, when its upload is run again."""

from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

from tasks.bulk.ui import if_reachable

_PAGE = 200


async def close_stale_run(previous: str | None, current: str | None) -> None:
    """Mark the previous flow run of an upload, and its task runs, as crashed if Prefect still has them running."""
    if previous is None or previous == current:
        return
    try:
        flow_run_id = UUID(previous)
    except ValueError:
        return  # a status that was edited by hand
    async with get_client() as client:
        await if_reachable(_close(client, flow_run_id))


async def _close(client: PrefectClient, flow_run_id: UUID) -> None:
    try:
        flow_run = await client.read_flow_run(flow_run_id)
    except ObjectNotFound:
        return  # another Prefect server, or its history was vacuumed
    if flow_run.state is None or flow_run.state.is_final():
        return
    closed: State[None] = Crashed(message="its process was gone when the upload was resumed")
    await close_task_runs(client, flow_run_id, closed)
    await client.set_flow_run_state(flow_run_id, closed, force=True)


async def close_task_runs(client: PrefectClient, flow_run_id: UUID, closed: State[None]) -> None:
    """Give the task runs of a flow run that Prefect still has under way this state."""
    of_this_run = FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id]))
    offset = 0
    while task_runs := await client.read_task_runs(flow_run_filter=of_this_run, limit=_PAGE, offset=offset):
        for task_run in task_runs:
            if task_run.state is None or not task_run.state.is_final():
                await client.set_task_run_state(task_run.id, closed, force=True)
        offset += len(task_runs)
