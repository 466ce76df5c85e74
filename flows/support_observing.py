"""How live answers tell on their versions: `advance-releases` decides on these figures, too."""

from datetime import UTC, datetime

from prefect import flow

from tasks.bulk.place import open_place
from tasks.support.observing import observe_live


@flow(
    name="observe-live",
    flow_run_name="observe-live {environment}",
    description="Tell the registry how the versions that answer live questions fare.",
)
async def observe_live_answers(environment: str = "local") -> dict[str, int]:
    """Sessions counted by day. Run it as often as you like: the figures of a day are replaced."""
    return await observe_live(await open_place(environment), datetime.now(UTC))
