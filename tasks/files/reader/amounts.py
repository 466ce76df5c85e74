"""Columns of money: amounts in one currency, decided per column, then row by row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from schemas.errors import BadInputError
from schemas.reading import Mapping as Given
from tasks.files.reader.billing import Billing, find_billing
from tasks.files.reader.currencies import (
    COMMA_DECIMAL,
    MINOR_UNITS,
    POINT_DECIMAL,
    THREE_DECIMALS,
    Currency,
    currency_code,
    is_open,
)
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.headers import Layout
from tasks.files.reader.money import Mark, WrittenAmount, read_amount
from tasks.files.reader.periods import ONCE
from tasks.files.reader.units import HeaderUnits, units_of
from tasks.files.reader.words import is_nothing

MONEY = ("mrr", "total_spent")
_NO_UNITS = HeaderUnits(None, None, None)
_DIVIDED = "divided by the months that {!r} says; `amounts_for: month` in a --mapping file leaves it whole"
_CENTS = 0.01
_MARKS: tuple[Mark, Mark] = (".", ",")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of money: its cells, what its header says, and what point and comma mean in ambiguous numbers."""

    cells: Mapping[str, WrittenAmount]
    units: HeaderUnits = _NO_UNITS
    point: Mark = "."
    comma: Mark = "."

    def amounts(self) -> dict[str, float]:
        """Cell to whole units of a currency, for the period that the header or the cell says."""
        return {cell: self._amount(written) for cell, written in self.cells.items()}

    def _amount(self, written: WrittenAmount) -> float:
        number = written.value(self.comma if "," in written.number else self.point)
        return number * (self.units.scale or 1.0) if written.scale is None else number


@dataclass(frozen=True, slots=True)
class Amounts:
    """A file's columns of money, and what says for which period and in which currency they are."""

    columns: Mapping[str, Column]
    values: Mapping[str, Mapping[str, float]]  # by column and cell
    billing: Billing
    currencies: Mapping[str, str | None] = field(default_factory=dict)
    default: Currency | None = None

    def of(self, line: int, row: Mapping[str, str], cells: list[str], doubts: Doubts) -> dict[str, object]:
        """`mrr`, `total_spent` and `currency` of a row, as far as they are known.

        A cell of `mrr` that is not an amount stays as it is, so that it can be shown.
        """
        known: dict[str, object] = {}
        found: Currency | None = None
        for ours, column in self.columns.items():
            written = column.cells.get(row[ours])
            if written is None:
                known |= _unread(ours, row[ours], line, doubts)
            elif (amount := self._amount(ours, row[ours], line, cells, doubts)) is not None:
                known[ours] = amount
                found = found or written.currency
        currency = self._currency(row, found)
        if currency is None:
            doubts.add(line, "currency", "no currency, so the amounts are not known")
            return {}
        return self._in_minor_units(known, row, currency) | {"currency": currency}

    def _in_minor_units(self, known: dict[str, object], row: Mapping[str, str], currency: str) -> dict[str, object]:
        """The amounts under a header of cents, in a currency that has none, or a thousand of them."""
        worth = MINOR_UNITS.get(currency)
        if worth is None:
            return known
        for ours, column in self.columns.items():
            amount, written = known.get(ours), column.cells.get(row[ours])
            if isinstance(amount, float) and written and written.scale is None and column.units.scale == _CENTS:
                known[ours] = round(amount * worth / _CENTS, 3)
        return known

    def _amount(self, ours: str, cell: str, line: int, cells: list[str], doubts: Doubts) -> float | None:
        column, amount = self.columns[ours], self.values[ours][cell]
        written = column.cells[cell]
        if ours == "total_spent":
            if amount < 0:
                doubts.add(line, ours, "not known, it is below 0")
            return amount if amount >= 0 else None
        stated = written.months or column.units.months
        months = stated or self.billing.months(cells)
        if months is None or months == ONCE:
            doubts.add(line, ours, "not known, nothing says how often it is paid")
            return None
        if not stated and months != 1 and self.billing.header:
            doubts.add(line, ours, _DIVIDED.format(self.billing.header))
        return amount if (months, written.scale, column.units.scale) == (1.0, None, None) else round(amount / months, 2)

    def _currency(self, row: Mapping[str, str], found: Currency | None) -> str | None:
        """A row's currency. What names exactly one counts before what names several: code, column, header, a `$`."""
        if found is not None and found.sure:
            return found.code
        cell = row.get("currency", "")
        if not is_nothing(cell):
            return self.currencies.get(cell)
        default = self.default if self.default is not None and (self.default.sure or found is None) else found
        return default.code if default is not None else "USD"


def find_amounts(frame: pd.DataFrame, layout: Layout, given: Given, name: str, delimiter: str) -> Amounts:
    """Read a file's columns of money. Raises `BadInputError` if nothing decides what an amount means."""
    cells = {ours: _cells(frame, layout, given, ours) for ours in (*MONEY, "currency")}
    currencies = {cell: currency_code(cell) for cell in cells["currency"] if not is_nothing(cell)}
    units = {ours: _units(layout, ours) for ours in MONEY}
    default = Currency(given.currency) if given.currency else units["mrr"].currency
    if units["mrr"].currency is not None and units["mrr"].currency.sure:
        default = units["mrr"].currency
    read = {
        ours: {cell: written for cell in cells[ours] if (written := read_amount(cell)) is not None}
        for ours in MONEY
        if cells[ours]
    }
    known = {code for code in currencies.values() if code} or ({default.code} if default and default.sure else set())
    _ask_currency(read.values(), known, default, name)
    marks = _Decimals(read, known, delimiter, given.decimal)
    columns = {
        ours: Column(written, units[ours], *(marks.decimal(mark, ours, name, _shown(layout, ours)) for mark in _MARKS))
        for ours, written in read.items()
    }
    values = {ours: column.amounts() for ours, column in columns.items()}
    return Amounts(columns, values, find_billing(frame, layout, given.amounts_for), currencies, default)


def _cells(frame: pd.DataFrame, layout: Layout, given: Given, ours: str) -> list[str]:
    if ours in given.values:
        return [given.values[ours]]
    return list(frame[layout.columns[ours]].unique()) if ours in layout.columns else []


def _units(layout: Layout, ours: str) -> HeaderUnits:
    return units_of(layout.header[layout.columns[ours]]) if ours in layout.columns else _NO_UNITS


def _shown(layout: Layout, ours: str) -> str:
    return layout.header[layout.columns[ours]].strip()[:60] if ours in layout.columns else ours


def _unread(ours: str, cell: str, line: int, doubts: Doubts) -> dict[str, object]:
    if ours == "mrr" and not is_nothing(cell):
        return {ours: cell}
    if ours == "mrr":
        doubts.add(line, ours, "not known, the cell is empty")
    elif not is_nothing(cell):
        doubts.add(line, ours, "not known, it cannot be read")
    return {}


def _ask_currency(
    columns: Iterable[Mapping[str, WrittenAmount]], known: set[str], default: Currency | None, name: str
) -> None:
    """Ask which currency is meant: `kr` is the sign of three, none of them the usual one."""
    signs = [default, *(written.currency for cells in columns for written in cells.values())]
    if not known and any(is_open(sign) for sign in signs):
        raise BadInputError(f"{name}: kr can be SEK, NOK or DKK; say which with `currency` in a --mapping file")


class _Decimals:
    """What point and comma mean in numbers that can be read in two ways."""

    def __init__(
        self, read: Mapping[str, Mapping[str, WrittenAmount]], known: set[str], delimiter: str, given: Mark | None
    ) -> None:
        self._read = read
        self._known = known
        self._delimiter = delimiter
        self._given = given
        self._own = {ours: {written.decides for written in cells.values()} - {None} for ours, cells in read.items()}

    def decimal(self, mark: Mark, ours: str, name: str, header: str) -> Mark:
        """The decimal mark of numbers that have only this mark, before three digits.

        Raises `BadInputError` if `1.299` or `1,299` can be read in two ways and nothing decides.
        """
        open_cells = [written for written in self._read[ours].values() if written.is_open and written.mark == mark]
        if self._given is not None or not open_cells:
            return self._given or "."
        for votes in (self._own[ours], set().union(*self._own.values())):
            if len(votes) == 1:
                return "," if "," in votes else "."
            if votes:
                break
        else:
            # Only the mark that parts thousands where the currency is at home says something: who writes dollars
            # writes 1,299 for a thousand, and 1.299 for nothing that we could be sure of.
            other: Mark = "," if mark == "." else "."
            if self._votes(open_cells) == {other}:
                return other
            if mark == "." and (codes := self._codes(open_cells)) and codes <= THREE_DECIMALS:
                return mark
        shown = open_cells[0].number
        raise BadInputError(
            f"{name}: {shown} in {header!r} can be {shown.replace(mark, '')} or {shown.replace(mark, '.')}; say which "
            f"with `decimal: ','` or `decimal: '.'` in a --mapping file"
        )

    def _codes(self, open_cells: list[WrittenAmount]) -> set[str]:
        signs = [written.currency for written in open_cells if written.currency]
        return {sign.code for sign in signs if sign.sure} or self._known or {sign.code for sign in signs}

    def _votes(self, open_cells: list[WrittenAmount]) -> set[str | None]:
        """What currencies and the delimiter say."""
        codes = self._codes(open_cells)
        votes: set[str | None] = {","} if self._delimiter == ";" else set()
        if codes:
            votes |= {","} if codes & COMMA_DECIMAL else set()
            votes |= {"."} if codes & POINT_DECIMAL else set()
        return votes
