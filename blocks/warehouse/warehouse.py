"""Asks the warehouse's process: a query in, chunks out. One query at a time; a process that hangs is ended."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from blocks.warehouse.chunk import ROWS_PER_CHUNK, Chunk, QueryInfo, Rows
from blocks.warehouse.source import WarehouseSource
from schemas.errors import BadInputError, ReviveError

TIMEOUT_S = 60.0
# From the folder that this module is in: another installed version would not know all of a request.
_CHILD = (
    f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r}); "
    "from blocks.warehouse.child import main; main()"
)
_GRACE_S = 10.0  # beyond the timeout, until a process that does not answer is ended


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may use, beside what Python takes (about 60 MB)."""

    memory_mb: int = 350
    temporary_mb: int = 4000  # on disk, while a sort does not fit into memory
    threads: int = 0  # 0: as many as there are cores


class Warehouse:
    """An open warehouse; made by `open_warehouse`."""

    def __init__(self, source: WarehouseSource, child: asyncio.subprocess.Process, there: Mapping[str, Any]) -> None:
        self.source = source
        self.there: dict[str, list[str]] = there["tables"]  # by table: which of its columns are there
        self.unread: dict[str, list[str]] = there["unread"]  # by table: columns that nobody asked for
        self.currencies: dict[str, list[str]] = there["currencies"]  # by table, as a column that is not read names them
        self.again: dict[str, int] = there["again"]  # by table: rows left out, since another has their key
        self._child = child

    @property
    def missing(self) -> tuple[str, ...]:
        """Tables and columns that are not there, in words: they are read as empty; what rests on them is partial."""
        tables = [f"there is no table {table}" for table in self.source.columns if table not in self.there]
        columns = [
            f"{table} has no column {column}"
            for table, there in self.there.items()
            for column in self.source.columns[table]
            if column not in there
        ]
        return (*tables, *columns)

    async def chunks(
        self,
        sql: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        rows_per_chunk: int = ROWS_PER_CHUNK,
    ) -> AsyncIterator[Chunk]:
        """The answer, chunk by chunk. `sql` is ours or was let through by the guard; `parameters` fill its `$name`s.

        A query that is not permitted or fails gives one chunk that says so; a later chunk that fails is the last.
        """
        asked = {
            "sql": sql,
            "parameters": dict(parameters or {}),
            "timeout_s": timeout_s,
            "rows_per_chunk": rows_per_chunk,
        }
        info = QueryInfo(query=sql, parameters=from_json(to_json(asked["parameters"])))
        first = await self._asked(asked, timeout_s)
        info = info.model_copy(update={"seconds": first.pop("seconds", 0.0)})
        chunk = Chunk(**first, query_info=info)
        yield chunk
        for index in range(1, chunk.total_chunks if chunk.success else 0):
            chunk = Chunk(**await self._asked({"chunk": index}, timeout_s), query_info=info)
            yield chunk
            if not chunk.success:
                return

    async def rows(
        self, sql: str, parameters: Mapping[str, Any] | None = None, *, timeout_s: float = TIMEOUT_S
    ) -> Rows:
        """All rows at once, for answers that fit into memory."""
        found: list[tuple[Any, ...]] = []
        first: Chunk | None = None
        error = None
        async for chunk in self.chunks(sql, parameters, timeout_s=timeout_s):
            first = first or chunk
            found += chunk.results
            error = chunk.error
        assert first is not None
        partial = first.success and error is not None
        return Rows(
            columns=first.columns, rows=found, total_rows=first.total_rows, answer=first.answer, partial=partial,
            error=error,
        )  # fmt: skip

    async def _asked(self, request: Mapping[str, Any], timeout_s: float) -> dict[str, Any]:
        try:
            async with asyncio.timeout(timeout_s + _GRACE_S):
                return await _exchange(self._child, request)
        except TimeoutError:
            self._child.kill()
            return {"success": False, "answer": "failed", "error": f"no answer within {timeout_s:g} s; it was ended"}
        except asyncio.CancelledError:
            self._child.kill()  # its answer would be taken for that to the next query
            raise
        except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
            return {"success": False, "answer": "failed", "error": "the warehouse's process has ended; run it again"}


@asynccontextmanager
async def open_warehouse(source: WarehouseSource, limits: Limits | None = None) -> AsyncIterator[Warehouse]:
    """Start the process. Raises `BadInputError` if the tables cannot be opened."""
    bounds = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="revive-warehouse-", ignore_cleanup_errors=True) as temporary:
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-c", _CHILD,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=temporary,
        )  # fmt: skip
        try:
            yield Warehouse(source, child, await _open(child, source, bounds, temporary))
        finally:
            if child.returncode is None:
                child.kill()
            await child.wait()


async def _open(
    child: asyncio.subprocess.Process, source: WarehouseSource, limits: Limits, temporary: str
) -> dict[str, Any]:
    request = {
        "location": str(source.location),
        "columns": {table: dict(columns) for table, columns in source.columns.items()},
        "files": {table: str(path) for table, path in source.files.items()},
        "database": None if source.files else str(source.location),
        "naming": {table: dict(columns) for table, columns in source.naming.items()},
        "session": source.session,
        "mapping": source.mapping.model_dump(),
        "unique": {table: list(columns) for table, columns in source.unique.items()},
        "temporary": temporary,
        "memory": f"{limits.memory_mb}MB",
        "max_temporary": f"{limits.temporary_mb}MB",
        "threads": limits.threads or os.cpu_count() or 1,
    }
    try:
        answer = await _exchange(child, request)
    except (BrokenPipeError, ConnectionResetError, asyncio.IncompleteReadError):
        raise ReviveError(f"{source.location}: the warehouse's process ended while it opened; run it again") from None
    if "error" in answer:
        raise BadInputError(answer["error"])
    there: dict[str, Any] = answer["there"]
    return there


async def _exchange(child: asyncio.subprocess.Process, request: Mapping[str, Any]) -> dict[str, Any]:
    """Send a frame, read one."""
    assert child.stdin is not None
    assert child.stdout is not None
    content = to_json(request)
    child.stdin.write(b"%d\n%b" % (len(content), content))
    await child.stdin.drain()
    size = await child.stdout.readuntil(b"\n")
    message: dict[str, Any] = from_json(await child.stdout.readexactly(int(size)))
    return message
