"""`revive upsell`: a run over events, what came out of it, and whether a catalogue can be used."""

from typing import Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.results import results
from commands.run_options import concurrency, deadline, max_cost, max_failures, shards, suppress
from commands.upsell.events import dead, init, load
from commands.upsell.features import features
from schemas.errors import BadInputError


@click.group(epilog=EPILOG, short_help="Decide about events, and write and judge their messages.")
def upsell() -> None:
    """For each event about a customer, the one message that is worth sending, or the reason why there is none."""


@upsell.command(epilog=EPILOG)
@click.argument("source", required=False, metavar="[FILE]")
@click.option(
    "--drain", is_flag=True, default=None, help="Take what is queued, up to 10,000 events, instead of a file."
)
@click.option("--upload-id", help="Name of the upload.  [default: the file's name and a hash of its content]")
@environment_option
@click.option("--catalogue", help="What is offered: a YAML file.  [default: upsell/catalogue.yaml, else the demo's]")
@click.option("--brand", help="The brand of the messages: a YAML file.  [default: upsell/brand.yaml, else the demo's]")
@click.option(
    "--as-of", help="Judge how old events are as of this moment (2026-11-20).  [default: as the file says, or now]"
)
@suppress
@click.option(
    "--frequency-cap",
    "frequency_cap_days",
    type=click.IntRange(0, 3650),
    help="Hold people whom any upload wrote to in this many days; 0 holds nobody.  [default: 30]",
)
@concurrency
@shards
@max_cost
@deadline
@click.option(
    "--max-reject-rate",
    type=click.FloatRange(0, 1),
    help="Refuse a file with a larger share of bad events.  [default: 0.2]",
)
@max_failures
@click.option("--sample", type=click.IntRange(min=1), help="How many events to take, drawn by a hash of their id.")
@click.option("--dry-run", is_flag=True, default=None, help="Estimate calls, tokens and dollars; pay nothing.")
@json_option
@guarded
def run(environment: str, as_json: bool, as_of: str | None, **options: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """Decide about each event in FILE, and write a message if one is worth sending.

    FILE holds JSON lines, a JSON array, CSV or Parquet: a path, an http(s) or s3 URL. An event is decided only once,
    even if another file holds it again.
    """
    if bool(options.get("source")) == bool(options.get("drain")):
        raise BadInputError("give a file of events, or --drain to take what is queued")
    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- light start
    from tasks.upsell.system import UPSELL  # noqa: PLC0415 -- same
    from tasks.upsell.values import moment  # noqa: PLC0415 -- same

    judged_as_of = None if as_of is None else moment(as_of)
    if as_of is not None and judged_as_of is None:
        raise BadInputError("--as-of is not a date or time; write it like 2026-11-20 or 2026-11-20T18:00:00Z")
    run_in_terminal(UPSELL, asked(UPSELL, as_of=judged_as_of, **options), environment, as_json=as_json)


@upsell.group()
def catalogue() -> None:
    """The catalogue of what is offered."""


@catalogue.command(epilog=EPILOG)
@click.argument("file")
@environment_option
@json_option
@guarded
def check(file: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Say whether FILE can be used as a catalogue, and what looks odd in it."""
    from tasks.upsell.catalogue_check import check_catalogue  # noqa: PLC0415 -- light start

    found = awaited(check_catalogue(file, environment))
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    say(found.said)
    for doubt in found.doubts:
        say(f"  {doubt}")


for command in (results, load, dead, init, features):
    upsell.add_command(command)
COMMANDS = (upsell,)
