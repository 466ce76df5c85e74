"""The runs of an environment's deployments, as Prefect knows them."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from httpx import HTTPError
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import DeploymentResponse
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import PrefectException

from blocks.environment import EVERYWHERE
from blocks.prefect_server import ServerError
from schemas.errors import one_line
from tasks.monitoring.judging.flow_runs import DeploymentRuns, EndedRun

_PAGE = 200
_LOOKED_AT = 12  # ended runs of each deployment
_FAR_BACK = timedelta(days=7)
_ENDED = (StateType.COMPLETED, StateType.FAILED, StateType.CRASHED, StateType.CANCELLED)
_DUE = (StateType.SCHEDULED, StateType.PENDING)


async def deployment_runs(environment: str, now: datetime) -> list[DeploymentRuns]:
    """Of each deployment of this environment, or of all. Raises `ServerError` if no server answers."""
    try:
        async with get_client() as client:
            found = [one for one in await _deployments(client) if _concerns(one, environment)]
            flows = {flow.id: flow.name for flow in await client.read_flows(limit=_PAGE)}
            due = await _due(client, now)
            return [
                DeploymentRuns(
                    f"{flows.get(one.flow_id, '?')}/{one.name}",
                    one.work_pool_name or "",
                    await _ended(client, one),
                    due[one.id],
                )
                for one in found
            ]
    except (HTTPError, PrefectException) as error:
        raise ServerError(f"the runs of Prefect cannot be read: {one_line(error)}") from None


def _concerns(deployment: DeploymentResponse, environment: str) -> bool:
    return (deployment.parameters or {}).get("environment", EVERYWHERE) in (environment, EVERYWHERE)


async def _deployments(client: PrefectClient) -> list[DeploymentResponse]:
    found: list[DeploymentResponse] = []
    while True:
        page = await client.read_deployments(limit=_PAGE, offset=len(found))
        found += page
        if len(page) < _PAGE:
            return found


async def _ended(client: PrefectClient, deployment: DeploymentResponse) -> tuple[EndedRun, ...]:
    runs = await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment.id])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_ENDED)))),
        sort=FlowRunSort.END_TIME_DESC,
        limit=_LOOKED_AT,
    )
    return tuple(_as_seen(run) for run in runs)


def _as_seen(run: FlowRun) -> EndedRun:
    assert run.state is not None, "a run that has ended has a state"
    at = run.end_time or run.state.timestamp
    return EndedRun(run.state.type.value, run.state.name or "", one_line(run.state.message or ""), at)


async def _due(client: PrefectClient, now: datetime) -> dict[UUID | None, tuple[datetime, ...]]:
    """When runs that have not started were to start, by deployment."""
    due: dict[UUID | None, tuple[datetime, ...]] = defaultdict(tuple)
    read = 0
    while True:
        page = await client.read_flow_runs(
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_DUE))),
                expected_start_time=FlowRunFilterExpectedStartTime(before_=now, after_=now - _FAR_BACK),
            ),
            limit=_PAGE,
            offset=read,
        )
        for run in page:
            if run.expected_start_time is not None:
                due[run.deployment_id] += (run.expected_start_time,)
        read += len(page)
        if len(page) < _PAGE:
            return due
