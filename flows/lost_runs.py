"""Lost runs: ends or restarts the runs that a stopped or dead worker has left "Running"."""

from datetime import UTC, datetime

from prefect import flow
from prefect.logging import get_run_logger

from tasks.bulk.lost_runs import put_back


@flow(
    name="lost-runs",
    flow_run_name="lost-runs",
    description="End the runs whose process is gone, or put them back in line.",
)
async def lost_runs() -> dict[str, str]:
    """Returns what became of each, by the run's name and the end of its id."""
    done = await put_back(datetime.now(UTC))
    for name, what in done.items():
        get_run_logger().warning("%s: %s", name, what)
    return done
