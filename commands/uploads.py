"""`revive uploads`: which files were taken in, and what became of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json

if TYPE_CHECKING:
    from schemas.uploads import UploadShown


@click.command(epilog=EPILOG, short_help="List the uploads with their status.")
@environment_option
@json_option
@guarded
def uploads(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """List the uploads with their status, the newest first."""
    from tasks.bulk.upload_list import list_uploads  # noqa: PLC0415 -- light start

    found = awaited(list_uploads(environment))
    if as_json:
        print_json({"uploads": [one.model_dump(mode="json") for one in found]})
    elif not found:
        click.echo("nothing was uploaded here yet")
    else:
        _print(found)


def _print(found: Sequence["UploadShown"]) -> None:
    from rich.console import Console  # noqa: PLC0415 -- light start
    from rich.table import Table  # noqa: PLC0415 -- same
    from rich.text import Text  # noqa: PLC0415 -- same

    from schemas.errors import shown  # noqa: PLC0415 -- same

    table = Table()
    for name in ("upload", "status", "ready", "review", "held", "failed", "of", "cost", "changed (UTC)"):
        table.add_column(name, no_wrap=name != "upload", overflow="fold")
    for one in found:
        counts = (str(count) for count in (one.ready, one.review, one.held, one.failed, one.total))
        cost = "unknown" if one.cost_usd is None else f"${one.cost_usd:,.2f}"
        changed = one.updated_at[:16].replace("T", " ")
        cells = (shown(one.upload_id), one.status or "damaged", *counts, cost, changed)
        table.add_row(*(Text(cell) for cell in cells))
    Console(highlight=False).print(table)
    for one in found:
        if one.status in (None, "rejected") and one.message:
            # The message may have come from a file that was edited.
            click.echo(f"{shown(one.upload_id)}: {one.message if one.message.isprintable() else repr(one.message)}")
