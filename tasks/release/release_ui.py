"""What the Prefect UI shows of a release: a table of its events, each with its figures."""

from typing import Any

from prefect.artifacts import acreate_table_artifact

from blocks.local import LOCAL
from schemas.registry import Event, ReleaseState
from schemas.release import Decision
from tasks.bulk.markdown import plain, plain_rows
from tasks.bulk.ui import artifact_key, if_reachable
from tasks.release.release_desk import ReleaseDesk
from tasks.release.release_list import release_events


async def show_rollout(desk: ReleaseDesk, state: ReleaseState, release_id: str, now: Decision | None) -> None:
    """The table of a release: what happened, at which share, on which figures; finally, what would be decided now.

    It is called `release-<agent>`, or `release-<environment>-<agent>` outside `local`.
    """
    rows = [rollout_row(event) for event in await release_events(desk.registry, state.agent, release_id)]
    where = f"candidate {state.candidate} at {state.share}%" if state.candidate else "nothing under way"
    said = f"{release_id} in {desk.environment}: production {state.production}, {where}."
    said += f" {now.action}: {now.why}" if now else ""
    name = state.agent if desk.environment == LOCAL else f"{desk.environment}-{state.agent}"
    key = artifact_key(f"release-{name}")
    await if_reachable(acreate_table_artifact(plain_rows(rows), key=key, description=plain(said)))


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
