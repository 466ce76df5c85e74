"""`revive erase | retention`: delete what is known of one person, or what is old."""

from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.retention import Deleted, Erased


@click.command(epilog=EPILOG, short_help="Remove one person from every upload.")
@click.option("--email", required=True, help="The person's address.")
@environment_option
@json_option
@guarded
def erase(email: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Remove one person from every upload, record and export, and say what was removed."""
    from tasks.privacy.erase import erase_person  # noqa: PLC0415 -- light start

    erased = awaited(erase_person(email, environment))
    _show_lines(erased, as_json=as_json)


@click.command(epilog=EPILOG, short_help="Delete old uploads, results and conversations.")
@click.option(
    "--days",
    type=click.IntRange(min=1),
    required=True,
    help="Delete what was last worked on more than this many days ago.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be deleted.")
@environment_option
@json_option
@guarded
def retention(days: int, dry_run: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Delete uploads with their results, and conversations, that were last worked on more than DAYS days ago."""
    from schemas.retention import RetentionParams  # noqa: PLC0415 -- light start
    from tasks.privacy.retention import delete_old  # noqa: PLC0415 -- same

    deleted = awaited(delete_old(RetentionParams(days=days, dry_run=dry_run), environment))
    _show_lines(deleted, as_json=as_json)


def _show_lines(said: "Erased | Deleted", *, as_json: bool) -> None:
    from schemas.errors import StoreError  # noqa: PLC0415 -- light start

    if as_json:
        print_json(said.model_dump(mode="json"))
    else:
        say("\n".join(said.lines()))
    if said.unread:
        more = f" (and {len(said.unread) - 1} more)" if len(said.unread) > 1 else ""
        raise StoreError(f"not everything could be read: {said.unread[0]}{more}")
