"""Erases a person from the log: their address is removed from every text, whatever the finding is about."""

from collections.abc import Callable
from typing import Any

from pydantic_core import from_json, to_json

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row, Table
from schemas.environment import EnvironmentSpec
from schemas.errors import StoreError
from tasks.revenue.log.tables import TABLES, all_rows, one_row, open_log

_TRIES = 20


async def reword_log(environment: EnvironmentSpec, clean: Callable[[Any], Any]) -> list[str]:
    """Pass every document through `clean`; returns the tables in which something changed. Safe to repeat."""
    if environment.records_url is None:
        return []
    changed: list[str] = []
    async with open_log(environment) as records:
        for table in TABLES:
            rows = [await _reword(records, table, row, clean) for row in await all_rows(records, table)]
            changed += [f"{table.name} in {environment.records_url}"] if any(rows) else []
    return changed


async def _reword(records: Records, table: Table, row: Row, clean: Callable[[Any], Any]) -> bool:
    found: Row | None = row
    for _ in range(_TRIES):
        if found is None:
            return False
        before = from_json(found.document)
        after = clean(before)
        if after == before:
            return False
        try:
            await records.commit(Put(table, _with_document(found, after), found.revision))
        except RefusedWriteError:
            found = await one_row(records, table, *(str(row.attributes[name]) for name in table.primary))
            continue
        return True
    raise StoreError(f"{records.url}: {table.name} goes on changing; erase once more")


def _with_document(row: Row, document: Any) -> Row:
    """The row with another document, as the next revision."""
    return Row(row.attributes, to_json(document).decode(), row.revision + 1, row.expires_at)
