"""`revive winback`: one run over the customers of a file; and the other commands that are win-back's."""

from typing import TYPE_CHECKING, Any

import click

from commands.options import EPILOG, environment_option, guarded, json_option
from commands.run_options import concurrency, deadline, max_cost, max_failures, sender, shards, suppress
from commands.winback.approve import approve
from commands.winback.correct import correct
from commands.winback.edit import edit
from commands.winback.export import export
from commands.winback.hold import hold
from commands.winback.outcomes import outcomes
from commands.winback.regenerate import regenerate
from commands.winback.repair import repair
from commands.winback.sent import sent

if TYPE_CHECKING:
    from schemas.reading import ColumnVoice


def _voices(_context: click.Context, _option: click.Parameter, said: tuple[str, ...]) -> "dict[str, ColumnVoice]":
    if not said:
        return {}
    from schemas.errors import BadInputError  # noqa: PLC0415 -- light start
    from schemas.reading import named_voices  # noqa: PLC0415 -- same

    try:
        return named_voices(said)
    except BadInputError as error:
        raise click.BadParameter(str(error).removeprefix("voice: ")) from None


@click.command(epilog=EPILOG, short_help="Analyse churned customers and write their campaigns.")
@click.argument("source")
@click.option("--upload-id", help="Name of the upload.  [default: the file's name and a hash of its content]")
@environment_option
@concurrency
@shards
@max_cost
@deadline
@click.option(
    "--max-reject-rate",
    type=click.FloatRange(0, 1),
    help="Refuse a file with a larger share of bad rows.  [default: 0.2]",
)
@max_failures
@click.option("--sample", type=click.IntRange(min=1), help="How many customers to take, drawn by a hash of their id.")
@click.option("--mapping", type=click.Path(), help="A YAML file that says which column is which.")
@click.option("--save-mapping", type=click.Path(), help="Write how the file was read to a file for --mapping.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Order of the file's dates.")
@click.option("--encoding", help="Encoding of the file, e.g. cp1251.  [default: detected, or asked for]")
@click.option("--sheet", help="Sheet of a workbook, or table of a zip.  [default: the first visible sheet]")
@click.option("--join", help="A second table with the rest of each row, e.g. addresses: a path or URL.")
@click.option("--join-on", help="The column of both tables that joins them; account_id=id if it has two names.")
@click.option(
    "--keep", type=click.Choice(["first", "last"]), help="Which of several rows of one customer to keep, by churn date."
)
@click.option(
    "--voice",
    "voices",
    multiple=True,
    metavar="COLUMN=customer|ours",
    callback=_voices,
    help="Whose words a column holds, by its header; only the customer's are quoted. May be repeated.",
)
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    type=click.Choice(["starter", "growth", "enterprise"]),
    help="Only customers of this tier; may be repeated.",
)
@click.option("--min-mrr", type=click.FloatRange(min=0), help="Only customers with at least this MRR.")
@click.option("--since", help="Only customers who left on this day (2026-01-31) or later.")
@sender
@suppress
@click.option(
    "--frequency-cap",
    "frequency_cap_days",
    type=click.IntRange(0, 3650),
    help="Hold people who got emails from another upload in this many days; 0 holds nobody.  [default: 30]",
)
@click.option(
    "--min-confidence",
    type=click.IntRange(0, 100),
    help="Emails that rest on an analysis less sure than this (percent) wait for approval.  [default: 60]",
)
@click.option("--holdout", type=click.FloatRange(0, 1), help="Share of customers that get no emails, to measure lift.")
@click.option("--dry-run", is_flag=True, default=None, help="Estimate calls, tokens and dollars; pay nothing.")
@json_option
@guarded
def winback(
    environment: str,
    as_json: bool,  # noqa: FBT001 -- click passes flags by name
    mapping: str | None,
    save_mapping: str | None,
    **options: Any,
) -> None:
    """Analyse each churned customer in SOURCE and write a win-back campaign for it.

    SOURCE is a CSV file or a workbook: a path, an http(s) or s3 URL. A folder or prefix means its oldest file not yet
    processed.
    """
    from commands.run_system import asked, run_in_terminal  # noqa: PLC0415 -- light start
    from tasks.files.mapping import load_mapping  # noqa: PLC0415 -- same
    from tasks.winback.system import WINBACK  # noqa: PLC0415 -- same

    params = asked(WINBACK, mapping=None if mapping is None else load_mapping(mapping), **options)
    run_in_terminal(WINBACK, params, environment, as_json=as_json, save_mapping=save_mapping)


COMMANDS = (winback, export, approve, edit, regenerate, repair, hold, correct, sent, outcomes)
