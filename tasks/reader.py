"""From the bytes of a CSV file to customers and rejects. Pure: no I/O, no clock.

A row that cannot be used never stops the file. A quote that is opened and never closed costs its own line, not the
rest of the file: reading goes on at the next line.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from pydantic import ValidationError

from schemas.customer import COLUMNS, REQUIRED_COLUMNS, Customer
from schemas.errors import BadInputError

_DATES = ("churn_date", "signup_date", "last_login_date")
_SNIFF = 4096


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was not accepted. `line` is where it starts, the header being line 1."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Intake:
    """What a file holds; accepted + rejected = rows read."""

    customers: list[Customer] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return len(self.customers) + len(self.rejects)


def read_customers(content: bytes, name: str, today: date) -> Intake:
    """Raises `BadInputError` where the file as a whole cannot be used; `name` is for its message."""
    if not content.strip():
        raise BadInputError(f"{name} is empty")
    if b"\0" in content[:_SNIFF]:
        raise BadInputError(f"{name} is not a UTF-8 text file")
    text = content.decode("utf-8-sig", errors="surrogateescape")
    records = _records(io.StringIO(text, newline="").readlines())
    header = _header(records, name)
    intake = Intake()
    seen: dict[str, int] = {}
    for line, cells, problem in records:
        accepted = _row(line, cells, problem, header, today)
        if isinstance(accepted, Customer) and accepted.customer_id in seen:
            first = seen[accepted.customer_id]
            accepted = Reject(line, "customer_id", accepted.customer_id, f"already in line {first}")
        if isinstance(accepted, Reject):
            intake.rejects.append(accepted)
        else:
            seen[accepted.customer_id] = line
            intake.customers.append(accepted)
    if not intake.rows_read:
        raise BadInputError(f"{name} has a header and no rows")
    return intake


class _Lines:
    """Physical lines with a position that can be moved back."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.position = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.position >= len(self._lines):
            raise StopIteration
        line = self._lines[self.position]
        self.position += 1
        return line


def _records(physical: list[str]) -> Iterator[tuple[int, list[str], str | None]]:
    """(line, cells, what is wrong with it); a broken record is one line long, whatever its quotes say."""
    lines = _Lines(physical)
    reader = csv.reader(lines, strict=True)
    while True:
        start = lines.position
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.position = start + 1
            reader = csv.reader(lines, strict=True)
            yield start + 1, [physical[start].rstrip("\r\n")], f"is not a CSV row: {error}"
            continue
        if any(cell.strip() for cell in cells):
            yield start + 1, cells, None


def _header(records: Iterator[tuple[int, list[str], str | None]], name: str) -> list[str]:
    _, cells, problem = next(records, (1, [], "is empty"))
    if problem:
        raise BadInputError(f"{name}: the header {problem}")
    header = [cell.strip().lower() or f"column_{number}" for number, cell in enumerate(cells, start=1)]
    for column in REQUIRED_COLUMNS:
        if column not in header:
            near = get_close_matches(column, header, n=1, cutoff=0.5)
            hint = f"; the nearest header is {near[0][:60]!r}" if near else ""
            raise BadInputError(f"{name} has no column {column!r}{hint}")
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise BadInputError(f"{name} has the column {twice[0][:60]!r} twice")
    return header


def _row(line: int, cells: list[str], problem: str | None, header: list[str], today: date) -> Customer | Reject:
    if problem:
        return Reject(line, "", cells[0], problem)
    if len(cells) != len(header):
        return Reject(line, "", ",".join(cells), f"has {len(cells)} cells, the header has {len(header)}")
    row = dict(zip(header, cells, strict=True))
    for column, value in row.items():
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            return Reject(line, column, value, "is not UTF-8")
    known = {column: row[column] for column in COLUMNS if row.get(column, "") != "" or column in REQUIRED_COLUMNS}
    context = {column: value for column, value in row.items() if column not in COLUMNS}
    try:
        customer = Customer(**known, context=context)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        column = str(first["loc"][0])
        return Reject(line, column, row.get(column, ""), _reason(column, first["type"], first["msg"]))
    for column in _DATES:
        day = getattr(customer, column)
        if day is not None and day > today:
            return Reject(line, column, row[column], "is in the future")
    return customer


_REASONS = {
    "string_too_short": "is empty",
    "greater_than": "must be more than 0",
    "literal_error": "is not one of starter, growth, enterprise",
    "finite_number": "is not a plain number",
}
_PATTERNS = {
    "email": "is not an email address",
    "currency": "is not a currency code like USD",
    "company_name": "is empty",
}


def _reason(column: str, kind: str, message: str) -> str:
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(column, message)
    if kind in _REASONS:
        return _REASONS[kind]
    return message.removeprefix("Value error, ")
