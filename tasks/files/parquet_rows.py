"""Parquet files row by row, a row group at a time, so that memory stays flat however many there are."""

import io
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from blocks.artifacts import Writer

_GROUP = 500
_EPOCH = date(1970, 1, 1)


def load_libraries() -> None:
    """Import what writing needs ahead of time."""
    import pyarrow.json  # noqa: PLC0415 -- 40 MB that only a run pays
    import pyarrow.parquet  # noqa: F401, PLC0415 -- same


class ParquetRows:
    """Writes rows of a schema of pyarrow's."""

    def __init__(self, writer: Writer, schema: Any) -> None:
        self._writer = writer
        self._sink = _Sink()
        self._schema = schema
        self._file = self._opened()
        self._rows: list[bytes] = []
        self._batches: list[Any] = []  # taken from `ArrowRows`, less than a row group

    def _opened(self) -> Any:
        # 40 MB of imports, loaded at the end of a run rather than at its start.
        from pyarrow import parquet  # noqa: PLC0415 -- see above

        return parquet.ParquetWriter(self._sink, self._schema, compression="zstd")

    async def add(self, row: dict[str, Any]) -> None:
        """Take one row."""
        self._rows.append(to_json(row) + b"\n")
        if len(self._rows) >= _GROUP:
            await self._flush()

    async def take(self, part: Path) -> None:
        """Take the rows of a file of `ArrowRows`, in row groups as if they had been added one by one."""
        from pyarrow import OSFile, ipc  # noqa: PLC0415 -- loaded with the rest

        with OSFile(str(part)) as file, ipc.open_stream(file) as batches:
            for batch in batches:
                self._batches.append(batch)
                await self._write_groups(least=_GROUP)

    async def _write_groups(self, least: int) -> None:
        from pyarrow import Table  # noqa: PLC0415 -- loaded with the rest

        while (held := sum(map(len, self._batches))) >= least and held:
            table = Table.from_batches(self._batches).combine_chunks()
            self._file.write_table(table.slice(0, _GROUP))
            self._batches = table.slice(_GROUP).to_batches()
            await self._send()

    async def end(self) -> None:
        """Write the rest, and the footer."""
        await self._flush()
        await self._write_groups(least=0)
        self._file.close()
        await self._send()

    async def _flush(self) -> None:
        from pyarrow import json  # noqa: PLC0415 -- loaded with the rest

        if self._rows:
            # Not Table.from_pylist: it imports pandas to see whether a value is one of its own.
            rows = b"".join(self._rows)
            options = json.ParseOptions(explicit_schema=self._schema, unexpected_field_behavior="error")
            in_one = json.ReadOptions(use_threads=False, block_size=len(rows) + 1)
            table = json.read_json(io.BytesIO(rows), in_one, options)
            self._file.write_table(table.select(self._schema.names))
            self._rows.clear()
        await self._send()

    async def _send(self) -> None:
        if self._sink.pending:
            await self._writer.write(bytes(self._sink.pending))
            self._sink.pending.clear()


class ArrowRows(ParquetRows):
    """Writes the rows of a part of a table, for `ParquetRows.take` of the whole one: text is turned into columns here.

    Row groups of two Parquet files could only be joined by writing the offsets in them anew, which pyarrow does not do.
    """

    def _opened(self) -> Any:
        from pyarrow import ipc  # noqa: PLC0415 -- see above

        return ipc.new_stream(self._sink, self._schema, options=ipc.IpcWriteOptions(compression="lz4"))


class _Sink(io.RawIOBase):
    """An append-only file; what was passed on is not kept."""

    def __init__(self) -> None:
        self.pending = bytearray()
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.pending += data
        self._size += len(data)
        return len(data)

    def tell(self) -> int:
        return self._size


def days(day: date | None) -> int | None:
    """Days since 1970, as Parquet counts them."""
    return None if day is None else (day - _EPOCH).days
