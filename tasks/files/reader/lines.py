"""From the bytes of a file, whatever it came in, to the lines of a text table: the one way in for every reader."""

import csv
import html
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tasks.files.long_cells import allow_long_cells
from tasks.files.opening.archives import Unpacked, unpacked
from tasks.files.opening.kinds import is_workbook
from tasks.files.opening.workbook import Sheet, Workbook
from tasks.files.reader.dialect import find_delimiter
from tasks.files.reader.encoding import decode
from tasks.files.reader.escaped_quotes import NOTE, without_escapes

_UTF8 = "utf-8"


@dataclass(frozen=True, slots=True)
class TextTable:
    """`lines` as the csv module takes them: those of a text file, or one a row of a sheet.

    `name` says which table of the file it is. `notes` are what a person should know of how it was found. `source` is
    the table as a text with one row per line, where the file itself is not text.
    """

    name: str
    lines: list[str]
    delimiter: str
    encoding: str
    notes: tuple[str, ...] = ()
    elsewhere: str = ""  # where to look if this is not the table that was meant
    source: bytes | None = None


def read_lines(
    content: bytes, name: str, known: frozenset[str], encoding: str | None = None, sheet: str | None = None
) -> TextTable:
    """The table of a file; `known` are the names of columns that tell a delimiter.

    Raises `BadInputError` if it is not a table at all, or several and none of them is asked for.
    """
    allow_long_cells()
    file = unpacked(content, name, sheet)
    if is_workbook(file.content, file.name):
        return _of_sheet(Workbook(file.content, file.name).sheet(file.sheet), file, known)
    if file.sheet is None:
        return _of_text(file, known, encoding)
    note = f"{file.name} is not a workbook, so --sheet means nothing for it"
    return _of_text(replace(file, notes=(*file.notes, note)), known, encoding)


def read_every_table(content: bytes, name: str, known: frozenset[str], *, entities: bool = False) -> list[TextTable]:
    """All sheets of a workbook, or the table of a text; `entities` are decoded (`o&#039;neil@`) before it is split."""
    allow_long_cells()
    file = unpacked(content, name)
    if not is_workbook(file.content, file.name):
        return [_of_text(file, known, None, entities=entities)]
    sheets = Workbook(file.content, file.name).every_sheet()
    return [_of_sheet(sheet, file, known, entities=entities) for sheet in sheets]


def _of_text(file: Unpacked, known: frozenset[str], encoding: str | None, *, entities: bool = False) -> TextTable:
    text, found = decode(file.content, file.name, encoding)
    # Before the dialect: the semicolon in `o&#039;neil@` is not a separator.
    text = html.unescape(text) if entities and "&" in text else text
    delimiter, text = find_delimiter(text, known)
    text, escaped = without_escapes(text, delimiter)
    notes = (*file.notes, NOTE) if escaped else file.notes
    lines, source = io.StringIO(text, newline="").readlines(), file.content if file.is_packed else None
    return TextTable(file.name, lines, delimiter, found, notes, source=source)


def _of_sheet(sheet: Sheet, file: Unpacked, known: frozenset[str], *, entities: bool = False) -> TextTable:
    name = f"{file.name}, sheet {sheet.name[:60]!r}"
    notes = (*file.notes, *sheet.notes())
    elsewhere = "; --sheet NAME reads another sheet" if sheet.others else ""
    rows = [[html.unescape(cell) for cell in row] for row in sheet.rows] if entities else sheet.rows
    if all(not any(row[1:]) for row in rows):
        # A CSV that was pasted into one column: its lines are still to be split.
        text = "".join(f"{row[0] if row else ''}\n" for row in rows)
        delimiter, text = find_delimiter(text, known)
        lines = io.StringIO(text, newline="").readlines()
    else:
        lines, delimiter = list(_csv_lines(rows)), ","
    source = "".join(" ".join(line.splitlines()) + "\n" for line in lines).encode("utf-8", "surrogatepass")
    return TextTable(name, lines, delimiter, _UTF8, notes, elsewhere, source)


def _csv_lines(rows: Iterable[list[str]]) -> Iterable[str]:
    """One a row, also where a cell has line breaks in it: so a line's number is its row's."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\n")
    for row in rows:
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
