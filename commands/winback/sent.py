"""`revive sent`: what became of the emails of an upload."""

from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.winback.outcomes import Day, date_order_option

if TYPE_CHECKING:
    from datetime import date

    from schemas.reading import DateOrder


@click.command(epilog=EPILOG, short_help="Say that the emails of an upload were sent, or that they were not.")
@click.argument("upload_id")
@click.option("--none", is_flag=True, help="Nothing was sent: give the claimed addresses back.")
@click.option("--emails", help="What was really sent: rows of emails.csv, or a sending tool's export.  [default: all]")
@click.option("--on", type=Day(), help="The day on which the first email went out.  [default: today]")
@date_order_option
@environment_option
@json_option
@guarded
def sent(
    upload_id: str, none: bool, emails: str | None, on: "date | None", date_order: "DateOrder | None",  # noqa: FBT001 -- same
    environment: str, as_json: bool,  # noqa: FBT001 -- same
) -> None:  # fmt: skip
    """Say that the emails of UPLOAD_ID were sent; the frequency cap then counts from today.

    Each email counts as sent on its day of the sequence or, with --emails, on the day that the file says; later exports
    hold what is still to be sent. An export claims its addresses: no other upload writes to them within the cap, unless
    --none gives them back.
    """
    from tasks.winback.sent import mark_sent  # noqa: PLC0415 -- light start

    if none and (emails or on):
        raise click.UsageError("--none says that nothing was sent: give it alone")
    message = awaited(mark_sent(upload_id, environment, none=none, emails=emails, on=on, date_order=date_order))
    if as_json:
        print_json({"status": "complete", "message": message})
    else:
        say(message)
