"""A whole file, or the rows of one that a person mended.

lines (what it came in, encoding, dialect) → records → joined → headers → rows (money, dates, words).
A row that cannot be used never stops the file.
"""

import csv
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.reading import Mapping, Reject
from tasks.files.reader.asides import Record
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.ends import with_first_end
from tasks.files.reader.first_names import first_names
from tasks.files.reader.headers import KNOWN, Layout, find_header, lay_out, nearest
from tasks.files.reader.join import Other
from tasks.files.reader.last_column import LastColumn
from tasks.files.reader.lines import TextTable, read_lines
from tasks.files.reader.mended import Mended, compare
from tasks.files.reader.note_reasons import reasons_from_notes, with_notes
from tasks.files.reader.plans import with_named_plan
from tasks.files.reader.reasons import with_one_reason
from tasks.files.reader.rows import Meaning, find_meaning, read_rows
from tasks.files.reader.siblings import with_siblings
from tasks.files.reader.table import as_table, read_records
from tasks.files.reader.voices import own_words, voices
from tasks.files.reader.who_left import Leavers, who_left


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
    source: bytes | None = None  # what was read, as text, where the file itself is none
    header: list[str] = field(default_factory=list)  # of the file, and of what was joined to it
    lines: list[int] = field(default_factory=list)  # of each customer

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return len(self.customers) + len(self.rejects) + self.skipped


_NO_MAPPING = Mapping()


def read_customers(
    content: bytes, name: str, today: date, mapping: Mapping = _NO_MAPPING, other: Other | None = None
) -> Intake:
    """Read a whole file, joined with another one if there is one.

    Raises `BadInputError` if it cannot be used at all; `name` appears in the message.
    """
    text = read_lines(content, name, KNOWN, mapping.encoding, mapping.sheet)
    try:
        return _read(text, today, mapping, other)
    except BadInputError as error:
        raise BadInputError(f"{error}{text.elsewhere}") from None


def read_mended(content: bytes, name: str, stored: bytes, today: date, mapping: Mapping) -> tuple[Intake, Mended]:
    """Read the rows that a person mended in `rejects.csv`, whose content is `stored`, as their upload was read.

    Raises `BadInputError` if it is another table, or if a column can be read in two ways.
    """
    mended = compare(content, name, stored)
    alone = mapping.model_copy(update={"join_on": None, "sheet": None, "encoding": None})
    records: list[Record] = [(line, cells, None) for line, cells in sorted(mended.rows.items())]
    intake = Intake(header=mended.header)
    return (_customers(intake, records, name, today, alone) if records else intake), mended


def _read(text: TextTable, today: date, mapping: Mapping, other: Other | None) -> Intake:
    header, found, joining = read_records(text, mapping, other)
    intake = Intake(encoding=text.encoding, delimiter=text.delimiter, source=text.source, header=header)
    _customers(intake, found, text.name, today, mapping)
    intake.doubts = (*text.notes, *joining, *intake.doubts)
    return intake


def _customers(intake: Intake, found: list[Record], name: str, today: date, mapping: Mapping) -> Intake:
    """Fill the intake with what its records are."""
    header, delimiter, doubts = intake.header, intake.delimiter, Doubts()
    layout = with_named_plan(lay_out(header, mapping, name), mapping, found, name)
    frame, ids, intake.rejects = as_table(found, layout, mapping, LastColumn(layout, mapping, delimiter, doubts))
    if not intake.rejects and frame.empty:
        raise BadInputError(f"{name} has a header and no rows")
    left = _who_left(frame, layout, mapping, name)
    spoken = voices(left.frame, layout, mapping.voices, name)
    rows, frame = frame, with_first_end(with_one_reason(left.frame, layout), layout, mapping.columns)
    noted = reasons_from_notes(frame, layout)
    frame = with_notes(frame, layout, noted)
    intake.skipped = len(ids) - len(intake.rejects) - len(frame)
    meaning = find_meaning(frame, layout, mapping, name, delimiter, today, doubts)
    of_line = {
        "own_words": {**dict(own_words(left.frame, layout, spoken)), **dict.fromkeys(noted, "")},
        "first_name": dict(first_names(left.frame, layout)),
    }
    _fill(intake, frame, layout, mapping, meaning, ids, today, of_line)
    _give_rows(intake, found)
    intake.customers = with_siblings(intake.customers, rows, left.frame, layout)
    found_voices = {layout.header[position]: voice for position, voice in spoken.items()}
    intake.mapping = _effective(layout, mapping, meaning, left.only, intake.encoding).model_copy(
        update={"voices": found_voices}
    )
    intake.doubts = (*left.notes, *doubts.lines())
    return intake


def _give_rows(intake: Intake, found: list[Record]) -> None:
    """Each reject with its cells, so that a person can mend them; of a row that is none, as far as it can be parted."""
    lines = {reject.line for reject in intake.rejects}
    cells = {
        line: next(csv.reader([cells[0]], delimiter=intake.delimiter), []) if problem and len(cells) == 1 else cells
        for line, cells, problem in found
        if line in lines
    }
    intake.rejects = [replace(reject, row=tuple(cells.get(reject.line, ()))) for reject in intake.rejects]


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
    of_line: dict[str, dict[int, str]],
) -> None:
    found: list[tuple[int, Customer]] = []
    for line, outcome in read_rows(frame, layout, mapping, meaning, today):
        if isinstance(outcome, Reject):
            intake.rejects.append(outcome)
        else:
            more = {field: said[line] for field, said in of_line.items() if line in said}
            found.append((line, outcome.model_copy(update=more) if more else outcome))
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
    intake.lines = [found[index][0] for index in sorted(kept.index)]
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
            intake.lines.append(line)
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
