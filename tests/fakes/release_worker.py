"""A worker's process for the release flows: does what it is told, a JSON line at a time, and answers with another.

In the test's own process Prefect's background threads would outlive the tests.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.events.worker import EventsWorker
from prefect.exceptions import Pause
from prefect.flow_engine import run_flow_async

from agents.release.policy import load_policy
from blocks.environment import EVERYWHERE, Environment, environments
from commands.releasing import tell_prefect
from flows.release import advance_releases, deploy_agent_version
from schemas.errors import AlreadyRunningError, ProviderError
from schemas.registry import EvaluationSummary, Event, ReleaseState, instant
from schemas.release import ReleaseGate, ReleaseParams
from tasks.registry.register import open_agents, register
from tasks.release import gate_and_replay, moves, release_desk

Told = dict[str, Any]


async def passes(_state: ReleaseState, _environment: str) -> ReleaseGate:
    """A gate that costs nothing."""
    summary = EvaluationSummary(evaluation_id="e1", at=instant(datetime.now(UTC)), cases=53, verdict="better")
    return ReleaseGate(passed=True, why="better on 53 cases", summary=summary, figures={"verdict": "better"})


async def fails(state: ReleaseState, environment: str) -> ReleaseGate:
    """A candidate that is worse."""
    return (await passes(state, environment)).model_copy(update={"passed": False, "why": "worse on 53 cases"})


async def away(_state: ReleaseState, _environment: str) -> ReleaseGate:
    """A model that does not answer."""
    raise ProviderError("the model is away")


async def busy(_state: ReleaseState, _environment: str) -> ReleaseGate:
    """Another process is at the same evaluation."""
    raise AlreadyRunningError("held")


async def deployed(told: Told) -> Told:
    """Make a flow run of a deployment, as the UI does."""
    async with get_client() as client:
        flow_id = await client.create_flow(deploy_agent_version)
        deployment = await client.create_deployment(flow_id, "test")
        parameters = {"params": told["params"], "environment": told.get("environment", "local")}
        run = await client.create_flow_run_from_deployment(deployment, parameters=parameters)
    return {"id": str(run.id)}


async def work(told: Told) -> Told:
    """Work on a flow run, as a worker's process does; the state that the server has of it afterwards."""
    async with get_client() as client:
        run = await client.read_flow_run(UUID(told["id"]))
        with suppress(Pause):  # how a suspended run leaves its process
            await run_flow_async(deploy_agent_version, run, run.parameters, return_type="state")
        state = (await client.read_flow_run(run.id)).state
    assert state is not None
    return {"type": state.type.value, "name": state.name}


async def deploy(told: Told) -> Told:
    """Run the flow without a deployment, as the command does."""
    params, environment = ReleaseParams(**told["params"]), told.get("environment", "local")
    state: State[Any] = await deploy_agent_version(params, environment, return_state=True)
    return {"name": state.name, "message": state.message}


async def advance(told: Told) -> Told:
    """What the schedule does, in one environment or in every one."""
    state: State[Any] = await advance_releases(told.get("environment", "local"), return_state=True)
    return {"name": state.name, "result": await state.aresult() if state.is_completed() else state.message}


async def blocks(told: Told) -> Told:
    """Have these Environment blocks on the server, by name; None for one that is to go."""
    for name, fields in told["blocks"].items():
        if fields is None:
            await Environment.adelete(name)
        else:
            await Environment(**fields).save(name, overwrite=True)
    return {"environments": await environments(EVERYWHERE)}


async def claim(told: Told) -> Told:
    """A release whose process died in its evaluation."""
    async with (
        open_agents(told["environment"]) as records,
        release_desk.open_desk(told["environment"], "ann") as opened,
    ):
        await register(records, told["agent"], told["version"], "ann", opened.desk.now())
        await moves.start(opened.desk, told["agent"], told["version"], told["token"])
    return {}


async def settle(told: Told) -> Told:
    """Approve or reject as the command does, Prefect told afterwards."""
    events: list[Event] = []
    async with release_desk.open_desk("local", "on call", events.append) as opened:
        await getattr(moves, told["verb"])(opened.desk, told["release_id"], "by command")
    await asyncio.to_thread(tell_prefect, events, "local")
    return {}


GATES = {"passes": passes, "fails": fails, "away": away, "busy": busy}
DO: dict[str, Callable[[Told], Coroutine[Any, Any, Told]]] = {
    "deployed": deployed, "work": work, "deploy": deploy, "advance": advance, "settle": settle, "blocks": blocks,
    "claim": claim,
}  # fmt: skip


def main() -> None:
    """`local` asks for approval here."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what Prefect prints is no answer
    setattr(release_desk, "load_policy", lambda _environment: load_policy("prod"))  # noqa: B010 -- no part of its interface
    for line in sys.stdin:
        told = json.loads(line)
        os.environ["REVIVE_HOME"] = told["home"]
        setattr(gate_and_replay, "gate", GATES[told.get("gate", "passes")])  # noqa: B010 -- same
        answer: Told = asyncio.run(DO[told["do"]](told))
        EventsWorker.drain_all(timeout=10)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
