"""`revive revenue` and `revive demo`: analyses over a warehouse, and a made-up warehouse to try them on."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.revenue.approvals import ACTION_COMMANDS, check
from commands.revenue.ask import ask
from commands.revenue.importing import SOURCES, import_source
from commands.revenue.log import LOG_COMMANDS
from commands.run_options import concurrency, max_cost, max_failures

_STATES = ("proposed", "approved", "rejected", "claimed", "sent", "failed", "unknown")
_ANALYSES = ("A1", "A2", "A3", "A4", "A5", "A6")


@click.group()
def demo() -> None:
    """Made-up data to try Revive on."""


@demo.command(epilog=EPILOG)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True, help="The seed of the data.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="The folder to write, made if missing.")
@click.option(
    "--accounts", type=click.IntRange(1, 100_000), default=200, show_default=True, help="How many accounts it has."
)
@json_option
@guarded
def warehouse(seed: int, out: Path, accounts: int, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Write a demo warehouse: 18 months of usage, deals, calls, messages and tickets, with planted truths.

    The planted truths are listed in truth.json in the same folder, which no analysis reads.
    """
    from tasks.revenue.demo.generate import generate  # noqa: PLC0415 -- light start

    truth = generate(seed, out, accounts)
    if as_json:
        print_json({"status": "complete", "folder": str(out), "seed": seed, "accounts": accounts, "truths": len(truth)})
    else:
        say(f"A warehouse of {accounts} accounts is in {out}; {len(truth)} planted truths in {out / 'truth.json'}.")
        say(f"Next: revive revenue run A1 --warehouse {out}")


@click.group()
def revenue() -> None:
    """Six analyses over a company's warehouse."""


@revenue.command(epilog=EPILOG, short_help="Run one of the analyses.")
@click.argument("analysis", type=click.Choice(_ANALYSES, case_sensitive=False), metavar="A1…A6")
@click.option(
    "--warehouse", default="./warehouse", show_default=True, help="A folder of Parquet files, or a DuckDB file."
)
@click.option("--target", help="Only this account, by its id or name.")
@click.option("--context", default="", help="Something that readers of the findings should know.")
@click.option(
    "--max", "max_findings", type=click.IntRange(1, 10_000), default=100, show_default=True, help="The most findings."
)
@click.option(
    "--as-of", type=click.DateTime(["%Y-%m-%d"]), help="Look from an earlier day.  [default: the newest complete one]"
)
@concurrency
@max_cost
@max_failures
@click.option(
    "--connect",
    multiple=True,
    type=click.Choice(SOURCES),
    help="Read this service's tables as they are now; may be repeated.",
)
@click.option("--session", "upload_id", help="Name of the session.  [default: analysis_ and the time]")
@click.option("--act", is_flag=True, help="Send the actions that the policy allows, to the configured channels.")
@click.option(
    "--dry-run/--no-dry-run",
    "act_dry",
    default=None,
    help="Whether --act only says what it would send.  [default: as the environment's policy says]",
)
@click.option("--plain", is_flag=True, help="Only compute the findings; ask no model to explain and rank them.")
@environment_option
@json_option
@guarded
def run(
    analysis: str,
    environment: str,
    as_of: datetime | None,
    act: bool,  # noqa: FBT001 -- click passes flags by name
    act_dry: bool | None,  # noqa: FBT001 -- same
    plain: bool,  # noqa: FBT001 -- same
    as_json: bool,  # noqa: FBT001 -- same
    **options: Any,
) -> None:
    """Run ANALYSIS (A1 to A6) over a warehouse: what to do, for which account, and what it is worth.

    It looks at all accounts; the same data give the same findings in every run. A model, or offline's rules, explain
    and rank them. `revive revenue list` names the six.
    """
    from commands.revenue.runs import Asked, explain, show_plain  # noqa: PLC0415 -- light start

    said = {"analysis": analysis.upper(), "as_of": None if as_of is None else as_of.date(), **options}
    asked = Asked(act=act, act_dry=act_dry, as_json=as_json)
    if plain:
        awaited(show_plain(said, environment, asked))
    else:
        explain(said, environment, asked)


@revenue.command(name="list", epilog=EPILOG)
@json_option
@guarded
def list_analyses(as_json: bool) -> None:  # noqa: FBT001 -- same
    """Name the six analyses, with their questions and schedules."""
    from tasks.revenue.analyses.definitions import definitions  # noqa: PLC0415 -- light start

    found = definitions().values()
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        say(f"{one.name}  {one.title}: {one.question}")
        say(f"    {one.schedule.cron} {one.schedule.timezone}, {one.schedule.slug}")


@revenue.command(epilog=EPILOG)
@click.argument("session")
@environment_option
@json_option
@guarded
def report(session: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show what a run found, and where its report is."""
    from commands.revenue.runs import show_report  # noqa: PLC0415 -- light start

    awaited(show_report(session, environment, as_json=as_json))


@revenue.group()
def actions() -> None:
    """Actions that went out, and those that a person has to decide about."""


@actions.command(name="list", epilog=EPILOG)
@click.option("--state", type=click.Choice(_STATES), help="Only these.")
@environment_option
@json_option
@guarded
def list_actions(state: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """List the actions of the outbox, the newest first."""
    from commands.revenue.actions import show_actions  # noqa: PLC0415 -- light start

    awaited(show_actions(state, environment, as_json=as_json))


@actions.command(epilog=EPILOG)
@click.argument("action_id")
@click.option("--sent/--not-sent", "was_sent", required=True, help="Whether it arrived; if not, it may be tried again.")
@by_option
@environment_option
@json_option
@guarded
def resolve(action_id: str, was_sent: bool, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click
    """Say whether an action in state `unknown` arrived. This sends nothing."""
    from commands.revenue.actions import show_resolved  # noqa: PLC0415 -- light start

    awaited(show_resolved(action_id, environment, was_sent=was_sent, by=by, as_json=as_json))


for command in (*LOG_COMMANDS, check, ask, import_source):
    revenue.add_command(command)
for command in ACTION_COMMANDS:
    actions.add_command(command)
COMMANDS = (demo, revenue)
