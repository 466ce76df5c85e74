"""`revive regenerate`: the emails of one customer, rewritten as a person asks."""

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say


@click.command(epilog=EPILOG, short_help="Have the emails of a customer rewritten to your instruction.")
@click.argument("upload_id")
@click.argument("customer_id")
@click.option("--instruction", required=True, help="What to change, in at most 500 characters.")
@click.option(
    "--max-cost-usd",
    type=click.FloatRange(min=0, min_open=True),
    help="The upload's cost limit, including this call.  [default: the budget that it was given]",
)
@by_option
@environment_option
@json_option
@guarded
def regenerate(
    upload_id: str,
    customer_id: str,
    instruction: str,
    max_cost_usd: float | None,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
) -> None:
    """Have the emails of CUSTOMER_ID rewritten: one paid call, checked like every other.

    If its answers break the rules, the emails stay as they were. Earlier edits and approvals are void then.
    """
    from tasks.registry.register import person  # noqa: PLC0415 -- light start
    from tasks.winback.regenerate import regenerate as write  # noqa: PLC0415 -- same

    message = awaited(write(upload_id, customer_id, instruction, person(by), environment, max_cost_usd))
    if as_json:
        print_json({"status": "regenerated", "message": message})
    else:
        say(message)
