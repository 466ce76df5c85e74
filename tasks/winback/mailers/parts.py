"""Files as large as a mailer takes them, one after another."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from blocks.artifacts import ArtifactStore, Writer
from schemas.winback.mailer import MailerMap
from tasks.files.csv_rows import csv_row

_PIECE = 1 << 20


@dataclass(slots=True)
class Parts:
    """Rows into `{stem}-1.csv`, `{stem}-2.csv` …, each with the header; the first is there even without rows."""

    store: ArtifactStore
    stem: str  # the key without number and ending
    header: bytes
    mailer: MailerMap
    stack: AsyncExitStack
    keys: list[str] = field(default_factory=list)  # of what was begun
    rows: int = 0  # in all
    _writer: Writer | None = None
    _piece: bytearray = field(default_factory=bytearray)
    _bytes: int = 0  # of the present part
    _rows: int = 0  # of the present part

    async def add(self, cells: Sequence[str]) -> None:
        """Take one row."""
        row = csv_row(cells)
        if self._full(len(row)):
            await self.begin()
        self._piece += row
        self._bytes += len(row)
        self._rows += 1
        self.rows += 1
        if len(self._piece) >= _PIECE:
            await self.flush()

    async def begin(self) -> None:
        """Close the present part, if there is one, and begin the next."""
        await self.flush()
        await self.stack.aclose()
        self.keys.append(f"{self.stem}-{len(self.keys) + 1}.csv")
        self._writer = await self.stack.enter_async_context(self.store.writer(self.keys[-1]))
        self._piece += self.header
        self._bytes, self._rows = len(self.header), 0

    async def flush(self) -> None:
        """Write what is there."""
        if self._writer is not None and self._piece:
            await self._writer.write(bytes(self._piece))
            self._piece.clear()

    def _full(self, more: int) -> bool:
        bytes_full = self.mailer.max_file_bytes is not None and self._bytes + more > self.mailer.max_file_bytes
        return bytes_full or (self.mailer.max_rows is not None and self._rows >= self.mailer.max_rows)


@asynccontextmanager
async def parts(store: ArtifactStore, stem: str, header: Sequence[str], mailer: MailerMap) -> AsyncIterator[Parts]:
    """Files that are closed at the end; the one that is open when the block raises is not written."""
    async with AsyncExitStack() as stack:
        opened = Parts(store, stem, csv_row(header), mailer, stack)
        await opened.begin()
        yield opened
        await opened.flush()
