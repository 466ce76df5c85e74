"""`revive watch export`: the figures for analysts."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

_MOST_DAYS = {"hour": 60, "day": 400}


@click.command(name="export", epilog=EPILOG)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", type=click.Choice(["hour", "day"]), default="day", show_default=True, help="What a row is of.")
@click.option("--days", type=click.IntRange(1, 400), help="How many days; without it, all that are kept.")
@environment_option
@json_option
@guarded
def export(file: Path, by: Literal["hour", "day"], days: int | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Write the figures of all agents to FILE, in Parquet: a row for each agent, version, model and hour or day."""
    from tasks.monitoring.exporting import export_figures  # noqa: PLC0415 -- light start
    from tasks.monitoring.opening import open_records_of  # noqa: PLC0415 -- same

    async def exported() -> int:
        async with open_records_of(environment) as records:
            return await export_figures(records, file, by, days or _MOST_DAYS[by], datetime.now(UTC))

    rows = awaited(exported())
    if as_json:
        print_json({"file": str(file), "rows": rows})
    else:
        say(f"{rows} rows in {file}")
