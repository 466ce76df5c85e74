"""A look over a sheet before calamine reads it: how far it reaches, and what calamine does not tell of its cells.

calamine makes room for every cell up to the last one, so a sheet with one cell in its furthest corner would take
gigabytes: it is refused here. The XML is cut at its rows and cells instead of being parsed: a parser calls back for
every element, which took 25 s for 200,000 rows of 12 cells; this takes 4 to 7 s of CPU.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from schemas.errors import BadInputError
from tasks.files.opening.number_formats import NumberFormat
from tasks.files.opening.parts import Parts

_MOST_CELLS = 16 << 20  # as many rows as a sheet has, with 16 columns
_MOST_ROWS, _MOST_COLUMNS = 1 << 20, 1 << 14  # of any sheet
# No tag reaches past the next `<`: otherwise a row of tags that never end takes a time that grows with its square.
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_PLACE = re.compile(rb"""\br=["']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})["']""")
_PLACES = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']\$?([A-Za-z]{1,3})\$?([0-9]{1,7})["']""")
_ANY_PLACE = re.compile(rb"""\sr\s*=""")
_ROW_NUMBER = re.compile(rb"""\br=["']([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["']([0-9]+)["']""")
_KIND = re.compile(rb"""\bt=["'](\w+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)>|<(?:\w+:)?(?:v|is)\s[^</>]*>")
_ERROR = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)<")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


@dataclass(slots=True)
class SheetScan:
    """Rows and columns are counted from 0. `odd` is by row, then by column: an error, or how a number is shown."""

    rows: int = 0
    columns: int = 0
    odd: dict[int, dict[int, str | NumberFormat]] = field(default_factory=dict)
    without_result: int = 0  # formulas whose result was never computed

    @property
    def is_too_far(self) -> bool:
        """Whether there is no room for it."""
        return self.rows > _MOST_ROWS or self.columns > _MOST_COLUMNS or self.rows * self.columns > _MOST_CELLS


def scan_sheet(parts: Parts, part: str, formats: dict[str, NumberFormat], shown: str) -> SheetScan:
    """Raises `BadInputError` if the sheet reaches too far; `shown` is its name for messages."""
    scan = _scan(parts, part, formats, every_cell=False)
    if scan.is_too_far:  # perhaps only because cells without anything in them have a colour
        scan = _scan(parts, part, formats, every_cell=True)
    if scan.is_too_far:
        raise BadInputError(
            f"{shown} reaches to row {scan.rows:,} and column {scan.columns:,}, which is too far; "
            "delete the empty rows and columns after the table, or save it as CSV"
        )
    return scan


def _scan(parts: Parts, part: str, formats: dict[str, NumberFormat], *, every_cell: bool) -> SheetScan:
    look = _Look(formats, every_cell=every_cell)
    for row in islice(cut(parts.pieces(part), _ROW), 1, None):  # what is before the first row is none
        look.row(row)
    if look.is_damaged:
        parts.damaged()
    return look.scan


def cut(pieces: Iterable[bytes], beginning: re.Pattern[bytes]) -> Iterator[bytes]:
    """What is between the beginnings of rows. A long row is looked through again only once it is twice as long."""
    rest, more, size = b"", list[bytes](), 0
    for piece in pieces:
        more.append(piece)
        size += len(piece)
        if size >= len(rest):
            *whole, rest = beginning.split(rest + b"".join(more))
            more, size = [], 0
            yield from whole
    yield from beginning.split(rest + b"".join(more))


class _Look:
    """What has been seen of a sheet so far."""

    def __init__(self, formats: dict[str, NumberFormat], *, every_cell: bool) -> None:
        self.scan = SheetScan()
        self.is_damaged = False
        self._formats = {number.encode(): one for number, one in formats.items()}
        styles = rb"""|\bs=["'](?:%b)["']""" % b"|".join(self._formats) if formats else b""
        # What makes it worth to look at the cells of a row one by one.
        self._odd = re.compile(rb"""\bt=["']e["']|<(?:\w+:)?f[\s/>]""" + styles)
        self._every_cell = every_cell
        self._row, self._column = -1, -1

    def row(self, row: bytes) -> None:
        """One row, from after the beginning of its tag."""
        said = _ROW_NUMBER.search(row[: row.find(b">")])
        self._row = int(said[1]) - 1 if said else self._row + 1
        self._column = -1
        places = _PLACES.findall(row)
        if self._every_cell or len(places) != len(_CELL.findall(row)) or self._odd.search(row):
            for cell in _CELL.split(row)[1:]:
                self._cell(cell)
        elif places:
            row_numbers, columns = {int(digits) for _, digits in places}, {letters for letters, _ in places}
            self._reach(max(row_numbers) - 1, max(map(_column, columns)))

    def _cell(self, cell: bytes) -> None:
        """One cell, from after the beginning of its tag."""
        said, _, inside = cell.partition(b">")
        place = _PLACE.search(said)
        if place is None and _ANY_PLACE.search(said):
            self.is_damaged = True  # calamine would count its letters on and on, and wrap around
        elif place is None:
            self._column += 1
        else:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        if said.endswith(b"/") or not _VALUE.search(inside):
            self.scan.without_result += _FORMULA.search(inside) is not None
            return
        self._reach(self._row, self._column)
        if odd := self._odd_of(said, inside):
            self.scan.odd.setdefault(self._row, {})[self._column] = odd

    def _reach(self, row: int, column: int) -> None:
        scan = self.scan
        scan.rows, scan.columns = max(scan.rows, row + 1), max(scan.columns, column + 1)

    def _odd_of(self, said: bytes, inside: bytes) -> str | NumberFormat | None:
        kind, style = _KIND.search(said), _STYLE.search(said)
        if kind is not None and kind[1] == b"e":
            error = _ERROR.search(inside)
            return error[1].decode(errors="replace").strip() if error else None
        return self._formats.get(style[1]) if style and (kind is None or kind[1] == b"n") else None


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
