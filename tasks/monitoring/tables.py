"""The watch's tables in the environment's records.

`watch_readings`  day, reading     what was counted of each run, so that it is counted once
`watch_hours`     day, place       sums of an hour; place = hour, space, series; kept for `HOURS_FOR`
`watch_days`      month, place     sums of a day; place = day, space, series; kept for `DAYS_FOR`
`watch_alerts`    slot, closed     one open alert a slot (rule and what it is about); index by_state: state, opened_at
`watch_silences`  silence_id       until when whom nobody is told of
`watch_state`     name             when the watch looked last, and what gauges said
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Index, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError
from tasks.outbox.outbox import OUTBOX

READINGS = Table("watch_readings", "day", "reading")
HOURS = Table("watch_hours", "day", "place")
DAYS = Table("watch_days", "month", "place")
ALERTS = Table("watch_alerts", "slot", "closed", indexes=(Index("by_state", "state", "opened_at"),))
SILENCES = Table("watch_silences", "silence_id")
STATE = Table("watch_state", "name")
TABLES = (READINGS, HOURS, DAYS, ALERTS, SILENCES, STATE, OUTBOX)
HOURS_FOR, DAYS_FOR = timedelta(days=60), timedelta(days=400)


@asynccontextmanager
async def open_watch(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    """The records of an environment's watch, its tables made. Raises `BadInputError` if it has none."""
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records to watch with: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, TABLES, upgrade_registry) as records:
        try:
            await records.get(STATE, "looked")
        except MissingTableError:
            await records.prepare()
        yield records
