"""`revive revenue findings`, `thresholds`, `precision`, `export-log`: what became of findings, and what it taught."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option

_ANALYSES = ("A1", "A2", "A3", "A4", "A5", "A6")
_STATUSES = ("new", "acknowledged", "in_progress", "resolved", "dismissed")
_note = click.option("--note", default="", help="The reason, for the history.")
_analysis = click.option("--analysis", type=click.Choice(_ANALYSES, case_sensitive=False), help="Only of this one.")


@click.group()
def findings() -> None:
    """Findings, followed from night to night: one that is seen again is still the same finding."""


@findings.command(name="list", epilog=EPILOG)
@_analysis
@click.option("--status", type=click.Choice(_STATUSES), help="Only those with this status.")
@click.option("--owner", help="Only this owner's.")
@click.option("--all", "everything", is_flag=True, help="Also those that are gone, ended or called wrong.")
@environment_option
@json_option
@guarded
def list_findings(environment: str, as_json: bool, **wanted: Any) -> None:  # noqa: FBT001 -- click passes flags by name
    """List the open findings, the most important first."""
    from commands.revenue.log_shown import show_findings  # noqa: PLC0415 -- light start

    awaited(show_findings(environment, as_json=as_json, **wanted))


@findings.command(epilog=EPILOG)
@click.argument("finding_id")
@environment_option
@json_option
@guarded
def show(finding_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show a finding: when it was seen, what was measured, what people said of it."""
    from commands.revenue.log_shown import show_finding  # noqa: PLC0415 -- light start

    awaited(show_finding(finding_id, environment, as_json=as_json))


@findings.command(name="set", epilog=EPILOG)
@click.argument("finding_id")
@click.argument("status", type=click.Choice(_STATUSES))
@_note
@by_option
@environment_option
@json_option
@guarded
def set_status(environment: str, as_json: bool, **said: Any) -> None:  # noqa: FBT001 -- same
    """Set the status of a finding: new, acknowledged, in_progress, resolved or dismissed."""
    from commands.revenue.log_shown import say_status  # noqa: PLC0415 -- light start

    awaited(say_status(environment, as_json=as_json, **said))


@findings.command(epilog=EPILOG)
@click.argument("finding_id")
@click.option("--undo", is_flag=True, help="It is a finding after all.")
@_note
@by_option
@environment_option
@json_option
@guarded
def wrong(environment: str, as_json: bool, **said: Any) -> None:  # noqa: FBT001 -- same
    """Say that a finding is wrong. The threshold of its kind learns from this, within bounds."""
    from commands.revenue.log_shown import say_wrong  # noqa: PLC0415 -- light start

    awaited(say_wrong(environment, as_json=as_json, **said))


@findings.command(epilog=EPILOG)
@click.argument("finding_id")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day on which it is due again.")
@click.option("--wake", is_flag=True, help="End the wait now.")
@by_option
@environment_option
@json_option
@guarded
def snooze(environment: str, until: datetime | None, wake: bool, as_json: bool, **said: Any) -> None:  # noqa: FBT001 -- same
    """Snooze a finding: nothing is sent about it until that day."""
    from commands.revenue.log_shown import say_snooze  # noqa: PLC0415 -- light start

    if (until is None) != wake:
        raise click.UsageError("give --until YYYY-MM-DD, or --wake")
    awaited(say_snooze(environment, until=None if until is None else until.date(), as_json=as_json, **said))


@click.group()
def thresholds() -> None:
    """Thresholds that people's verdicts have moved."""


@thresholds.command(name="list", epilog=EPILOG)
@environment_option
@json_option
@guarded
def list_thresholds(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """List the thresholds that are moved now, why, and how far they can go."""
    from commands.revenue.log_shown import show_thresholds  # noqa: PLC0415 -- light start

    awaited(show_thresholds(environment, as_json=as_json))


@thresholds.command(name="reset", epilog=EPILOG)
@click.argument("analysis", type=click.Choice(_ANALYSES, case_sensitive=False))
@click.argument("kind")
@click.option("--customer-type", help="The customer type.  [default: of findings without a customer type]")
@by_option
@environment_option
@json_option
@guarded
def reset_threshold(environment: str, as_json: bool, **said: Any) -> None:  # noqa: FBT001 -- same
    """Forget the verdicts so far: the threshold of this KIND goes back to its definition."""
    from commands.revenue.log_shown import say_reset  # noqa: PLC0415 -- light start

    awaited(say_reset(environment, as_json=as_json, **said))


@click.command(epilog=EPILOG)
@click.option(
    "--warehouse", default="./warehouse", show_default=True, help="A folder of Parquet files, or a DuckDB file."
)
@environment_option
@json_option
@guarded
def precision(warehouse: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Say how many warnings of A1 came true, by severity, judged by what the warehouse knows today."""
    from commands.revenue.log_shown import show_precision  # noqa: PLC0415 -- light start

    awaited(show_precision(warehouse, environment, as_json=as_json))


@click.command(name="export-log", epilog=EPILOG)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write, made if missing.")
@environment_option
@json_option
@guarded
def export_log(out: Path, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Write executions, findings, consumption_patterns, insights and actions as Parquet, for analysts."""
    from commands.revenue.log_shown import write_log  # noqa: PLC0415 -- light start

    awaited(write_log(out, environment, as_json=as_json))


LOG_COMMANDS = (findings, thresholds, precision, export_log)
