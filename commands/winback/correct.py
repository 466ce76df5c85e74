"""`revive correct`: a person says what the category of an analysis is."""

from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.customer import Category

# `schemas.customer.Category`, which would slow down `--help` if imported.
CATEGORIES = ("pricing", "features", "onboarding", "competition", "business_closure", "unclear")


@click.command(epilog=EPILOG, short_help="Say whether the category of an analysis is right.")
@click.argument("upload_id")
@click.argument("customer_id")
@click.option("--category", type=click.Choice(CATEGORIES), help="The right category.")
@click.option("--right", is_flag=True, help="The model's category is right.")
@by_option
@environment_option
@json_option
@guarded
def correct(
    upload_id: str,
    customer_id: str,
    category: "Category | None",
    right: bool,  # noqa: FBT001 -- click passes flags by name
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- same
) -> None:
    """Say what the category of CUSTOMER_ID's analysis should be or, with --right, that the model got it right.

    The report and the exports show yours beside the model's; the emails stay as they are.
    """
    from tasks.registry.register import person  # noqa: PLC0415 -- light start
    from tasks.winback.correct import correct as record  # noqa: PLC0415 -- same

    if right == (category is not None):
        raise click.UsageError("give --category, or --right")
    message = awaited(record(upload_id, customer_id, category, person(by), environment))
    if as_json:
        print_json({"status": "right" if right else "corrected", "message": message})
    else:
        say(message)
