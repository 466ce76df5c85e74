"""Runs the queries of an analysis, and keeps what they return, because findings may rest on nothing else.

An analysis works on the first chunk of an answer while the warehouse makes the next. A chunk that fails ends that
answer: what came counts, and what is missing is said wherever the result is shown.
"""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from blocks.warehouse.chunk import Chunk
from blocks.warehouse.warehouse import Warehouse
from schemas.errors import BadInputError, ReviveError
from tasks.revenue.analyses.doubts import doubts_of, missing_of, relevant

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
    doubts: list[str] = field(default_factory=list)  # what may mean something else than it is taken for
    is_broken: bool = False  # an answer ended before its last chunk

    async def query(self, name: str, label: str = "", **parameters: Any) -> list[Row]:
        """All rows of `sql/<name>.sql`, kept under `label`. Raises `ReviveError` if the warehouse gives no answer."""
        async for _ in self.stream(name, label, **parameters):
            pass
        return self.rows[label or name]

    async def stream(self, name: str, label: str = "", **parameters: Any) -> AsyncGenerator[list[Row], None]:
        """The same a chunk at a time; the next is made while one is worked on."""
        sql = _text(name)
        used = {key: value for key, value in (parameters | {"as_of": self.as_of}).items() if f"${key}" in sql}
        kept: list[Row] = []
        self.rows[label or name] = kept
        chunks = self.warehouse.chunks(sql, used, timeout_s=_TIMEOUT_S)
        coming = asyncio.ensure_future(anext(chunks, None))
        columns: tuple[str, ...] = ()
        total = 0
        try:
            while (chunk := await coming) is not None:
                if not chunk.success:
                    self._failed(name, len(kept), total, str(chunk.error)) if columns else self._unanswered(name, chunk)
                    return
                columns, total = columns or chunk.columns, chunk.total_rows
                coming = asyncio.ensure_future(anext(chunks, None))
                await asyncio.sleep(0)  # the next chunk is asked for before anybody works on this one
                rows = [dict(zip(columns, row, strict=True)) for row in chunk.results]
                kept += rows
                yield rows
        finally:
            coming.cancel()

    def _failed(self, name: str, count: int, total: int, error: str) -> None:
        self.is_broken = True
        self.partial.append(f"{name}: {count:,} of {total:,} rows, then {error}")

    def _unanswered(self, name: str, chunk: Chunk) -> None:
        """No row came. After a broken answer, that is part of the same damage; otherwise the analysis cannot run."""
        if not self.is_broken:
            raise ReviveError(f"the query {name} of the analysis gave no answer: {chunk.error}")
        self.partial.append(f"{name}: nothing, since the warehouse failed before: {chunk.error}")


async def gather(warehouse: Warehouse, as_of: date | None = None, queries: Sequence[str] = ()) -> Gathered:
    """Begin: find the newest complete day; name what is missing of what the queries read, and what looks odd.

    `as_of` takes an earlier day instead. Raises `BadInputError` for one without complete data, and for no usage at all.
    """
    gathered = Gathered(warehouse, date.max)
    read = relevant("\n".join(_text(name) for name in ("newest_day", *queries)))
    gathered.partial += missing_of(warehouse, read)
    gathered.partial += warehouse.source.partial
    found = await gathered.query("newest_day")
    newest = found[0]["newest"] if found else None
    if newest is None:
        raise BadInputError("the warehouse has no usage (consumption_daily), so there is no day to look at")
    gathered.as_of = date.fromisoformat(newest)
    if (latest := found[0]["newest_with_rows"]) > newest:
        days = f"days after {newest}, up to {latest}, are left out"
        gathered.doubts.append(
            f"{days}: half of the accounts have less than half of their usual, so rows may still come"
        )
    if as_of is not None and as_of > gathered.as_of:
        raise BadInputError(f"{as_of} is not complete in the warehouse; its newest complete day is {newest}")
    gathered.as_of = as_of or gathered.as_of
    gathered.doubts += await doubts_of(warehouse, read, gathered.as_of.isoformat())
    return gathered


def _text(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


def occurs(gathered: Gathered, source: str, row: Row) -> bool:
    """Whether these columns, with these values, are part of a row that was returned."""
    wanted = row.items()
    there = gathered.rows.get(source, ())
    return any(all(name in one and one[name] == value for name, value in wanted) for one in there)
