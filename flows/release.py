"""Releases: a new agent version from its evaluation to all customers, or back (seed: the agent-deployer)."""

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.transactions import atransaction

from schemas.errors import ReviveError
from schemas.release import ReleaseParams
from tasks.release.approval import ask, can_suspend
from tasks.release.desk import open_desk
from tasks.release.events import emit
from tasks.release.steps import (
    advance_release,
    claim,
    evaluate,
    go_on_with_all,
    last_word,
    settle_approval,
    token,
)

SCHEDULE = "advance-releases"


def _run_name() -> str:
    params: ReleaseParams = flow_run.parameters["params"]
    return f"release {params.agent[:40]} {params.version[:20]}"


@flow(
    name="deploy-agent-version",
    flow_run_name=_run_name,
    description="Register a version, evaluate it against production, ask for approval, and begin its ramp.",
)
async def deploy_agent_version(params: ReleaseParams, environment: str = "local") -> State[Any]:
    """Run it again, from anywhere, to go on with a release; `advance-releases` does the rest of the ramp."""
    try:
        async with open_desk(environment, params.by, emit):
            async with atransaction():
                await claim(params, token())
                state = await evaluate(params.agent, params.version)
            mine = state.candidate == params.version
            if mine and state.stage == "approval" and can_suspend():
                state = await settle_approval(state, await ask(state))
            if mine and state.stage == "approval":
                return Completed(name="AwaitsApproval", message=f"revive agents approve {state.release_id}")
            if mine and state.stage == "ramping":
                await advance_release(params.agent)
            last = await last_word(params.agent)
            return Completed(name=last.what.title().replace("_", ""), message=last.note)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)


@flow(name="advance-releases", description="Look at every release: advance it, hold it, or roll it back.")
async def advance_releases(environment: str = "local") -> dict[str, str] | State[Any]:
    """Go on with every release under way, as far as its figures allow."""
    try:
        async with open_desk(environment, SCHEDULE, emit):
            done, failed = await go_on_with_all()
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)
    if failed:
        return Failed(message="; ".join(f"{agent}: {why}" for agent, why in failed.items()))
    return done
