"""`revive outcomes import | show`: what happened after the emails."""

from datetime import date
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.outcomes import Imported
    from schemas.reading import DateOrder
    from schemas.winback.outcomes import OutcomeFigures

date_order_option = click.option(
    "--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Order of the file's dates."
)


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day such as 2026-03-31."""

    name = "day"

    def convert(self, value: "str | date", param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Parse a day, or refuse it."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-03-31", param, ctx)


@click.group(short_help="What happened after the emails: import it, and see whether they worked.")
def outcomes() -> None:
    """What happened after the emails: who replied, came back, or wants no more of them."""


@outcomes.command(name="import", epilog=EPILOG)
@click.argument("source")
@click.option("--upload-id", help="Only the customers of this upload.  [default: all uploads]")
@click.option("--active", is_flag=True, help="SOURCE is a list of active customers, whatever its columns are.")
@click.option("--on", type=Day(), help="The day on which SOURCE was true.  [default: today]")
@date_order_option
@click.option("--sheet", help="Sheet of a workbook, or table of a zip.  [default: the first visible sheet]")
@by_option
@environment_option
@json_option
@guarded
def _import(
    source: str, upload_id: str | None, active: bool, on: date | None, date_order: "DateOrder | None",  # noqa: FBT001 -- click
    sheet: str | None, by: str | None, environment: str, as_json: bool,  # noqa: FBT001 -- same
) -> None:  # fmt: skip
    """Record what SOURCE (a CSV or workbook: path, http(s) or s3 URL) says happened. Importing it again adds nothing.

    Columns: customer_id or email, and any of replied_at, reactivated_at, new_mrr, unsubscribed, bounced, complained,
    under these or other tools' names; or a log of events; or a list of today's active customers, who came back.
    Who unsubscribed, complained or bounced is on the standing suppression list from then on.
    """
    imported = awaited(_imported(source, upload_id, active, on, date_order, sheet, by, environment))
    if as_json:
        print_json({"status": "complete", **imported.model_dump(mode="json")})
    else:
        say("\n".join(imported.lines()))


@outcomes.command(name="show", epilog=EPILOG)
@click.argument("upload_id")
@environment_option
@json_option
@guarded
def _show(upload_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show the outcomes of UPLOAD_ID's emails, and whether more customers came back than in the holdout."""
    from commands.winback.outcome_tables import outcome_lines  # noqa: PLC0415 -- light start

    figures = awaited(_figures(upload_id, environment))
    if as_json:
        print_json(figures.model_dump(mode="json"))
    else:
        say("\n".join(outcome_lines(figures)))


async def _imported(
    source: str, upload_id: str | None, active: bool, on: date | None, date_order: "DateOrder | None",  # noqa: FBT001 -- handed on
    sheet: str | None, by: str | None, environment: str,
) -> "Imported":  # fmt: skip
    from blocks.source import read_file  # noqa: PLC0415 -- light start
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- same
    from tasks.registry.register import person  # noqa: PLC0415 -- same
    from tasks.winback.outcome_import import Asked, import_outcomes  # noqa: PLC0415 -- same

    place = await open_place(environment)
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    return await import_outcomes(place, file, Asked(person(by), upload_id, active, on, date_order, sheet))


async def _figures(upload_id: str, environment: str) -> "OutcomeFigures":
    from tasks.bulk.place import open_place  # noqa: PLC0415 -- light start
    from tasks.winback.outcomes import outcomes_of  # noqa: PLC0415 -- same

    return await outcomes_of(await open_place(environment), upload_id)
