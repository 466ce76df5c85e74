"""`revive suppress add | import | list | remove` and `revive sent`: who may be written to, across uploads."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import click

from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.outcomes import Day, date_order_option

if TYPE_CHECKING:
    from datetime import date

    from schemas.reading import DateOrder

_reason = click.option("--reason", default="", help="The reason, for those who look at the list later.")


@click.group(short_help="The standing list of addresses that are never written to.")
def suppress() -> None:
    """The standing suppression list of an environment: every run and every export leaves out its addresses.

    It keeps only keyed hashes, so it can say how many entries it has and where they came from, but not who is on it.
    """


@suppress.command(name="add", epilog=EPILOG)
@click.argument("address")
@_reason
@by_option
@environment_option
@json_option
@guarded
def _add(address: str, reason: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Never write to ADDRESS again; @example.com stands for a whole domain."""
    from tasks.outreach.suppress import add_address  # noqa: PLC0415 -- light start

    _say(lambda: add_address(address, reason, by, environment), as_json=as_json)


@suppress.command(name="import", epilog=EPILOG)
@click.argument("source")
@_reason
@by_option
@environment_option
@json_option
@guarded
def _import(source: str, reason: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Add every address in SOURCE (a path, http(s) or s3 URL): one address a line, or a mailer's CSV."""
    from tasks.outreach.suppress import import_list  # noqa: PLC0415 -- light start

    _say(lambda: import_list(source, reason, by, environment), as_json=as_json)


@suppress.command(name="remove", epilog=EPILOG)
@click.argument("address")
@environment_option
@json_option
@guarded
def _remove(address: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Take ADDRESS, or a domain, off the list, because the person has said that you may write again."""
    from tasks.outreach.suppress import remove_address  # noqa: PLC0415 -- light start

    _say(lambda: remove_address(address, environment), as_json=as_json)


@suppress.command(name="list", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _list(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show how many entries the list has, by day, source, reason and who added them."""
    from tasks.outreach.suppress import summary  # noqa: PLC0415 -- light start

    found = asyncio.run(summary(environment))
    click.echo(found.model_dump_json(indent=2) if as_json else "\n".join(found.lines()))


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
    _say(
        lambda: mark_sent(upload_id, environment, none=none, emails=emails, on=on, date_order=date_order),
        as_json=as_json,
    )


def _say(work: Callable[[], Awaitable[str]], *, as_json: bool) -> None:
    async def done() -> str:
        return await work()

    message = asyncio.run(done())
    click.echo(json.dumps({"status": "complete", "message": message}) if as_json else message)
