"""What a connected service has, as Parquet files that the analyses read; a part is marked in the file itself."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import BaseModel

from blocks.connectors.opening import connector
from blocks.connectors.page import Fetched, Row, fetch
from blocks.warehouse.source import PARTIAL
from schemas.connections import Connections
from schemas.errors import BadInputError, one_line
from tasks.revenue.knowledge.tables import Table, knowledge

MOST_ROWS = 2_000_000
_TYPES = {
    "VARCHAR": pa.string(), "DOUBLE": pa.float64(), "BIGINT": pa.int64(), "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}  # fmt: skip


class Imported(BaseModel):
    """What was written."""

    source: str
    since: date | None
    rows: dict[str, int]  # by table: how many came
    files: tuple[str, ...]
    partial: str = ""  # why not all of it came


async def import_source(name: str, connections: Connections, out: Path, since: date | None) -> Imported:
    """Read a service and write its tables; with `since`, or where only a part came, what is there stays.

    Raises `BadInputError` for a source that is not connected, and `ServiceError` if nothing came.
    """
    found = await fetch(connector(name, connections), since, MOST_ROWS)
    keep = since is not None or bool(found.partial)
    files = await asyncio.to_thread(_write_all, found, out, keep=keep)
    counts = {table: len(rows) for table, rows in found.rows.items()}
    return Imported(source=name, since=since, rows=counts, files=tuple(files), partial=found.partial)


@asynccontextmanager
async def connected_tables(names: tuple[str, ...], connections: Connections) -> AsyncIterator[Path | None]:
    """A folder with the tables of these services, as they are now, until the block ends; None without any."""
    wanted = dict.fromkeys((*names, *(connections.sources if connections.in_analyses else ())))
    if not wanted:
        yield None
        return
    with TemporaryDirectory(prefix="revive-connected-") as folder:
        for name in wanted:
            await import_source(name, connections, Path(folder), None)
        yield Path(folder)


def _write_all(found: Fetched, out: Path, *, keep: bool) -> list[str]:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(f"cannot make {out}: {error.strerror}") from None
    return [_write(table, rows, out, found, keep=keep) for table, rows in found.rows.items()]


def _write(name: str, rows: list[Row], out: Path, found: Fetched, *, keep: bool) -> str:
    said, path = knowledge().tables[name], out / f"{name}.parquet"
    table = pa.Table.from_pylist([_typed(row, said) for row in rows], schema=_schema(said))
    table = _joined(path, table, said) if keep and path.exists() else table
    read_at = datetime.now(UTC).isoformat(timespec="seconds")
    about = {PARTIAL: found.partial.encode(), b"revive_read_at": read_at.encode()}
    building = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        pq.write_table(table.replace_schema_metadata(about), building)
        building.replace(path)
    except OSError as error:
        raise BadInputError(f"cannot write {path}: {error.strerror}") from None
    finally:
        building.unlink(missing_ok=True)
    return str(path)


def _joined(path: Path, new: pa.Table, said: Table) -> pa.Table:
    """The rows that were there, without those that came anew, and the new ones."""
    try:
        there = pq.read_table(path, columns=[name for name in new.schema.names if name in pq.read_schema(path).names])
    except (OSError, pa.ArrowException) as error:
        raise BadInputError(f"{path} cannot be read, so nothing was added: {one_line(error)}") from None
    keys = {tuple(row[name] for name in said.grain) for row in new.select(list(said.grain)).to_pylist()}
    old = [row for row in there.to_pylist() if tuple(row.get(name) for name in said.grain) not in keys]
    return pa.concat_tables([pa.Table.from_pylist(old, schema=new.schema), new])


def _schema(said: Table) -> pa.Schema:
    return pa.schema(
        [(name, _TYPES[one.type]) for name, one in said.columns.items() if one.column_class != "RESTRICTED"]
    )


def _typed(row: Row, said: Table) -> dict[str, Any]:
    """A value of another type than the column's is left out: it would end the whole import."""
    kinds: dict[str, type | tuple[type, ...]] = {
        "VARCHAR": str, "DOUBLE": (int, float), "BIGINT": int, "DATE": date, "TIMESTAMP": datetime
    }  # fmt: skip
    return {
        name: row[name] if isinstance(row.get(name), kinds[one.type]) else None for name, one in said.columns.items()
    }
