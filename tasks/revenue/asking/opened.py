"""A warehouse opened for questions: without restricted columns, names as pseudonyms of this session."""

import secrets
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from blocks.warehouse.source import WarehouseSource
from blocks.warehouse.warehouse import Warehouse, open_warehouse
from schemas.errors import BadInputError
from schemas.plain_text import plain
from tasks.revenue.asking.names import Names, names_of
from tasks.revenue.knowledge.metrics import metrics
from tasks.revenue.knowledge.source import revenue_source
from tasks.revenue.knowledge.tables import knowledge

_NEWEST = Path(__file__).resolve().parents[1] / "analyses" / "sql" / "newest_day.sql"
_MOST_VALUES, _LONGEST_VALUE = 40, 60
_OPEN_CLASSES = ("PUBLIC", "INTERNAL")


@dataclass(frozen=True, slots=True)
class OpenWarehouse:
    """The warehouse, and what is known of its rows before anybody asks."""

    warehouse: Warehouse
    names: Names
    as_of: date  # the newest complete day
    values: dict[str, tuple[str, ...]]  # by dimension: its values, where they are few and name nobody
    partial: tuple[str, ...]  # what is missing or was imported in part

    async def freshness(self, tables: Iterable[str]) -> dict[str, str]:
        """By table: its newest day; without those whose rows have none."""
        days = {one.table: one.time for one in metrics().metrics.values() if one.table and one.time}
        wanted = sorted(set(tables) & set(days))
        if not wanted:
            return {}
        parts = [f"SELECT '{table}' AS name, CAST(max({days[table]}) AS DATE) AS day FROM {table}" for table in wanted]  # noqa: S608 -- ours
        found = await self.warehouse.rows(" UNION ALL ".join(parts))
        return {str(name): str(day) for name, day in found.rows if day is not None}


def session_source(location: Path) -> WarehouseSource:
    """Where the tables are, with pseudonyms that nobody can work out."""
    found = revenue_source(location)
    return replace(found, naming=knowledge().naming(), session=secrets.token_hex(16))


@asynccontextmanager
async def open_for_questions(source: WarehouseSource) -> AsyncIterator[OpenWarehouse]:
    """Open it until the block ends. Raises `BadInputError` if it cannot be opened, or has no rows with a day."""
    async with open_warehouse(source) as warehouse:
        missing = warehouse.missing + source.partial
        names = await names_of(warehouse)
        yield OpenWarehouse(warehouse, names, await _as_of(warehouse), await _values(warehouse, names), missing)


async def _as_of(warehouse: Warehouse) -> date:
    """The newest complete day of usage; without usage, the newest day of a call, message, ticket or bill."""
    found = (await warehouse.rows(_NEWEST.read_text(encoding="utf-8"))).rows
    if found and found[0][0] is not None:
        return date.fromisoformat(found[0][0])
    days = "SELECT max(held_at) AS moment FROM calls UNION ALL SELECT max(sent_at) FROM messages"
    days += " UNION ALL SELECT max(opened_at) FROM tickets UNION ALL SELECT max(opened_on) FROM opportunities"
    found = (await warehouse.rows(f"SELECT CAST(max(moment) AS DATE) FROM ({days})")).rows  # noqa: S608 -- ours
    if not found or found[0][0] is None:
        raise BadInputError("the warehouse has no rows with a day, so there is nothing to ask about")
    return date.fromisoformat(found[0][0])


async def _values(warehouse: Warehouse, names: Names) -> dict[str, tuple[str, ...]]:
    tables, parts = knowledge().tables, []
    for name, one in metrics().dimensions.items():
        column = tables[one.table].columns[one.column]
        if column.column_class in _OPEN_CLASSES and column.type == "VARCHAR":
            parts.append(
                f"(SELECT '{name}' AS name, {one.column} AS value FROM {one.table} WHERE {one.column} IS NOT NULL"  # noqa: S608 -- ours
                f" GROUP BY ALL LIMIT {_MOST_VALUES + 1})"
            )
    found: dict[str, list[str]] = {}
    for name, value in (await warehouse.rows(" UNION ALL ".join(parts))).rows:
        found.setdefault(name, []).append(plain(str(value)))
    return {
        name: tuple(names.hide(one) for one in sorted(values) if len(one) <= _LONGEST_VALUE)
        for name, values in found.items()
        if len(values) <= _MOST_VALUES
    }
