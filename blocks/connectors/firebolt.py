"""Firebolt: the tables of a whole warehouse, a page at a time, in the order of what names their rows.

A page asks for rows from the last one's key on, so a page that failed is asked again alone, and memory stays flat. Rows
with that same key come again and are left out as often as they came before: keys that are there twice lose nothing.
What was counted before is compared at the end.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from blocks.connectors.firebolt_session import FireboltSession, open_session
from blocks.connectors.moments import day, utc
from blocks.connectors.page import Page, Row, ServiceError, TableShape
from blocks.connectors.patience import Patience
from schemas.connections import FireboltAccess

ROWS_A_PAGE = 20_000
# By table: from which column a change can be told. Rows of the others change later, so they are read whole.
_CHANGED = {"consumption_daily": ("loaded_at", "usage_date"), "calls": ("held_at",), "messages": ("sent_at",)}
# Parameters are text or numbers; Firebolt compares a column with nothing but its own type.
_TYPES = frozenset(
    ("text", "integer", "int", "bigint", "long", "date", "pgdate", "timestamp", "timestampntz", "timestamptz")
)
_Types = Mapping[str, str]  # of the columns that a table has there


class Firebolt:
    """Reads all tables that are asked for and there."""

    name = "firebolt"

    def __init__(
        self,
        access: FireboltAccess,
        shapes: Mapping[str, TableShape],
        patience: Patience | None = None,
        rows_a_page: int = ROWS_A_PAGE,
    ) -> None:
        self._access = access
        self._shapes = shapes
        self._patience = patience or Patience()
        self._size = rows_a_page

    @property
    def tables(self) -> tuple[str, ...]:
        """Those that were asked for."""
        return tuple(self._shapes)

    async def pages(self, since: date | None) -> AsyncIterator[Page]:
        """Table after table; of one that is not there, a page that says so."""
        async with open_session(self._access, self._patience) as session:
            there = await self._described(session)
            for table, shape in self._shapes.items():
                types = there.get(self._source(table), {})
                if not set(shape.key) <= set(types):
                    yield Page(table, [], "absent")
                    continue
                quoted = f'"{self._access.table_schema}"."{self._source(table)}"'
                reading = _Reading(session, table, quoted, shape, types, self._size)
                async for page in reading.pages(since):
                    yield page

    async def check(self) -> str:
        """Log in, find the engine, count the tables that are there."""
        async with open_session(self._access, self._patience) as session:
            there = await self._described(session)
        found = [table for table in self._shapes if self._source(table) in there]
        return f"{len(found)} of {len(self._shapes)} tables in {self._access.database}"

    def _source(self, table: str) -> str:
        return self._access.tables.get(table, table)

    async def _described(self, session: FireboltSession) -> dict[str, dict[str, str]]:
        """By table: its columns with their types."""
        found = await session.ask(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = $1",
            [self._access.table_schema],
        )
        there: dict[str, dict[str, str]] = {}
        for table, column, kind in found.rows:
            there.setdefault(str(table), {})[str(column)] = str(kind).lower()
        return there


@dataclass(slots=True)
class _Reading:
    """One table."""

    session: FireboltSession
    table: str
    source: str  # quoted
    shape: TableShape
    types: _Types
    size: int

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(name for name in self.shape.columns if name in self.types)

    async def pages(self, since: date | None) -> AsyncIterator[Page]:
        """All rows of it, or those that changed; raises `ServiceError` where some cannot be read."""
        wanted, given = self._since(since)
        total = await self._count(wanted, given)
        read, last, again = 0, None, Counter[str]()
        while True:
            found = await self._page(wanted, given, last)
            rows = _without(found, again)
            read += len(rows)
            is_last = len(found) < self.size
            done = is_last and read >= total
            yield Page(self.table, [self._row(one) for one in rows], "last" if done else "more", self.columns)
            if is_last:
                break
            before, last = last, self._key(found[-1])
            if last == before:
                raise ServiceError(f"{self.table}: more than {self.size:,} rows have one key, so no page ends")
            again = Counter(str(one) for one in found if self._key(one) == last)
        if read < total:
            raise ServiceError(f"{self.table}: {total - read:,} of {total:,} rows have no key, or went meanwhile")

    def _since(self, since: date | None) -> tuple[list[str], list[Any]]:
        changed = next((name for name in _CHANGED.get(self.table, ()) if name in self.types), None)
        if since is None or changed is None:
            return [], []
        return [f'"{changed}" >= {self._cast(1, changed)}'], [since.isoformat()]

    async def _count(self, wanted: list[str], given: list[Any]) -> int:
        where = f" WHERE {' AND '.join(wanted)}" if wanted else ""
        found = await self.session.ask(f"SELECT count(*) FROM {self.source}{where}", given)  # noqa: S608 -- names are checked where they are configured
        return int(found.rows[0][0]) if found.rows else 0

    async def _page(self, wanted: list[str], given: list[Any], last: tuple[Any, ...] | None) -> list[list[Any]]:
        keys = [f'"{name}"' for name in self.shape.key]
        conditions = [*wanted, *(f"{key} IS NOT NULL" for key in keys)]
        values = list(given)
        if last is not None:
            places = [self._cast(len(values) + number, name) for number, name in enumerate(self.shape.key, 1)]
            conditions.append(_from(keys, places))
            values += last
        columns = ", ".join(f'"{name}"' for name in self.columns)
        sql = (
            f"SELECT {columns} FROM {self.source} WHERE {' AND '.join(conditions)}"  # noqa: S608 -- same
            f" ORDER BY {', '.join(keys)} LIMIT {self.size}"
        )
        return (await self.session.ask(sql, values)).rows

    def _cast(self, number: int, column: str) -> str:
        kind = self.types[column]
        return f"CAST(${number} AS {kind})" if kind in _TYPES else f"${number}"

    def _key(self, row: list[Any]) -> tuple[Any, ...]:
        return tuple(row[self.columns.index(name)] for name in self.shape.key)

    def _row(self, row: list[Any]) -> Row:
        kinds = self.shape.columns
        return {name: read_value(value, kinds[name]) for name, value in zip(self.columns, row, strict=True)}


def _from(keys: list[str], values: list[str]) -> str:
    """`(a, b) >= (x, y)` in comparisons that every dialect has."""
    if len(keys) == 1:
        return f"{keys[0]} >= {values[0]}"
    return f"({keys[0]} > {values[0]} OR ({keys[0]} = {values[0]} AND {_from(keys[1:], values[1:])}))"


def _without(rows: list[list[Any]], again: Counter[str]) -> list[list[Any]]:
    """The rows but those that came before, each as often as it did."""
    left, kept = Counter(again), []
    for row in rows:
        if left[str(row)]:
            left[str(row)] -= 1
        else:
            kept.append(row)
    return kept


def read_value(value: Any, kind: str) -> Any:
    """A cell of JSON_Compact as a column's type; as it came where it is none, so that whoever writes it can say so."""
    if value is None:
        return None
    try:
        return _READ[kind](value)
    except (TypeError, ValueError):
        return value


_READ: dict[str, Callable[[Any], Any]] = {
    "VARCHAR": str,
    "BIGINT": int,
    "DOUBLE": float,
    "DATE": lambda value: day(str(value)) or value,
    "TIMESTAMP": lambda value: utc(str(value)) or value,
}
