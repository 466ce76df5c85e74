"""The `revive` command: a thin front door. Imports what a command needs when it runs, so that help is immediate."""

import asyncio
import json
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from commands.agents import agents
from commands.correct import correct
from commands.keys import keys
from commands.options import EPILOG, environment_option, guarded, json_option, stop_now
from commands.serve import serve
from commands.suppress import sent, suppress
from commands.upgrade import upgrade
from commands.uploads import uploads
from schemas.printable import printable_lines

if TYPE_CHECKING:
    from schemas.retention import Deleted, Erased

_max_cost = click.option(
    "--max-cost-usd", type=click.FloatRange(min=0, min_open=True), help="Stop, resumable, before spending more."
)
_max_failures = click.option(
    "--max-failure-rate", type=click.FloatRange(0, 1), help="Fail past this share of customers.  [default: 0.1]"
)
_sender = click.option("--sender", help="The sender profile: a YAML file.  [default: sender.yaml beside the artifacts]")
_suppress = click.option("--suppress", help="Addresses never to write to: one a line, or a CSV; @domain for a domain.")
_shards = click.option(
    "--shards",
    type=click.IntRange(1, 100),
    help="Runs on the work pool to split the work into.  [default: 1]",
)
_concurrency = click.option("--concurrency", type=click.IntRange(1, 1000), help="Model calls in flight.  [default: 8]")


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="revive")
def main() -> None:
    """Run AI agents over a company's customers."""


@main.command(epilog=EPILOG, short_help="Analyse churned customers and write their campaigns.")
@click.argument("source")
@click.option("--upload-id", help="Name of the upload.  [default: the file's name and a hash of its content]")
@environment_option
@_concurrency
@_shards
@_max_cost
@click.option(
    "--max-reject-rate", type=click.FloatRange(0, 1), help="Refuse a file with more bad rows.  [default: 0.2]"
)
@_max_failures
@click.option("--sample", type=click.IntRange(min=1), help="How many customers to take, drawn by a hash of their id.")
@click.option("--mapping", type=click.Path(), help="Which column of the file is which: a YAML file.")
@click.option("--save-mapping", type=click.Path(), help="Write how the file was read, as --mapping takes it.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Order of the file's dates.")
@click.option("--encoding", help="Encoding of the file, e.g. cp1251.  [default: detected, or asked for]")
@click.option("--keep", type=click.Choice(["first", "last"]), help="Of several rows of one customer, by churn date.")
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    type=click.Choice(["starter", "growth", "enterprise"]),
    help="Only customers of this tier; may be repeated.",
)
@click.option("--min-mrr", type=click.FloatRange(min=0), help="Only customers from this MRR on.")
@click.option("--since", help="Only customers who left on this day (2026-01-31) or later.")
@_sender
@_suppress
@click.option(
    "--frequency-cap",
    "frequency_cap_days",
    type=click.IntRange(0, 3650),
    help="Days for which somebody who got emails from another upload is held; 0 holds nobody.  [default: 30]",
)
@click.option("--holdout", type=click.FloatRange(0, 1), help="Share of customers not to write to, to measure lift.")
@click.option("--dry-run", is_flag=True, default=None, help="Say calls, tokens and dollars to expect; pay nothing.")
@json_option
@guarded
def winback(
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
    mapping: str | None,
    save_mapping: str | None,
    **options: Any,
) -> None:
    """Analyse each churned customer in SOURCE and write it a win-back campaign.

    SOURCE is a CSV file: a path, an http(s) or s3 URL. A folder or prefix stands for its oldest file not yet processed.
    """
    from tasks.files.mapping import load_mapping  # noqa: PLC0415 -- light start

    given = None if mapping is None else load_mapping(mapping)
    _run(environment, as_json=as_json, save_mapping=save_mapping, mapping=given, **options)


@main.command(epilog=EPILOG, short_help="Go on with an upload where it stopped.")
@click.argument("upload_id")
@environment_option
@_concurrency
@_shards
@_max_cost
@_max_failures
@_sender
@_suppress
@json_option
@guarded
def resume(environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- same
    """Go on with an upload where it stopped; what is done is not paid for again.

    It goes on as it was asked to, but for what is said anew. After a stop by budget it may spend that budget again.
    """
    _run(environment, as_json=as_json, **options)


@main.command(epilog=EPILOG, short_help="Try the failed customers of an upload again.")
@click.argument("upload_id")
@environment_option
@_concurrency
@_max_cost
@_max_failures
@json_option
@guarded
def retry(environment: str, as_json: bool, **options: Any) -> None:  # noqa: FBT001 -- same
    """Try the failed customers of an upload again, and nobody else."""
    _run(environment, as_json=as_json, only_failed=True, **options)


@main.command(epilog=EPILOG)
@click.argument("upload_id")
@environment_option
@json_option
@guarded
def results(upload_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show what came of an upload, and where it is."""
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start
    from tasks.bulk.run import open_place  # noqa: PLC0415 -- same
    from tasks.bulk.status import read_status  # noqa: PLC0415 -- same
    from terminal import show_status  # noqa: PLC0415 -- same

    async def show() -> None:
        place = await open_place(environment)
        status = await read_status(place.store, upload_id)
        if status is None:
            raise BadInputError(f"there is no upload {upload_id[:80]} in {place.store.url}")
        await show_status(status, place.store, as_json=as_json)

    asyncio.run(show())


@main.command(name="open", epilog=EPILOG, short_help="Open the report of an upload in the browser.")
@click.argument("upload_id")
@environment_option
@guarded
def open_report(upload_id: str, environment: str) -> None:
    """Open the report of an upload in the browser, and say where it is."""
    from commands.console import say  # noqa: PLC0415 -- light start
    from terminal import open_in_browser  # noqa: PLC0415 -- same

    say(asyncio.run(open_in_browser(upload_id, environment)))


@main.group(short_help="Hold a customer of an upload, or lift a hold.")
def hold() -> None:
    """Decide that a customer is not written to, or that it may be."""


def _ruling(action: str) -> Callable[..., None]:
    @click.argument("upload_id")
    @click.argument("customer_id")
    @click.option("--reason", default="", help="Why, for those who read the report.")
    @environment_option
    @json_option
    @guarded
    def rule(upload_id: str, customer_id: str, reason: str, environment: str, as_json: bool) -> None:  # noqa: FBT001
        from commands.console import say  # noqa: PLC0415 -- light start
        from tasks.winback.rule_on import rule_on  # noqa: PLC0415 -- same
        from terminal import print_json  # noqa: PLC0415 -- same

        message = asyncio.run(rule_on(upload_id, customer_id, action, reason, environment))
        if as_json:
            print_json({"status": action, "message": message})
        else:
            say(message)

    return rule


hold.command(name="add", epilog=EPILOG, help="Do not write to CUSTOMER_ID; its emails leave the exports at once.")(
    _ruling("hold")
)
hold.command(name="lift", epilog=EPILOG, help="Write to CUSTOMER_ID after all.")(_ruling("release"))
# What it was called before: scripts go on.
hold.command(name="release", hidden=True, epilog=EPILOG, help="Write to CUSTOMER_ID after all.")(_ruling("release"))


@main.command(epilog=EPILOG, short_help="Remove one person from every upload.")
@click.option("--email", required=True, help="The person's address.")
@environment_option
@json_option
@guarded
def erase(email: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Remove one person from every upload, record and export, and say what was removed."""
    from tasks.privacy.erase import erase_person  # noqa: PLC0415 -- light start

    erased = asyncio.run(erase_person(email, environment))
    _show_lines(erased, as_json=as_json)


@main.command(epilog=EPILOG, short_help="Delete old uploads and results.")
@click.option("--days", type=click.IntRange(min=1), required=True, help="What was last worked on before that goes.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@environment_option
@json_option
@guarded
def retention(days: int, dry_run: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Delete uploads and results that were last worked on more than DAYS days ago."""
    from schemas.retention import RetentionParams  # noqa: PLC0415 -- light start
    from tasks.privacy.retention import delete_old  # noqa: PLC0415 -- same

    deleted = asyncio.run(delete_old(RetentionParams(days=days, dry_run=dry_run), environment))
    _show_lines(deleted, as_json=as_json)


main.add_command(agents)
main.add_command(correct)
main.add_command(keys)
main.add_command(serve)
main.add_command(suppress)
main.add_command(sent)
main.add_command(upgrade)
main.add_command(uploads)


def _show_lines(said: "Erased | Deleted", *, as_json: bool) -> None:
    from commands.console import say  # noqa: PLC0415 -- light start
    from schemas.errors import StoreError  # noqa: PLC0415 -- same
    from terminal import print_json  # noqa: PLC0415 -- same

    if as_json:
        print_json(said.model_dump(mode="json"))
    else:
        say("\n".join(said.lines()))
    if said.unread:
        more = f" (and {len(said.unread) - 1} more)" if len(said.unread) > 1 else ""
        raise StoreError(f"not everything could be read: {said.unread[0]}{more}")


def _run(environment: str, *, as_json: bool, save_mapping: str | None = None, **options: Any) -> None:
    from pydantic import ValidationError  # noqa: PLC0415 -- light start

    from schemas.winback.run import WinbackParams  # noqa: PLC0415 -- same
    from terminal import show_dry_run, start_run  # noqa: PLC0415 -- same

    try:
        said = {name: value for name, value in options.items() if value not in (None, ())}
        params = WinbackParams.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise click.UsageError(f"{first['loc'][0]}: {first['msg']}") from None
    if params.dry_run:
        asyncio.run(show_dry_run(params, environment, as_json=as_json, save_mapping=save_mapping))
    else:
        start_run(params, environment, as_json=as_json, save_mapping=save_mapping)


def run() -> None:
    """The console script: with --json, a usage error is a document, too."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop_now)
    try:
        code = main(standalone_mode=False)
    except click.ClickException as error:
        # It repeats what was typed, or what a script put there.
        error.message = printable_lines(error.message)  # type: ignore[misc]
        error.show()
        if "--json" in sys.argv:
            click.echo(json.dumps({"status": "error", "message": error.format_message(), "exit_code": error.exit_code}))
        code = error.exit_code
    sys.exit(code)


if __name__ == "__main__":
    run()
