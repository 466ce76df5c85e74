"""What is packed is unpacked: gzip, bzip2, xz, a zip with one table in it. A bomb ends in one line, not in memory."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from schemas.errors import BadInputError, shown
from tasks.files.opening.kinds import is_workbook, names_in_zip

MOST_BYTES = 200 << 20  # as much as a file may have that is not packed
_SURE_BYTES, _MOST_TIMES = 10 << 20, 200  # customers differ: beyond this size none pack better than this
_PIECE = 1 << 20
_MEMORY = 128 << 20  # of xz, whose header asks for it
_MOST_STREAMS = 2_000  # one after the other: parallel packers make one a megabyte
_LAYERS = 3  # a workbook in a zip in a gzip
_NAMED = 6
_TABLES = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".csv.gz", ".csv.bz2", ".csv.xz")
_JUNK = ("__macosx/", "._", ".ds_store", "thumbs.db", "desktop.ini", "readme", "license")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`name` is the file's, and that of the table in it. `sheet` is what is still to be asked of the content."""

    content: bytes
    name: str
    sheet: str | None = None
    is_packed: bool = False
    notes: tuple[str, ...] = ()


def unpacked(content: bytes, name: str, sheet: str | None = None) -> Unpacked:
    """The file within, as deep as it is; one that is not packed as it is. `sheet` may name a table of a zip.

    Raises `BadInputError` if it is damaged, has a password, unpacks to too much, or holds several tables or none.
    """
    found = Unpacked(content, name, sheet)
    for _ in range(_LAYERS):
        opened = _opened(found)
        if opened is None:
            return found
        found = opened
    raise BadInputError(f"{name} is packed more than {_LAYERS} times over; unpack it first")


def _opened(found: Unpacked) -> Unpacked | None:
    """One layer less; None if it is not packed."""
    if names_in_zip(found.content) is not None:
        return None if is_workbook(found.content, found.name) else _member(found)
    streams = next((read for mark, read in _STREAMS if found.content.startswith(mark)), None)
    if streams is None:
        return None
    try:
        content = _bounded(streams(found.content), len(found.content), found.name)
    except EOFError:
        raise BadInputError(f"{found.name} ends before its packing does; fetch it again") from None
    except (OSError, zlib.error, lzma.LZMAError, ValueError):
        raise BadInputError(f"{found.name} is damaged and cannot be unpacked; fetch it again") from None
    return replace(found, content=content, is_packed=True)


def _bounded(pieces: Iterator[bytes], packed: int, name: str) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > MOST_BYTES:
            raise BadInputError(f"{name} unpacks to more than {MOST_BYTES >> 20} MB; split it")
        if len(content) > max(_SURE_BYTES, packed * _MOST_TIMES):
            raise BadInputError(f"{name} unpacks to more than {_MOST_TIMES} times its size, as no table does")
    return bytes(content)


def _gzip(content: bytes) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _bzip2(content: bytes) -> Iterator[bytes]:
    return _one_by_one(content, bz2.BZ2Decompressor)


def _xz(content: bytes) -> Iterator[bytes]:
    return _one_by_one(content, lambda: lzma.LZMADecompressor(memlimit=_MEMORY))


def _one_by_one(
    content: bytes, decompressor: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
) -> Iterator[bytes]:
    """Streams that follow each other; zeros between them fill up a block of a tape."""
    for _ in range(_MOST_STREAMS):
        one = decompressor()
        yield one.decompress(content, _PIECE)
        while not one.eof:
            if one.needs_input:
                raise EOFError
            yield one.decompress(b"", _PIECE)
        content = one.unused_data.lstrip(b"\0")
        if not content:
            return
    raise ValueError("too many streams")


_STREAMS: tuple[tuple[bytes, Callable[[bytes], Iterator[bytes]]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"BZh", _bzip2),
    (b"\xfd7zXZ\x00", _xz),
)


def _member(found: Unpacked) -> Unpacked:
    """The one table of a zip, or the one that was asked for."""
    with zipfile.ZipFile(io.BytesIO(found.content)) as packed:
        files = [entry for entry in packed.infolist() if not entry.is_dir() and not _is_junk(entry.filename)]
        tables = [entry for entry in files if entry.filename.lower().endswith(_TABLES)] or files
        entry = _asked(tables, found.sheet) if len(tables) > 1 else next(iter(tables), None)
        if entry is None:
            raise BadInputError(f"{found.name} is a zip with {_what_of(tables)}")
        name = f"{found.name}, {shown(entry.filename)}"
        content = _read(packed, entry, name)
    others = [one.filename for one in files if one is not entry]
    note = (f"{name} was read; the zip holds {_list(others)}, too",) if others else ()
    sheet = None if len(tables) > 1 else found.sheet
    return Unpacked(content, name, sheet, is_packed=True, notes=(*found.notes, *note))


def _read(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    if entry.flag_bits & 1:
        raise BadInputError(f"{name} has a password; unpack it first")
    try:
        with packed.open(entry) as stream:
            return _bounded(iter(lambda: stream.read(_PIECE), b""), entry.compress_size, name)
    except NotImplementedError:
        raise BadInputError(f"{name} is packed in a way that is not known here; unpack it first") from None
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, RuntimeError, ValueError):
        raise BadInputError(f"{name} is damaged and cannot be unpacked; fetch it again") from None


def _asked(tables: list[zipfile.ZipInfo], wanted: str | None) -> zipfile.ZipInfo | None:
    plain = (wanted or "").strip().casefold()
    whole = [entry for entry in tables if entry.filename.casefold() == plain]
    ends = whole or [entry for entry in tables if entry.filename.casefold().endswith(f"/{plain}")]
    return ends[0] if plain and len(ends) == 1 else None


def _what_of(tables: list[zipfile.ZipInfo]) -> str:
    if not tables:
        return "no table in it"
    return f"several tables in it: {_list([one.filename for one in tables])}; say which with --sheet, or give it alone"


def _list(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(repr(shown(name)) for name in names[:_NAMED]) + more


def _is_junk(path: str) -> bool:
    plain = path.lower()
    return plain.startswith(_JUNK[0]) or plain.rpartition("/")[2].startswith(_JUNK[1:])
