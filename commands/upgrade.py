"""`revive upgrade`: bring data stored by an older version up to date."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(epilog=EPILOG, short_help="Bring data stored by an older version up to date.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@environment_option
@json_option
@guarded
def upgrade(dry_run: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Bring data stored by an older version up to date. Safe to repeat, and to interrupt.

    Older lists and contacts keep working without it, but until then somebody could guess who is on them.
    """
    from tasks.outreach.upgrade import upgrade_home  # noqa: PLC0415 -- light start

    upgraded = awaited(upgrade_home(environment, dry_run=dry_run))
    if as_json:
        print_json(upgraded.model_dump(mode="json"))
    else:
        say("\n".join(upgraded.lines()))
