"""A file's records as a table: its header, what is joined to it, and the rows with as many cells as the header."""

from itertools import islice

import pandas as pd

from schemas.errors import BadInputError
from schemas.reading import Mapping, Reject
from tasks.files.reader.asides import Record, footer_length, is_aside
from tasks.files.reader.headers import KNOWN, Layout
from tasks.files.reader.join import Join, Other
from tasks.files.reader.last_column import LastColumn
from tasks.files.reader.lines import TextTable
from tasks.files.reader.records import CsvRecords
from tasks.files.reader.spelling import joined

_TITLES = 10


def read_records(
    text: TextTable, mapping: Mapping, other: Other | None
) -> tuple[list[str], list[Record], tuple[str, ...]]:
    """The header, the records without those after the table, and what is to be said of a join."""
    records = CsvRecords(text.lines, text.delimiter)
    header = _header(records, text.name)
    records.width = len(header)
    records.least = max(position + 1 for position, cell in enumerate(header) if cell.strip())
    found = list(records)
    found = found[: len(found) - footer_length(found, len(header), text.lines)]
    if other is None:
        if mapping.join_on is not None:
            raise BadInputError(f"{text.name}: join_on names a column of two files; say the other one with --join FILE")
        return header, found, ()
    join = Join(header, text.name, other, mapping.join_on)
    whole = (record for record in found if record[2] or not is_aside(record[1], header, None))
    records_of_both = list(join.records(whole))
    return join.header, records_of_both, tuple(join.doubts())


def _header(records: CsvRecords, name: str) -> list[str]:
    """The first record or, after a report's titles, the first one that names a column."""
    problem: str | None = "is empty"
    first: list[str] | None = None
    for _, cells, wrong in islice(records, _TITLES):
        problem = wrong if first is None else problem
        if wrong:
            break
        first = first or cells
        if sum(joined(cell) in KNOWN for cell in cells) > 1:
            first = cells
            break
        if sum(bool(cell.strip()) for cell in cells) > 1:
            is_title = sum(bool(cell.strip()) for cell in first) == 1 and not any(
                joined(cell) in KNOWN for cell in first
            )
            first = cells if is_title else first
            break
    if first is None:
        raise BadInputError(f"{name}: the header {problem}")
    if any(undecodable(cell) for cell in first):
        raise BadInputError(f"{name}: the header is not UTF-8")
    return first


def as_table(
    records: list[Record], layout: Layout, mapping: Mapping, last: LastColumn
) -> tuple[pd.DataFrame, dict[int, str], list[Reject]]:
    """The rows with as many cells as the header, every row's customer id by line, and the other rows."""
    lines: list[int] = []
    rows: list[list[str]] = []
    ids: dict[int, str] = {}
    rejects: list[Reject] = []
    key = layout.columns.get("customer_id")
    for line, found, problem in records:
        cells = last.whole(line, found) if problem is None and len(found) > len(layout.header) else found
        whole = problem is None and len(cells) == len(layout.header)
        if whole and is_aside(cells, layout.header, layout.columns.get("email")):
            continue
        ids[line] = (cells[key].strip() if key is not None else mapping.values["customer_id"]) if whole else ""
        reject = _unusable(line, cells, problem, layout)
        if reject is not None:
            rejects.append(reject)
        else:
            lines.append(line)
            rows.append(cells)
    frame = pd.DataFrame(rows, index=lines, columns=range(len(layout.header)), dtype=object)
    return frame, ids, rejects


def _unusable(line: int, cells: list[str], problem: str | None, layout: Layout) -> Reject | None:
    if problem:
        return Reject(line, "", ",".join(cells), problem)
    if len(cells) != len(layout.header):
        return Reject(line, "", ",".join(cells), f"has {len(cells)} cells, the header has {len(layout.header)}")
    for position, value in enumerate(cells):
        if "\0" in value or undecodable(value):
            reason = "holds a NUL character" if "\0" in value else "is not UTF-8"
            column = layout.header[position].strip().lower() or f"column_{position + 1}"
            return Reject(line, column, value.replace("\0", "\\0"), reason)
    return None


def undecodable(text: str) -> bool:
    """Whether a text contains bytes that could not be decoded."""
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)
