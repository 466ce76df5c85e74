"""A sheet of an Excel workbook, as the rows of text that a CSV of it would have."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from schemas.errors import BadInputError
from tasks.files.opening.merged import Merged
from tasks.files.opening.number_formats import NumberFormat, plain_number, read_formats
from tasks.files.opening.parts import Parts
from tasks.files.opening.shared_strings import require_room
from tasks.files.opening.sheet_scan import SheetScan, scan_sheet

_NAMED = 6  # other sheets in a message


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are those of the sheet from its first on, blank ones included, so that a row keeps its number."""

    name: str
    rows: list[list[str]]
    others: tuple[str, ...] = ()  # the visible sheets that were not read
    without_result: int = 0  # cells whose formula was never computed, which are empty here

    def notes(self) -> Iterable[str]:
        """What a person should know of how the sheet was read."""
        if self.others:
            more = f" and {len(self.others) - _NAMED} more" if len(self.others) > _NAMED else ""
            others = ", ".join(map(_quoted, self.others[:_NAMED])) + more
            yield f"sheet {_quoted(self.name)} was read; --sheet NAME reads another one ({others})"
        if self.without_result:
            cells = "1 cell holds" if self.without_result == 1 else f"{self.without_result} cells hold"
            yield f"sheet {_quoted(self.name)}: {cells} a formula without its result; open and save the file in Excel"


class Workbook:
    """Raises `BadInputError` if the file is damaged, too large, or has not the sheet that is asked for."""

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self._parts = Parts(content, name)
        self._places = self._parts.sheets()
        try:
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        except (CalamineError, OSError, ValueError):
            self._parts.damaged()
        self._formats = read_formats(self._parts)
        kinds = self._book.sheets_metadata
        self._tables = [one for one in kinds if one.typ is SheetTypeEnum.WorkSheet]
        self._visible = [one.name for one in self._tables if one.visible is SheetVisibleEnum.Visible]

    def sheet(self, wanted: str | None) -> Sheet:
        """The sheet of this name, hidden or not; without a name the first visible one that holds something."""
        names = [self._named(wanted)] if wanted is not None else self._visible
        for name in names:
            sheet = self._read(name)
            if any(map(any, sheet.rows)):
                return sheet
        which = f"sheet {_quoted(names[0])} of {self._name}" if wanted is not None else self._name
        hidden = [one.name for one in self._tables if one.name not in self._visible]
        hint = f"; hidden: {', '.join(map(_quoted, hidden))} (--sheet NAME)" if hidden and wanted is None else ""
        raise BadInputError(f"{which} is empty{hint}")

    def every_sheet(self) -> list[Sheet]:
        """All that hold something, hidden ones, too."""
        sheets = [self._read(one.name) for one in self._tables]
        return [sheet for sheet in sheets if any(map(any, sheet.rows))]

    def _named(self, wanted: str) -> str:
        names = [one.name for one in self._tables]
        if wanted in names:
            return wanted
        alike = [name for name in names if name.strip().casefold() == wanted.strip().casefold()]
        if len(alike) != 1:
            known = ", ".join(map(_quoted, names[: 2 * _NAMED]))
            raise BadInputError(f"{self._name} has no sheet {_quoted(wanted)}; it has {known}")
        return alike[0]

    def _read(self, name: str) -> Sheet:
        where = f"sheet {_quoted(name)} of {self._name}"
        part = self._places.get(name, "")
        scan = scan_sheet(self._parts, part, self._formats, where)
        require_room(self._parts, part, where)
        try:
            sheet = self._book.get_sheet_by_name(name)
            first = sheet.start[1] if sheet.start is not None else 0
            rows = [] if sheet.start is None else [*map(list, sheet.iter_rows())]
        except (CalamineError, OSError, ValueError):
            self._parts.damaged()
        texts = list(_texts(rows, first, scan))
        merged = Merged(sheet.merged_cell_ranges or [])
        others = tuple(one for one in self._visible if one != name)
        return Sheet(name, merged.settled(texts), others, scan.without_result)


def _texts(rows: list[list[Any]], first: int, scan: SheetScan) -> Iterable[list[str]]:
    """Cell by cell; a sheet that begins with empty columns keeps them, so that a column keeps its letter."""
    nothing: dict[int, str | NumberFormat] = {}
    for number in range(max(len(rows), scan.rows)):
        cells = [""] * first + [_text(cell) for cell in rows[number]] if number < len(rows) else []
        for column, odd in scan.odd.get(number, nothing).items():
            cells += [""] * (column + 1 - len(cells))
            if isinstance(odd, str):
                cells[column] = odd
            elif isinstance(value := rows[number][column - first], int | float) and not isinstance(value, bool):
                cells[column] = odd.text(value)
        yield cells


def _text(cell: object) -> str:
    """A value as the CSV of a sheet has it; days as ISO 8601, which can be read in one way only."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return plain_number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _quoted(name: str) -> str:
    return repr(name[:80])  # which escapes what does not show
