"""`revive approve`: emails that wait for a person may go."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(epilog=EPILOG, short_help="Approve emails that wait for a person.")
@click.argument("upload_id")
@click.argument("customer_ids", nargs=-1)
@click.option(
    "--min-confidence",
    type=click.IntRange(0, 100),
    default=0,
    help="Only those whose analysis has at least this confidence, in percent.",
)
@by_option
@environment_option
@json_option
@guarded
def approve(
    upload_id: str,
    customer_ids: tuple[str, ...],
    min_confidence: int,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Approve the emails of CUSTOMER_IDS, or of everybody in the review queue; they are in emails.csv at once.

    Customers on hold stay on hold.
    """
    from tasks.registry.register import person  # noqa: PLC0415 -- light start
    from tasks.winback.approve import approve as record  # noqa: PLC0415 -- same

    message = awaited(record(upload_id, customer_ids, min_confidence, person(by), environment))
    if as_json:
        print_json({"status": "approved", "message": message})
    else:
        say(message)
