"""Exports that were written in ranges, joined byte by byte into what one pass would have written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from blocks.artifacts import Writer

_PIECE = 1 << 20
_OPEN, _CLOSE = b"[\n", b"\n]\n"  # as `JsonArray` writes them


class Joined(Protocol):
    """A file that those of ranges are appended to, in their order."""

    async def take(self, part: Path) -> None:
        """Append what the file of a range holds."""

    async def end(self) -> None:
        """Write the rest."""


class JoinedArray:
    """A JSON array of the elements of several files of `JsonArray`."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._before = _OPEN

    async def take(self, part: Path) -> None:
        """Append the elements of a file."""
        length = _size(part) - len(_OPEN) - len(_CLOSE)
        if length <= 0:  # `[`, a line end and `]`: it has none
            return
        await self._writer.write(self._before)
        for piece in _pieces(part, len(_OPEN), length):
            await self._writer.write(piece)
        self._before = b",\n"

    async def end(self) -> None:
        """Close the array."""
        await self._writer.write((b"[" if self._before == _OPEN else b"") + _CLOSE)


class JoinedRows:
    """A CSV file of the rows of several that have the same header."""

    def __init__(self, writer: Writer, header: bytes) -> None:
        self._writer = writer
        self._header = header
        self._taken = False

    async def take(self, part: Path) -> None:
        """Append the rows of a file; of the first one with its header."""
        start = len(self._header) if self._taken else 0
        self._taken = True
        for piece in _pieces(part, start, _size(part) - start):
            await self._writer.write(piece)

    async def end(self) -> None:
        """Nothing is left: there is at least one part."""


def _size(part: Path) -> int:
    return part.stat().st_size


def _pieces(part: Path, start: int, length: int) -> Iterator[bytes]:
    with part.open("rb") as file:
        file.seek(start)
        while length > 0 and (piece := file.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece
