"""What a connected service has, as Parquet files that the analyses read; a part is marked in the file itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel

from blocks.connectors.opening import connector
from blocks.connectors.page import Connector, Page, ServiceError, TableShape
from schemas.connections import Connections
from schemas.errors import BadInputError
from tasks.revenue.knowledge.tables import knowledge
from tasks.revenue.writing_tables import TableFile

MOST_ROWS = 50_000_000


class Imported(BaseModel):
    """What was written."""

    source: str
    since: date | None
    rows: dict[str, int]  # by table: how many came
    files: tuple[str, ...]
    partial: str = ""  # why not all of it came
    absent: tuple[str, ...] = ()  # tables that the service does not have


def shapes() -> dict[str, TableShape]:
    """The tables that a source with a whole warehouse is to bring, without restricted columns."""
    columns, tables = knowledge().columns(leave_out=frozenset({"RESTRICTED"})), knowledge().tables
    return {name: TableShape(columns[name], said.grain) for name, said in tables.items()}


async def import_source(name: str, connections: Connections, out: Path, since: date | None) -> Imported:
    """Read a service and write its tables, page by page; with `since`, or where only a part came, what is there stays.

    Raises `BadInputError` for a source that is not connected, and `ServiceError` if nothing came.
    """
    service = connector(name, connections, tables=shapes())
    await asyncio.to_thread(_make, out)
    files = {table: TableFile(table, out) for table in service.tables}
    try:
        partial = await _read(service, files, since, MOST_ROWS)
        kept = [one for one in files.values() if not one.absent]
        written = [await asyncio.to_thread(one.finish, partial, keep=since is not None) for one in kept]
    finally:
        for one in files.values():
            one.drop()
    said = {one.table: one.count for one in files.values()}
    unread = "; ".join(one.unread for one in files.values() if one.unread)
    return Imported(
        source=name,
        since=since,
        rows={table: count for table, count in said.items() if not files[table].absent},
        files=tuple(written),
        partial="; ".join(part for part in (partial, unread) if part),
        absent=tuple(table for table, one in files.items() if one.absent),
    )


async def _read(service: Connector, files: dict[str, TableFile], since: date | None, most: int) -> str:
    """Write page after page; why there is no more, or nothing. Raises what the first page raises."""
    count = 0
    try:
        async for page in service.pages(since):
            count += len(page.rows)
            await asyncio.to_thread(_take, files[page.table], page)
            if count >= most:
                return f"{service.name} has more than {most:,} rows; what came first is here"
    except ServiceError as error:
        if not count:
            raise
        return f"{service.name}: {count:,} rows, then {error}"
    return ""


def _make(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInputError(f"cannot make {out}: {error.strerror}") from None


def _take(file: TableFile, page: Page) -> None:
    file.add(page)


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
