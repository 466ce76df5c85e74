"""`revive revenue ask`: one question to the warehouse, with its SQL, rows and freshness."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.revenue.asking import Asked, Queried

_ROWS, _CELL = 20, 60


@click.command(epilog=EPILOG, short_help="Ask the warehouse a question.")
@click.argument("question")
@click.option(
    "--warehouse", default="./warehouse", show_default=True, help="A folder of Parquet files, or a DuckDB file."
)
@click.option("--max-cost", type=click.FloatRange(0, min_open=True), help="The most that it may cost, in dollars.")
@environment_option
@json_option
@guarded
def ask(question: str, warehouse: str, max_cost: float | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Answer QUESTION from the warehouse: by named metrics, or by SQL that is marked unverified.

    Shows the query, its rows, and how fresh they are. offline understands metrics, splits, values and periods; it does
    not guess the rest.
    """
    from blocks.local_file import permitted  # noqa: PLC0415 -- light start

    is_remote = warehouse.startswith(("s3://", "firebolt://"))
    place = warehouse if is_remote else str(permitted(Path(warehouse).expanduser()))
    asked = awaited(_asked(question, place, environment, max_cost))
    if as_json:
        print_json(asked.model_dump(mode="json"))
        return
    _show(asked)


async def _asked(question: str, warehouse: str, environment: str, max_cost: float | None) -> "Asked":
    from blocks.local import resolve_environment  # noqa: PLC0415 -- light start
    from blocks.settings import read_settings  # noqa: PLC0415 -- same
    from tasks.revenue.asking.ask import ask_at  # noqa: PLC0415 -- same
    from tasks.revenue.asking.opening import open_asking  # noqa: PLC0415 -- same

    spec = await resolve_environment(environment, read_settings())
    async with open_asking(spec) as asking:
        return await ask_at(question, warehouse, asking, max_cost_usd=max_cost)


def _show(asked: "Asked") -> None:
    say(asked.answer)
    shown = [one for one in asked.queries if one.id in asked.rests_on] or list(asked.queries)
    for one in shown:
        _show_query(one)
    fresh = ", ".join(f"{table} up to {day}" for table, day in asked.freshness.items())
    known = "from named metrics" if asked.verified else "unverified"
    partial = "; partial" if asked.partial else ""
    say(
        f"{asked.status}, {known}{partial}; data complete up to {asked.as_of}{f' ({fresh})' if fresh else ''}", err=True
    )


def _show_query(one: "Queried") -> None:
    if one.sql:
        say()
        say(one.sql)
        for name, value in one.parameters.items():
            say(f"  ${name} = {value}")
    if one.error:
        say(f"{one.tool}: {one.error}")
    rows = [row for chunk in one.chunks for row in chunk["results"]]
    if rows:
        say()
        say("  ".join(one.chunks[0]["columns"]))
    for row in rows[:_ROWS]:
        say("  ".join(_cell(cell) for cell in row))
    total = one.chunks[0]["total_rows"] if one.chunks else 0
    if total > _ROWS:
        say(f"… {total} rows in all; --json has {len(rows)} of them")


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.2f}"
    text = " ".join(str("" if value is None else value).split())
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"
