"""Releases and Prefect: running the flow under a server, and telling a configured server what a command did."""

import asyncio
from typing import TYPE_CHECKING, Any

from blocks.prefect_server import if_server, prefect_server
from blocks.settings import read_settings
from commands.output import say
from commands.prefect_runs import quiet_prefect, reason_of
from schemas.errors import ReviveError
from schemas.registry import Event
from schemas.release import ReleaseParams
from tasks.release.gate_and_replay import require_evaluable
from tasks.release.moves import require_free, require_new
from tasks.release.release_desk import open_desk, state_of

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State


def deploy(params: ReleaseParams, environment: str) -> ReviveError | None:
    """Run the flow `deploy-agent-version`; returns why it ended, None if it completed."""
    quiet_prefect()
    asyncio.run(_check(params, environment))
    with prefect_server(read_settings().home / "logs" / "prefect-server.log"):
        return asyncio.run(_outcome(params, environment))


def tell_prefect(events: list[Event], environment: str) -> None:
    """Emit what happened as Prefect events, show it in its UI, and wake the flow run that waits.

    The registry has it in any case.
    """
    if not events:
        return
    quiet_prefect()
    away = if_server(lambda: _tell(events, environment))
    if away is not None:
        say(f"revive: no Prefect server answers at {away}: the move is made, no flow run was told of it", err=True)


async def _check(params: ReleaseParams, environment: str) -> None:
    """Refuse what can be refused without a Prefect server, before anything is claimed."""
    async with open_desk(environment, params.by) as opened:
        state = await opened.desk.registry.release_state(params.agent)
    if state is None or state.candidate != params.version:
        if state is not None:
            require_new(state, params.version)
            if not params.replace:
                require_free(state, params.version, environment)
        await require_evaluable(params.agent, params.version, environment, params.max_cost_usd)


async def _outcome(params: ReleaseParams, environment: str) -> ReviveError | None:
    from flows.release import deploy_agent_version  # noqa: PLC0415 -- after Prefect's settings

    state: State[Any] = await deploy_agent_version(params, environment, return_state=True)
    return await reason_of(state)


def _tell(events: list[Event], environment: str) -> None:
    from tasks.bulk.ui import if_reachable  # noqa: PLC0415 -- same
    from tasks.release.approval import Approval, resume_waiting  # noqa: PLC0415 -- Prefect
    from tasks.release.events import emitter  # noqa: PLC0415 -- same

    emit = emitter(environment)
    for event in events:
        emit(event)
        if event.what in ("approved", "rejected"):
            decision = "approve" if event.what == "approved" else "reject"
            answer = Approval(decision=decision, your_name=event.by, comment=event.note)
            asyncio.run(if_reachable(resume_waiting(event.agent, event.version, environment, answer)))
    asyncio.run(_show(events[-1], environment))


async def _show(last: Event, environment: str) -> None:
    """The table of the release in the UI as it is after this event; else it would go on naming the candidate."""
    from tasks.release.release_ui import show_rollout  # noqa: PLC0415 -- Prefect

    async with open_desk(environment, None) as opened:
        await show_rollout(opened.desk, await state_of(opened.desk, last.agent), last.release_id)
