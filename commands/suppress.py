"""`revive suppress add | import | list | remove`: who may be written to, across uploads."""

from collections.abc import Awaitable, Callable

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say

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
    """Add every address in SOURCE (a path, http(s) or s3 URL): one address a line, or a mailer's CSV.

    ses://REGION is the suppression list of the environment's account at Amazon SES.
    """
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

    found = awaited(summary(environment))
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        say("\n".join(found.lines()))


def _say(work: Callable[[], Awaitable[str]], *, as_json: bool) -> None:
    async def done() -> str:
        return await work()

    message = awaited(done())
    if as_json:
        print_json({"status": "complete", "message": message})
    else:
        say(message)
