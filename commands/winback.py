"""`revive winback | resume | retry`: one run over the customers of an upload."""

from typing import Any

import click

from commands.options import EPILOG, environment_option, guarded, json_option

_max_cost = click.option(
    "--max-cost-usd", type=click.FloatRange(min=0, min_open=True), help="Stop before spending more; it can be resumed."
)
_max_failures = click.option(
    "--max-failure-rate", type=click.FloatRange(0, 1), help="Stop if a larger share of customers fails.  [default: 0.1]"
)
_sender = click.option("--sender", help="The sender profile: a YAML file.  [default: sender.yaml beside the artifacts]")
_suppress = click.option("--suppress", help="Addresses never to write to: one a line, or a CSV; @domain for a domain.")
_shards = click.option(
    "--shards",
    type=click.IntRange(1, 100),
    help="How many runs on the work pool to split the work into.  [default: 1]",
)
_concurrency = click.option("--concurrency", type=click.IntRange(1, 1000), help="Model calls in flight.  [default: 8]")


@click.command(epilog=EPILOG, short_help="Analyse churned customers and write their campaigns.")
@click.argument("source")
@click.option("--upload-id", help="Name of the upload.  [default: the file's name and a hash of its content]")
@environment_option
@_concurrency
@_shards
@_max_cost
@click.option(
    "--max-reject-rate",
    type=click.FloatRange(0, 1),
    help="Refuse a file with a larger share of bad rows.  [default: 0.2]",
)
@_max_failures
@click.option("--sample", type=click.IntRange(min=1), help="How many customers to take, drawn by a hash of their id.")
@click.option("--mapping", type=click.Path(), help="A YAML file that says which column is which.")
@click.option("--save-mapping", type=click.Path(), help="Write how the file was read to a file for --mapping.")
@click.option("--date-order", type=click.Choice(["dmy", "mdy", "ymd"]), help="Order of the file's dates.")
@click.option("--encoding", help="Encoding of the file, e.g. cp1251.  [default: detected, or asked for]")
@click.option(
    "--keep", type=click.Choice(["first", "last"]), help="Which of several rows of one customer to keep, by churn date."
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
@_sender
@_suppress
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

    SOURCE is a CSV file: a path, an http(s) or s3 URL. A folder or prefix means its oldest file not yet processed.
    """
    from tasks.files.mapping import load_mapping  # noqa: PLC0415 -- light start

    given = None if mapping is None else load_mapping(mapping)
    _run(environment, as_json=as_json, save_mapping=save_mapping, mapping=given, **options)


@click.command(epilog=EPILOG, short_help="Continue an upload where it stopped.")
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
    """Continue an upload where it stopped; nothing is paid for twice.

    It continues with the options it was given, except those given now. After a stop by budget it may spend that
    budget again.
    """
    _run(environment, as_json=as_json, **options)


@click.command(epilog=EPILOG, short_help="Try the failed customers of an upload again.")
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


def _run(environment: str, *, as_json: bool, save_mapping: str | None = None, **options: Any) -> None:
    from pydantic import ValidationError  # noqa: PLC0415 -- light start

    from commands.run_system import run_in_terminal  # noqa: PLC0415 -- same
    from schemas.winback.run import WinbackParams  # noqa: PLC0415 -- same
    from tasks.winback.system import WINBACK  # noqa: PLC0415 -- same

    try:
        said = {name: value for name, value in options.items() if value not in (None, ())}
        params = WinbackParams.model_validate(said)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise click.UsageError(f"{first['loc'][0]}: {first['msg']}") from None
    run_in_terminal(WINBACK, params, environment, as_json=as_json, save_mapping=save_mapping)
