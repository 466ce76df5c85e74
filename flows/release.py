"""Releases: a new agent version from its evaluation to all customers, or back (seed: the agent-deployer)."""

import asyncio
from itertools import count
from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from prefect.transactions import atransaction

from blocks.environment import EVERYWHERE, environments
from schemas.environment import elsewhere
from schemas.errors import ReviveError, one_line
from schemas.registry import ReleaseState
from schemas.release import ReleaseParams
from tasks.release.approval import ask, can_suspend
from tasks.release.events import emitter
from tasks.release.release_desk import open_desk
from tasks.release.steps import (
    advance_release,
    claim,
    evaluate_candidate,
    form_of,
    go_on_with_all,
    last_word,
    settle_approval,
    show_release,
    token,
)

SCHEDULE = "advance-releases"


def _run_name() -> str:
    params: ReleaseParams = flow_run.parameters["params"]
    return f"release {params.agent[:40]} {params.version[:20]}"


@flow(
    name="deploy-agent-version",
    flow_run_name=_run_name,
    description="Register a version, evaluate it against production, ask for approval, and begin its rollout.",
)
async def deploy_agent_version(params: ReleaseParams, environment: str = "local") -> State[Any]:
    """Run it again, from anywhere, to go on with a release; `advance-releases` does the rest of the rollout."""
    try:
        async with open_desk(environment, params.by, emitter(environment)):
            async with atransaction():
                await claim(params, token())
                state = await evaluate_candidate(params.agent, params.version)
            mine = state.candidate == params.version
            await show_release(params.agent)
            if mine and can_suspend():
                state = await _settled(state)
            if mine and state.stage == "approval":
                command = f"revive agents approve {state.release_id}{elsewhere(environment)}"
                return Completed(name="AwaitsApproval", message=command)
            if mine and state.stage == "ramping":
                await advance_release(params.agent)
            last = await last_word(params.agent)
            return Completed(name=last.what.title().replace("_", ""), message=last.note)
    except ReviveError as error:
        return Failed(name=error.state, message=str(error), data=error)


async def _settled(state: ReleaseState) -> ReleaseState:
    """The state once a person has decided; if they may not approve, the form is shown again and says why."""
    refused = ""
    for attempt in count(1):
        if state.stage != "approval":
            break
        state, refused = await settle_approval(state, await ask(await form_of(state, refused), attempt))
    return state


@flow(
    name="advance-releases",
    flow_run_name="advance-releases {environment}",
    description="Look at every release: advance it, hold it, or roll it back.",
)
async def advance_releases(environment: str = EVERYWHERE) -> dict[str, dict[str, str]] | State[Any]:
    """Go on with every release under way, as far as its figures allow; `*` is every environment of this server.

    The environments are visited side by side: neither the failure of one nor its long evaluation keeps the others.
    """
    names = await environments(environment)
    visits = await asyncio.gather(*(_visit(name) for name in names))
    failed = [f"{name}: {why}" for name, (_, problems) in zip(names, visits, strict=True) for why in problems]
    if failed:
        return Failed(message="; ".join(failed))
    return {name: done for name, (done, _) in zip(names, visits, strict=True)}


async def _visit(environment: str) -> tuple[dict[str, str], list[str]]:
    """What was done in one environment by agent, and what failed there."""
    logger = get_run_logger()
    try:
        async with open_desk(environment, SCHEDULE, emitter(environment)):
            done, failed = await go_on_with_all()
    except ReviveError as error:
        done, failed = {}, {"": str(error)}
    except Exception as error:  # whatever breaks in one environment, the others are visited
        logger.exception("%s", environment)
        done, failed = {}, {"": f"{type(error).__name__}: {one_line(error)}"}
    for agent, what in (done | failed).items():
        logger.info("%s %s: %s", environment, agent, what)
    return done, [f"{agent}: {why}" if agent else why for agent, why in failed.items()]
