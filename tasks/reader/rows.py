"""From the rows of a table to customers and rejects: what a cell means is decided per column, then row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pydantic import ValidationError

from schemas.customer import Customer
from schemas.reading import DateOrder, Reject
from schemas.reading import Mapping as Given
from tasks.reader.dates import decide_orders, read_days
from tasks.reader.headers import Layout, normal
from tasks.reader.money import Amount, currency_code, currency_in, read_amounts
from tasks.reader.words import is_nothing, read_language, read_tiers

DATES = ("churn_date", "signup_date", "last_login_date")
MONEY = ("mrr", "total_spent")
_OPTIONAL = ("signup_date", "last_login_date", "total_spent", "language", "currency")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells of each of our columns mean, and the order of the days in them."""

    cells: Mapping[str, Mapping[str, Any]]
    orders: Mapping[str, DateOrder | None]
    currency: str | None


def find_meaning(frame: pd.DataFrame, layout: Layout, given: Given, name: str) -> Meaning:
    """Each different cell is read once, however many rows hold it."""
    cells = {ours: list(frame[position].unique()) for ours, position in layout.columns.items()}
    cells |= {ours: [value] for ours, value in given.values.items()}
    orders = decide_orders({ours: cells[ours] for ours in DATES if ours in cells}, given.date_order, name)
    meaning: dict[str, Mapping[str, Any]] = {ours: read_days(cells[ours], orders[ours]) for ours in orders}
    for ours in MONEY:
        if ours in cells:
            meaning[ours] = read_amounts(cells[ours], yearly=_is_yearly(layout, ours))
    if "subscription_tier" in cells:
        meaning["subscription_tier"] = read_tiers(cells["subscription_tier"], given.tiers)
    if "language" in cells:
        meaning["language"] = {cell: read_language(cell) for cell in cells["language"]}
    if "currency" in cells:
        meaning["currency"] = {cell: currency_code(cell) for cell in cells["currency"]}
    return Meaning(meaning, orders, _header_currency(layout) or given.currency)


def _is_yearly(layout: Layout, ours: str) -> bool:
    words = normal(layout.header[layout.columns[ours]]).split() if ours in layout.columns else []
    return ours == "mrr" and not {"arr", "annual", "annually", "yearly", "year", "acv"}.isdisjoint(words)


def _header_currency(layout: Layout) -> str | None:
    return currency_in(layout.header[layout.columns["mrr"]]) if "mrr" in layout.columns else None


def read_rows(
    frame: pd.DataFrame, layout: Layout, given: Given, meaning: Meaning, today: date
) -> Iterator[tuple[int, Customer | Reject]]:
    """(line, what became of it) per row."""
    positions = list(layout.columns.items())
    for line, *cells in frame.itertuples(name=None):
        row = given.values | {ours: cells[position] for ours, position in positions}
        context = {name: cells[at] for at, name in layout.context.items() if cells[at] or layout.header[at].strip()}
        yield line, _row(line, row, context, layout, meaning, today)


def _row(
    line: int, row: dict[str, str], context: dict[str, str], layout: Layout, meaning: Meaning, today: date
) -> Customer | Reject:
    known: dict[str, Any] = {}
    for ours, cell in row.items():
        if ours in _OPTIONAL and is_nothing(cell):
            continue
        means = meaning.cells.get(ours)
        value = means.get(cell, cell) if means is not None else cell
        if isinstance(value, Amount):
            if ours == "mrr" and value.currency:
                known["currency"] = value.currency
            value = value.number
        if ours != "currency" or "currency" not in known:
            known[ours] = value
    if "currency" not in known and meaning.currency:
        known["currency"] = meaning.currency
    try:
        customer = Customer(**known, context=context)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        ours = str(first["loc"][0])
        return Reject(line, _shown(ours, layout), row.get(ours, ""), _reason(ours, first["type"], first["msg"]))
    for ours in DATES:
        day = getattr(customer, ours)
        if day is not None and day > today:
            return Reject(line, _shown(ours, layout), row[ours], "is in the future")
    return customer


def _shown(ours: str, layout: Layout) -> str:
    """The file's own word for a column, where it is not ours."""
    header = layout.header[layout.columns[ours]].strip() if ours in layout.columns else ours
    return ours if header.lower() == ours else header[:200]


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
