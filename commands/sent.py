"""`revive sent`: what became of the emails of an upload."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(epilog=EPILOG, short_help="Say that the emails of an upload were sent, or that they were not.")
@click.argument("upload_id")
@click.option("--none", is_flag=True, help="Nothing was sent: give the claimed addresses back.")
@environment_option
@json_option
@guarded
def sent(upload_id: str, none: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Say that the emails of UPLOAD_ID were sent; the frequency cap then counts from today.

    An export claims its addresses: no other upload writes to them within the cap, unless --none gives them back.
    """
    from tasks.winback.sent import mark_sent  # noqa: PLC0415 -- light start

    message = awaited(mark_sent(upload_id, environment, none=none))
    if as_json:
        print_json({"status": "complete", "message": message})
    else:
        say(message)
