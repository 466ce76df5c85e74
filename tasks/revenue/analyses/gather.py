"""Runs the queries of an analysis, and keeps what they return: findings may only rest on it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from blocks.warehouse.warehouse import Warehouse
from schemas.errors import BadInputError, ReviveError

_SQL = Path(__file__).resolve().parent / "sql"
_TIMEOUT_S = 300.0
Row = dict[str, Any]


@dataclass(slots=True)
class Gathered:
    """What was read for one run of an analysis."""

    warehouse: Warehouse
    as_of: date
    rows: dict[str, list[Row]] = field(default_factory=dict)  # by the name of the query
    partial: list[str] = field(default_factory=list)  # what could not be read

    async def query(self, name: str, label: str = "", **parameters: Any) -> list[Row]:
        """The rows of `sql/<name>.sql`, kept under `label`. Raises `ReviveError` if the warehouse gives no answer."""
        sql = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
        used = {key: value for key, value in (parameters | {"as_of": self.as_of}).items() if f"${key}" in sql}
        found = await self.warehouse.rows(sql, used, timeout_s=_TIMEOUT_S)
        if found.answer not in {"rows", "no_rows"}:
            raise ReviveError(f"the query {name} of the analysis gave no answer: {found.error}")
        if found.partial:
            self.partial.append(f"{name}: {len(found.rows)} of {found.total_rows} rows, then {found.error}")
        self.rows[label or name] = rows = found.dicts()
        return rows


async def gather(warehouse: Warehouse, as_of: date | None = None) -> Gathered:
    """Begin: find the newest complete day, and name the tables that are missing.

    `as_of` takes an earlier day instead. Raises `BadInputError` for one without complete data, and for no usage at all.
    """
    gathered = Gathered(warehouse, date.max)
    gathered.partial += [f"there is no table {table}" for table in warehouse.source.missing]
    gathered.partial += warehouse.source.partial
    days = await gathered.query("newest_day")
    newest = days[0]["newest"] if days else None
    if newest is None:
        raise BadInputError("the warehouse has no usage (consumption_daily), so there is no day to look at")
    gathered.as_of = date.fromisoformat(newest)
    if as_of is not None and as_of > gathered.as_of:
        raise BadInputError(f"{as_of} is not complete in the warehouse; its newest complete day is {newest}")
    gathered.as_of = as_of or gathered.as_of
    return gathered


def occurs(gathered: Gathered, source: str, row: Row) -> bool:
    """Whether these columns, with these values, are part of a row that was returned."""
    wanted = row.items()
    there = gathered.rows.get(source, ())
    return any(all(name in one and one[name] == value for name, value in wanted) for one in there)
