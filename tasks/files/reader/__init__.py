"""From the bytes of a customer export to customers and rejects. Pure: no I/O, no clock.

encoding → dialect → records → headers → rows (money, dates, words). A row that cannot be used never stops the file.
"""

import io
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

import pandas as pd

from schemas.errors import BadInputError
from schemas.reading import Mapping, Reject
from schemas.winback.customer import Customer
from tasks.files.long_cells import allow_long_cells
from tasks.files.reader.asides import Record, footer_length, is_aside
from tasks.files.reader.dialect import find_delimiter
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.encoding import decode
from tasks.files.reader.headers import KNOWN, Layout, find_header, lay_out, nearest
from tasks.files.reader.last_column import LastColumn
from tasks.files.reader.reasons import with_one_reason
from tasks.files.reader.records import CsvRecords
from tasks.files.reader.rows import Meaning, find_meaning, read_rows
from tasks.files.reader.siblings import with_siblings
from tasks.files.reader.spelling import joined
from tasks.files.reader.who_left import Leavers, who_left

__all__ = ["Intake", "Reject", "read_customers"]
_TITLES = 10


@dataclass(slots=True)
class Intake:
    """The content of a file; customers + rejects + skipped = rows read."""

    customers: list[Customer] = field(default_factory=list)  # in the order of the file
    rejects: list[Reject] = field(default_factory=list)  # rows that were not accepted
    skipped: int = 0  # rows of customers who have not left, or an older event of one
    mapping: Mapping = field(default_factory=Mapping)  # how the file was read, as `--mapping` takes it
    encoding: str = "utf-8"  # in which it was read
    delimiter: str = ","  # between its fields
    doubts: tuple[str, ...] = ()  # what could not be read of rows that were accepted, a sentence each

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return len(self.customers) + len(self.rejects) + self.skipped


_NO_MAPPING = Mapping()


def read_customers(content: bytes, name: str, today: date, mapping: Mapping = _NO_MAPPING) -> Intake:
    """Read a whole file. Raises `BadInputError` if it cannot be used at all; `name` appears in the message."""
    allow_long_cells()
    text, encoding = decode(content, name, mapping.encoding)
    delimiter, text = find_delimiter(text, KNOWN)
    lines = io.StringIO(text, newline="").readlines()
    records = CsvRecords(lines, delimiter)
    layout = lay_out(_header(records, name), mapping, name)
    records.width = len(layout.header)
    records.least = max(position + 1 for position, cell in enumerate(layout.header) if cell.strip())
    intake = Intake(encoding=encoding, delimiter=delimiter)
    doubts = Doubts()
    found = list(records)
    found = found[: len(found) - footer_length(found, len(layout.header), lines)]
    frame, ids = _table(found, layout, mapping, intake, LastColumn(layout, mapping, delimiter, doubts))
    if not intake.rejects and frame.empty:
        raise BadInputError(f"{name} has a header and no rows")
    left = _who_left(frame, layout, mapping, name)
    rows, frame = frame, with_one_reason(left.frame, layout)
    intake.skipped = len(ids) - len(intake.rejects) - len(frame)
    meaning = find_meaning(frame, layout, mapping, name, delimiter, today, doubts)
    _fill(intake, frame, layout, mapping, meaning, ids, today)
    intake.customers = with_siblings(intake.customers, rows, left.frame, layout)
    intake.mapping = _effective(layout, mapping, meaning, left.only, intake.encoding)
    intake.doubts = (*left.notes, *doubts.lines())
    return intake


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
            break
    if first is None:
        raise BadInputError(f"{name}: the header {problem}")
    if any(undecodable(cell) for cell in first):
        raise BadInputError(f"{name}: the header is not UTF-8")
    return first


def _table(
    records: list[Record], layout: Layout, mapping: Mapping, intake: Intake, last: LastColumn
) -> tuple[pd.DataFrame, dict[int, str]]:
    """The rows with as many cells as the header, and every row's customer id by line."""
    lines: list[int] = []
    rows: list[list[str]] = []
    ids: dict[int, str] = {}
    key = layout.columns.get("customer_id")
    for line, found, problem in records:
        cells = last.whole(line, found) if problem is None and len(found) > len(layout.header) else found
        whole = problem is None and len(cells) == len(layout.header)
        if whole and is_aside(cells, layout.header, layout.columns.get("email")):
            continue
        ids[line] = (cells[key].strip() if key is not None else mapping.values["customer_id"]) if whole else ""
        reject = _unusable(line, cells, problem, layout)
        if reject is not None:
            intake.rejects.append(reject)
        else:
            lines.append(line)
            rows.append(cells)
    frame = pd.DataFrame(rows, index=lines, columns=range(len(layout.header)), dtype=object)
    return frame, ids


def _unusable(line: int, cells: list[str], problem: str | None, layout: Layout) -> Reject | None:
    if problem:
        return Reject(line, "", cells[0], problem)
    if len(cells) != len(layout.header):
        return Reject(line, "", ",".join(cells), f"has {len(cells)} cells, the header has {len(layout.header)}")
    for position, value in enumerate(cells):
        if "\0" in value or undecodable(value):
            reason = "holds a NUL character" if "\0" in value else "is not UTF-8"
            column = layout.header[position].strip().lower() or f"column_{position + 1}"
            return Reject(line, column, value.replace("\0", "\\0"), reason)
    return None


def _who_left(frame: pd.DataFrame, layout: Layout, mapping: Mapping, name: str) -> Leavers:
    """The rows that count, by the mapping's `only` or else by the columns that say who left."""
    rows = len(frame)
    for theirs, wanted in mapping.only.items():
        position = find_header(layout.header, theirs)
        if position is None:
            raise BadInputError(f"{name} has no column {theirs[:60]!r} of `only`{nearest(theirs, layout.header)}")
        frame = frame[frame[position].map(lambda cell, wanted=wanted: cell.strip().casefold() == wanted.casefold())]
    found = Leavers(frame, dict(mapping.only)) if mapping.only else who_left(frame, layout)
    if rows and found.frame.empty:
        why = "; ".join(("", *found.notes))
        raise BadInputError(f"{name}: none of its {rows} rows is a customer who left{why}")
    return found


def _fill(
    intake: Intake,
    frame: pd.DataFrame,
    layout: Layout,
    mapping: Mapping,
    meaning: Meaning,
    ids: dict[int, str],
    today: date,
) -> None:
    found: list[tuple[int, Customer]] = []
    for line, outcome in read_rows(frame, layout, mapping, meaning, today):
        if isinstance(outcome, Reject):
            intake.rejects.append(outcome)
        else:
            found.append((line, outcome))
    if mapping.keep is not None:
        _keep(intake, found, mapping.keep)
    else:
        _first_rows(intake, found, ids, layout)
    intake.rejects.sort(key=lambda reject: reject.line)


def _keep(intake: Intake, found: list[tuple[int, Customer]], which: str) -> None:
    """The first or last row by date of each customer; on the same day, by position in the file."""
    events = pd.DataFrame(
        {"id": [customer.customer_id for _, customer in found], "day": [customer.churn_date for _, customer in found]}
    )
    kept = events.sort_values("day", kind="stable").drop_duplicates("id", keep="first" if which == "first" else "last")
    intake.customers = [found[index][1] for index in sorted(kept.index)]
    intake.skipped += len(found) - len(kept)


def _first_rows(intake: Intake, found: list[tuple[int, Customer]], ids: dict[int, str], layout: Layout) -> None:
    """The first row of each id, even if it was rejected; later ones are rejects."""
    first: dict[str, int] = {}
    for line, identifier in ids.items():
        if identifier:
            first.setdefault(identifier, line)
    column = layout.header[layout.columns["customer_id"]].strip() if "customer_id" in layout.columns else "customer_id"
    for line, customer in found:
        at = first.setdefault(customer.customer_id, line)
        if at == line:
            intake.customers.append(customer)
        else:
            shown = "customer_id" if column.lower() == "customer_id" else column
            intake.rejects.append(Reject(line, shown, customer.customer_id, f"already in line {at}"))


def _effective(layout: Layout, mapping: Mapping, meaning: Meaning, only: dict[str, str], encoding: str) -> Mapping:
    """Everything that was given or found, as a mapping."""
    columns = {ours: layout.header[position] for ours, position in layout.columns.items() if ours not in mapping.values}
    order = next(iter(meaning.orders)) if len(meaning.orders) == 1 else None
    default = meaning.amounts.default
    return mapping.model_copy(
        update={
            "columns": columns | dict.fromkeys(layout.absent),
            "only": only,
            "encoding": mapping.encoding or (None if encoding.startswith("utf-") else encoding),
            "date_order": mapping.date_order or order,
            "currency": mapping.currency or (default.code if default is not None and default.sure else None),
        }
    )


def undecodable(text: str) -> bool:
    """Whether a text contains bytes that could not be decoded."""
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)
