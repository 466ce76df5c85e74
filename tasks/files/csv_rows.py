"""CSV files row by row, so that memory stays flat however many there are: UTF-8, CRLF, quoted where needed."""

import csv
import io
from collections.abc import AsyncIterator, Sequence

from blocks.artifacts import ArtifactStore, Writer
from tasks.files.long_cells import allow_long_cells

_PIECE = 1 << 20


def csv_row(cells: Sequence[str]) -> bytes:
    """One row with its line end."""
    row = io.StringIO(newline="")
    csv.writer(row, lineterminator="\r\n").writerow(cells)
    return row.getvalue().encode("utf-8", "replace")


class CsvRows:
    """Writes a file in pieces of about a megabyte."""

    def __init__(self, writer: Writer, header: Sequence[str]) -> None:
        self._writer = writer
        self._piece = bytearray(csv_row(header))

    async def add(self, cells: Sequence[str]) -> None:
        """Take one row."""
        self._piece += csv_row(cells)
        if len(self._piece) >= _PIECE:
            await self.flush()

    async def flush(self) -> None:
        """Write what is there."""
        await self._writer.write(bytes(self._piece))
        self._piece.clear()


async def csv_rows(store: ArtifactStore, key: str) -> AsyncIterator[dict[str, str]]:
    """The rows of a file that `CsvRows` wrote, by its header; nothing if there is no such file."""
    allow_long_cells()
    header: list[str] | None = None
    open_row, quotes = bytearray(), 0
    async for line in store.lines(key):
        open_row += line + b"\n"
        quotes += line.count(b'"')
        if quotes % 2:  # a line break inside a cell
            continue
        cells = next(csv.reader(io.StringIO(open_row.decode(), newline="")))
        open_row.clear()
        if header is None:
            header = cells
        else:
            yield dict(zip(header, cells, strict=True))
