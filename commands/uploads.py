"""`revive uploads`: which files were taken in, and what became of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

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
        say("nothing was uploaded here yet")
    else:
        _print(found)


_WHOLE = ("upload", "status", "cost")  # broken in two they are hard to read


def _print(found: Sequence["UploadShown"]) -> None:
    from rich.table import Table  # noqa: PLC0415 -- light start
    from rich.text import Text  # noqa: PLC0415 -- same

    from commands.console import stdout  # noqa: PLC0415 -- same
    from schemas.errors import shown  # noqa: PLC0415 -- same
    from schemas.printable import printable  # noqa: PLC0415 -- same

    # Without lines between the columns, an id is whole in 80 of them, to be copied.
    table = Table(box=None, collapse_padding=True, pad_edge=False)
    for name in ("upload", "status", "subjects", "cost", "changed (UTC)"):
        table.add_column(name, no_wrap=name in _WHOLE, overflow="fold")
    for one in found:
        cost = "unknown" if one.cost_usd is None else f"${one.cost_usd:,.2f}"
        changed = one.updated_at[:16].replace("T", " ")
        cells = (shown(one.upload_id), one.status or "damaged", _counts(one), cost, changed)
        table.add_row(*(Text(cell) for cell in cells))
    stdout.print(table)
    for one in found:
        if one.status in (None, "rejected") and one.message:
            # The message may have come from a file that was edited.
            say(printable(f"{shown(one.upload_id)}: {one.message}"))


def _counts(one: "UploadShown") -> str:
    said = {"ready": one.ready, "to review": one.review, "on hold": one.held, "failed": one.failed}
    counts = ", ".join(f"{count} {name}" for name, count in said.items() if count) or "0 ready"
    return f"{counts} of {one.total}" if one.total else ""
