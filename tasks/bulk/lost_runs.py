"""Finds flow runs whose process is gone although Prefect has them running, and ends or reschedules them.

However a worker is stopped, it kills the processes of its runs at once, and Prefect hears no more of them
(seen with 3.8.8: SIGTERM, SIGINT). A run that is alive sends an event every three minutes.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.events.filters import EventFilter, EventNameFilter, EventOccurredFilter, EventResourceFilter
from prefect.states import Cancelled, Crashed, Scheduled

from tasks.bulk.shards import shard_flow
from tasks.bulk.stale import close_task_runs
from tasks.bulk.systems import system_names

# More than three of Prefect's heartbeats (PREFECT_FLOWS_HEARTBEAT_FREQUENCY, 180 s).
SILENT = timedelta(minutes=10)
# A run that takes its worker down with it must not be started for ever.
MAX_STARTS = 3
# Said again, they do what is missing. A shard is started again by the run that it belongs to, a look by its schedule.
GOES_ON = ("evaluate-agent", "compare-agents", "deploy-agent-version", "retention")
ENDS = ("advance-releases", "lost-runs", "observe-live", "watch-agents")
# How the observer of Prefect's ECS worker ends a run whose task died or never started: nothing else puts it back.
_BY_OBSERVER = ("ECS task failed to start", "The following containers stopped with a non-zero exit code")
_RECENT = timedelta(hours=1)
_AT_WORK = (StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
_PAGE = 200


async def put_back(now: datetime) -> dict[str, str]:
    """Deal with each lost run of this project; returns what became of it, by the run's name and the end of its id."""
    done: dict[str, str] = {}
    async with get_client() as client:
        for name, goes_on in _flows():
            for flow_run in await _at_work(client, name):
                if now - await _last_sign(client, flow_run, now) > SILENT:
                    state = _next(flow_run, goes_on=goes_on)
                    done[_name(flow_run)] = await _settle(client, flow_run, state)
            for flow_run in await _ended_on_ecs(client, name, now) if goes_on else ():
                if await _may_start(client, flow_run):
                    done[_name(flow_run)] = await _settle(client, flow_run, _again("its task was gone"))
    return done


def _name(flow_run: FlowRun) -> str:
    return f"{flow_run.name} {str(flow_run.id)[-8:]}"


def _flows() -> Iterator[tuple[str, bool]]:
    """The flows of this project, those of the installed systems first, and whether their runs go on."""
    for system in system_names():
        yield system, True
        yield shard_flow(system), False
    yield from ((name, True) for name in GOES_ON)
    yield from ((name, False) for name in ENDS)


async def _at_work(client: PrefectClient, flow_name: str) -> list[FlowRun]:
    found: list[FlowRun] = []
    while True:
        page = await client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=[flow_name])),
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_AT_WORK)))),
            limit=_PAGE,
            offset=len(found),
        )
        found += page
        if len(page) < _PAGE:
            return found


async def _last_sign(client: PrefectClient, flow_run: FlowRun, now: datetime) -> datetime:
    """When the run was last heard of; `now` if Prefect knows too little about it."""
    if flow_run.state is None or flow_run.state.timestamp is None:
        return now
    beats = await client.read_events(
        EventFilter(
            occurred=EventOccurredFilter(since=now - SILENT),
            event=EventNameFilter(name=["prefect.flow-run.heartbeat"]),
            resource=EventResourceFilter(id=[f"prefect.flow-run.{flow_run.id}"]),
        ),
        limit=1,
    )
    return max([flow_run.state.timestamp, *(event.occurred for event in beats.events)])


def _next(flow_run: FlowRun, *, goes_on: bool) -> State[None]:
    assert flow_run.state is not None, "a run without a state is not lost"
    lost = "its process was gone"
    if flow_run.state.is_cancelling():
        return Cancelled(message=lost)
    if goes_on and flow_run.deployment_id is not None and flow_run.run_count < MAX_STARTS:
        return _again(lost)
    often = f", at its start number {flow_run.run_count}" if flow_run.run_count >= MAX_STARTS else ""
    return Crashed(message=f"{lost}{often}")


def _again(lost: str) -> State[None]:
    return Scheduled(name="AwaitingRetry", message=f"{lost}; it goes on where it was")  # at once


async def _ended_on_ecs(client: PrefectClient, flow_name: str, now: datetime) -> list[FlowRun]:
    found = await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=[flow_name])),
        flow_run_filter=FlowRunFilter(
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.CRASHED])),
            end_time=FlowRunFilterEndTime(after_=now - _RECENT),
        ),
        limit=_PAGE,
    )
    return [one for one in found if one.state is not None and (one.state.message or "").startswith(_BY_OBSERVER)]


async def _may_start(client: PrefectClient, flow_run: FlowRun) -> bool:
    """Whether a person did not stop it, and it was not started too often; a task that never starts counts no start."""
    states = await client.read_flow_run_states(flow_run.id)
    again = sum(state.name == "AwaitingRetry" for state in states)
    stopped = any(state.is_cancelling() for state in states)
    return flow_run.deployment_id is not None and not stopped and max(flow_run.run_count, again + 1) < MAX_STARTS


async def _settle(client: PrefectClient, flow_run: FlowRun, state: State[None]) -> str:
    await close_task_runs(client, flow_run.id, Crashed(message="its process was gone"))
    await client.set_flow_run_state(flow_run.id, state, force=True)
    return f"{state.name}: {state.message}"
