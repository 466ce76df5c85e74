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
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


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
    if b"\0" in content.split(b"\n", 1)[0] or content.startswith(_UTF16):
        raise BadInputError(f"{name} is not a UTF-8 text file")
    text = content.decode("utf-8-sig", errors="surrogateescape")
    records = _Records(io.StringIO(text, newline="").readlines())
    header = _header(records, name)
    records.width = len(header)
    intake = Intake()
    key = header.index("customer_id")
    seen: dict[str, int] = {}
    for line, cells, problem in records:
        accepted = _row(line, cells, problem, header, today)
        identifier = cells[key].strip() if problem is None and len(cells) == len(header) else ""
        if isinstance(accepted, Customer) and identifier in seen:
            accepted = Reject(line, "customer_id", identifier, f"already in line {seen[identifier]}")
        if isinstance(accepted, Reject):
            intake.rejects.append(accepted)
        else:
            intake.customers.append(accepted)
        if identifier:
            seen.setdefault(identifier, line)
    if not intake.rows_read:
        raise BadInputError(f"{name} has a header and no rows")
    return intake


class _Records:
    """(line, cells, what is wrong with it) per record; a broken one is one line long, whatever its quotes say.

    A record over several lines that has not `width` cells is one that an open quote made: it is broken, too.
    """

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._position = 0
        self._reader = csv.reader(self._physical(), strict=True)
        self.width: int | None = None

    def __iter__(self) -> "_Records":
        return self

    def __next__(self) -> tuple[int, list[str], str | None]:
        while True:
            start = self._position
            try:
                cells = next(self._reader)
            except csv.Error as error:
                return self._broken(start, f"is not a CSV row: {error}")
            if self.width not in (None, len(cells)) and self._position > start + 1:
                return self._broken(start, "is not a CSV row: a quote is open")
            if any(cell.strip() for cell in cells):  # else a blank line, as spreadsheets leave them
                return start + 1, cells, None

    def _broken(self, start: int, problem: str) -> tuple[int, list[str], str]:
        self._position = start + 1
        self._reader = csv.reader(self._physical(), strict=True)
        return start + 1, [self._lines[start].rstrip("\r\n")], problem

    def _physical(self) -> Iterator[str]:
        while self._position < len(self._lines):
            self._position += 1
            yield self._lines[self._position - 1]


def _header(records: _Records, name: str) -> list[str]:
    _, cells, problem = next(records, (1, [], "is empty"))
    if problem:
        raise BadInputError(f"{name}: the header {problem}")
    if any(_undecodable(cell) for cell in cells):
        raise BadInputError(f"{name}: the header is not UTF-8")
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
        if _undecodable(value) or "\0" in value:
            reason = "holds a NUL character" if "\0" in value else "is not UTF-8"
            return Reject(line, column, value.replace("\0", "\\0"), reason)
    known = {column: row[column] for column in COLUMNS if row.get(column, "").strip() or column in REQUIRED_COLUMNS}
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


def _undecodable(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text)


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
