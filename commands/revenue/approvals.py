"""`revive revenue actions approve`, `reject` and `send`, and `revive revenue check`."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option

_note = click.option("--note", default="", help="The reason, for the history.")


@click.command(epilog=EPILOG)
@click.argument("action_id")
@_note
@by_option
@environment_option
@json_option
@guarded
def approve(action_id: str, environment: str, note: str, by: str | None, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Let a proposed action go out. Unless the policy allows it, you cannot approve what you proposed."""
    from commands.revenue.actions import show_decided  # noqa: PLC0415 -- light start

    awaited(show_decided(action_id, environment, approve=True, by=by, note=note, as_json=as_json))


@click.command(epilog=EPILOG)
@click.argument("action_id")
@_note
@by_option
@environment_option
@json_option
@guarded
def reject(action_id: str, environment: str, note: str, by: str | None, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Never let a proposed action go out."""
    from commands.revenue.actions import show_decided  # noqa: PLC0415 -- light start

    awaited(show_decided(action_id, environment, approve=False, by=by, note=note, as_json=as_json))


@click.command(epilog=EPILOG)
@click.option(
    "--dry-run/--no-dry-run",
    "dry",
    default=None,
    help="Only say what waits.  [default: as the policy says]",
)
@environment_option
@json_option
@guarded
def send(environment: str, dry: bool | None, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Send what waits: what was approved, failed before, or came in quiet hours."""
    from commands.revenue.actions import show_sent  # noqa: PLC0415 -- light start

    awaited(show_sent(environment, dry=dry, as_json=as_json))


@click.command(epilog=EPILOG)
@click.option(
    "--warehouse", default="./warehouse", show_default=True, help="A folder of Parquet files, or a DuckDB file."
)
@environment_option
@json_option
@guarded
def check(warehouse: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Try every configured connection and print a line for each; nothing is sent. Exit code 1 if one does not work."""
    from commands.revenue.check import show_checks  # noqa: PLC0415 -- light start

    awaited(show_checks(warehouse, environment, as_json=as_json))


ACTION_COMMANDS = (approve, reject, send)
