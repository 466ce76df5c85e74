"""The source file without one person: every other row stays as it was, in its encoding and with its delimiter."""

import io
from collections.abc import Iterator

from schemas.reading import Mapping
from tasks.files.reader.addresses import address_in
from tasks.files.reader.dialect import find_delimiter
from tasks.files.reader.encoding import decode_any
from tasks.files.reader.headers import KNOWN
from tasks.files.reader.records import CsvRecords
from tasks.files.reader.spelling import joined
from tasks.privacy.mentions import mentions, without_address
from tasks.privacy.person import Person

_HEADER_WITHIN = 6  # rows: a title or a blank row may stand before the header


def without_person(content: bytes, person: Person, mapping: Mapping) -> bytes:
    """The file without the rows of this person, and without the address in rows of others.

    A row is the person's if its address column says so or, if that column is not known, if any cell consists of the
    address alone.
    """
    text, encoding = decode_any(content)
    if not mentions(text, person.address):
        return content
    delimiter, _ = find_delimiter(text, KNOWN)
    rows = list(_rows(text, delimiter))
    column = _address_column([cells for _, cells in rows[:_HEADER_WITHIN]], mapping)
    kept = [without_address(row, person.address) for row, cells in rows if not _is_own(cells, column, person)]
    return "".join(kept).encode(encoding, errors="surrogatepass")


def _address_column(heads: list[list[str]], mapping: Mapping) -> int | None:
    named = mapping.columns.get("email")
    wanted = {joined(named)} if named else {"email", "emailaddress"}
    for cells in heads:
        found = next((number for number, cell in enumerate(cells) if joined(cell) in wanted), None)
        if found is not None:
            return found
    return None


def _is_own(cells: list[str], column: int | None, person: Person) -> bool:
    if column is not None and column < len(cells):
        # If a cell has several addresses, the reader takes the first: the row is that person's.
        return person.has(address_in(cells[column]) or "")
    return any(person.has(cell) for cell in cells)


def _rows(text: str, delimiter: str) -> Iterator[tuple[str, list[str]]]:
    """Each row as it stands and its cells, as the reader parts them: a quote that is never closed costs one line."""
    lines = list(io.StringIO(text, newline=""))
    records = CsvRecords(lines, delimiter)
    before, cells_before = 0, list[str]()
    for line, cells, _ in records:
        if line > 1:
            yield "".join(lines[before : line - 1]), cells_before
        else:
            records.width = len(cells)
        before, cells_before = line - 1, cells
    yield "".join(lines[before:]), cells_before
