"""From the bytes of a file to a header and rows, as a customer file is read, for files that are no customer files."""

from dataclasses import dataclass, field

from schemas.errors import BadInputError
from schemas.outcomes import Unread
from tasks.files.reader.asides import footer_length, is_aside
from tasks.files.reader.headers import check_width
from tasks.files.reader.lines import read_lines
from tasks.files.reader.records import CsvRecords
from tasks.files.reader.spelling import joined

_TITLES, _SHOWN = 10, 60


@dataclass(slots=True)
class RowTable:
    """The rows of a file, each with as many cells as the header."""

    header: list[str]
    delimiter: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)  # with the line in which each begins
    unread: list[Unread] = field(default_factory=list)  # what is not a row of this table

    def column(self, position: int) -> list[str]:
        """The different cells of a column."""
        return list(dict.fromkeys(cells[position] for _, cells in self.rows))


def read_table(
    content: bytes, name: str, known: frozenset[str], encoding: str | None = None, sheet: str | None = None
) -> RowTable:
    """Read a whole file; `known` are the names of columns that tell a header. Raises `BadInputError`."""
    text = read_lines(content, name, known, encoding, sheet)
    lines, records = text.lines, CsvRecords(text.lines, text.delimiter)
    table = RowTable(_header(records, text.name + text.elsewhere, known), text.delimiter)
    check_width(table.header, text.name)
    width = records.width = len(table.header)
    records.least = max(place + 1 for place, cell in enumerate(table.header) if cell.strip())
    found = list(records)
    for line, cells, problem in found[: len(found) - footer_length(found, width, lines)]:
        wrong = problem or _wrong(cells, width)
        if wrong:
            table.unread.append(Unread(line=line, column="", value=shortened(",".join(cells)), reason=wrong))
        elif not is_aside(cells, table.header, None):
            table.rows.append((line, cells))
    return table


def shortened(text: str) -> str:
    """The beginning of a cell as it may be shown: what cannot be printed is escaped."""
    plain = " ".join(text[:_SHOWN].split()).encode("utf-8", "backslashreplace").decode()
    return plain if plain.isprintable() else plain.encode("unicode_escape").decode()


def _header(records: CsvRecords, name: str, known: frozenset[str]) -> list[str]:
    """The first record that names a column: report titles and blank rows may stand before it."""
    for number, (_, cells, problem) in enumerate(records):
        if problem or number == _TITLES:
            break
        if any(joined(cell) in known for cell in cells):
            return cells
    raise BadInputError(f"{name}: no header was found; its first row has to name columns, like customer_id or email")


def _wrong(cells: list[str], width: int) -> str | None:
    if len(cells) != width:
        return f"has {len(cells)} cells, the header has {width}"
    if any("\0" in cell for cell in cells):
        return "holds a NUL character"
    if any("\ud800" <= sign <= "\udfff" for cell in cells if not cell.isascii() for sign in cell):
        return "cannot be decoded"
    return None
