"""Every quarter of an hour: reports live questions' figures for releases, and returns neglected conversations."""

from datetime import UTC, datetime

from prefect import flow

from tasks.bulk.place import open_place
from tasks.support.escalations.stale import bring_back_stale
from tasks.support.observing import observe_live


@flow(
    name="observe-live",
    flow_run_name="observe-live {environment}",
    description="Tell the registry how the versions that answer live questions fare, the team who was left waiting.",
)
async def observe_live_answers(environment: str = "local") -> dict[str, int]:
    """Sessions counted by day. Run it as often as you like: the figures of a day are replaced.

    Conversations that somebody took and then neglected come back to the queue first, and the team is told.
    """
    await bring_back_stale(environment)
    return await observe_live(await open_place(environment), datetime.now(UTC))
