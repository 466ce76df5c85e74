"""What the Prefect UI shows of a release: a table of its events, each with its figures."""

import json
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.runtime import flow_run

from schemas.environment import LOCAL
from schemas.registry import Event, ReleaseState
from schemas.release import Decision
from tasks.bulk.markdown import plain, plain_rows
from tasks.bulk.ui import artifact_key, if_reachable
from tasks.release.release_desk import ReleaseDesk
from tasks.release.release_list import release_events


async def show_rollout(
    desk: ReleaseDesk, state: ReleaseState, release_id: str | None, now: Decision | None = None
) -> None:
    """The table of a release: what happened, at which share, on which figures; finally, what would be decided now.

    Without an id it is that of the last release, with what came after it.
    It is called `release-<agent>`, or `release-<environment>-<agent>` outside `local`.
    """
    rows = [rollout_row(event) for event in await release_events(desk.registry, state.agent, release_id)]
    where = f"candidate {state.candidate} at {state.share}%" if state.candidate else "nothing under way"
    said = f"{release_id or state.agent} in {desk.environment}: production {state.production}, {where}."
    said += f" {now.action}: {now.why}" if now else ""
    name = state.agent if desk.environment == LOCAL else f"{desk.environment}-{state.agent}"
    table = ArtifactCreate(
        type="table",
        key=artifact_key(f"release-{name}"),
        description=plain(said),
        data=json.dumps(plain_rows(rows)),
        flow_run_id=flow_run.id or None,
    )
    await if_reachable(_create(table))


async def _create(table: ArtifactCreate) -> None:
    """Prefect's own function warns on the terminal where a command, and no flow run, shows something."""
    async with get_client() as client:
        await client.create_artifact(table)


def rollout_row(event: Event) -> dict[str, Any]:
    """One event, with each figure of the candidate against production's."""
    customers = event.figures.get("customers")
    row: dict[str, Any] = {
        "at": event.at,
        "what": event.what.replace("_", " "),
        "share": "" if event.share is None else f"{event.share}%",
        "by": event.by,
        "why": event.note,
        "customers": f"{customers['candidate']} / {customers['production']}" if isinstance(customers, dict) else "",
    }
    checks = event.figures.get("checks")
    for check in checks if isinstance(checks, list) else ():
        row[check["name"]] = f"{check['result']}: {check['says']}"
    return row
