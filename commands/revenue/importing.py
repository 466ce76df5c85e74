"""`revive revenue import`: what a connected service has, as files that the analyses read."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from tasks.revenue.importing import Imported

SOURCES = ("salesforce", "gong", "slack", "firebolt")  # as `schemas.connections`, which is too heavy for `--help`


@click.command(name="import", epilog=EPILOG, short_help="Read a connected service into files.")
@click.argument("source", type=click.Choice(SOURCES))
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The warehouse's folder, made if missing.")
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what changed from this day on; the rest stays as it is."
)
@environment_option
@json_option
@guarded
def import_source(source: str, out: Path, since: datetime | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Write the tables of SOURCE as Parquet: deals of salesforce, calls of gong, messages of slack, all of firebolt.

    If the service stops in the middle, what arrived is kept and marked: analyses that use it are partial.
    """
    done = awaited(_imported(source, out, since, environment))
    if as_json:
        status = "partial" if done.partial else "complete"
        print_json({"status": status} | done.model_dump(mode="json"))
        return
    for table, count in done.rows.items():
        say(f"{count:,} rows of {table}, in {out / f'{table}.parquet'}")
    if done.partial:
        say(f"partial: {done.partial}", err=True)


async def _imported(source: str, out: Path, since: datetime | None, environment: str) -> "Imported":
    from blocks.local import resolve_environment  # noqa: PLC0415 -- light start
    from blocks.settings import read_settings  # noqa: PLC0415 -- same
    from tasks.revenue.importing import import_source as imported  # noqa: PLC0415 -- same

    spec = await resolve_environment(environment, read_settings())
    return await imported(source, spec.connections, out, None if since is None else since.date())
