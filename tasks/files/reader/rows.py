"""From the rows of a table to customers and rejects: what a cell means is decided per column, then row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pydantic import ValidationError

from schemas.customer import Customer
from schemas.errors import BadInputError, shown
from schemas.reading import DateOrder, Reject
from schemas.reading import Mapping as Given
from tasks.files.reader.addresses import read_addresses
from tasks.files.reader.amounts import Amounts, find_amounts
from tasks.files.reader.date_orders import decide_orders, order_in
from tasks.files.reader.dates import read_days
from tasks.files.reader.doubts import Doubts
from tasks.files.reader.ends import last_days
from tasks.files.reader.headers import Layout
from tasks.files.reader.plans import is_plan_id, read_plans
from tasks.files.reader.texts import LONGEST, LONGEST_CONTEXT, read_names, read_texts
from tasks.files.reader.words import is_nothing, read_language

_OTHER_DAYS = ("signup_date", "last_login_date")
DATES = ("churn_date", *_OTHER_DAYS)
_MONEY = frozenset(("mrr", "total_spent", "currency"))  # read together: see `amounts`
# In these columns an unreadable cell counts as unknown; the row is not rejected for it.
_OPTIONAL = frozenset(("email", "signup_date", "last_login_date", "language"))
_SOME = 3  # cells
_NO_DAY = "never"  # is refused like any other text that is not a date
_NOT_READ = "not known, it cannot be read"
_EMPTY = "not known, the cell is empty"
_NO_NAME = "not known, an id is no plan's name (say what it means under `tiers` in a --mapping file)"
_NO_ADDRESS = "no address, so the customer is not written to"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the cells of each of our columns mean (None: unknown), and the order of their dates."""

    cells: Mapping[str, Mapping[str, Any]]
    amounts: Amounts
    orders: frozenset[DateOrder]
    doubts: Doubts
    last_days: Mapping[int, Mapping[str, date | None]]  # until which somebody is a customer, by column


def find_meaning(
    frame: pd.DataFrame, layout: Layout, given: Given, name: str, delimiter: str, today: date, doubts: Doubts
) -> Meaning:
    """Read each distinct cell once, however many rows have it.

    Raises `BadInputError` if a column can be read in two ways.
    """
    cells = {ours: list(frame[position].unique()) for ours, position in layout.columns.items()}
    cells |= {ours: [value] for ours, value in given.values.items()}
    orders = decide_orders(
        {ours: cells[ours] for ours in DATES if ours in cells}, given.date_order, name, today, _spelled_orders(layout)
    )
    meaning: dict[str, Mapping[str, Any]] = {ours: read_days(cells[ours], orders[ours]) for ours in orders}
    for ours, read in _READERS.items():
        if ours in cells:
            meaning[ours] = read(cells[ours])
    _require_addresses(cells.get("email", []), meaning.get("email", {}), name)
    if "subscription_tier" in cells:
        meaning["subscription_tier"] = read_plans(cells["subscription_tier"], given.tiers)
    amounts = find_amounts(frame, layout, given, name, delimiter)
    found = frozenset(order for column in orders.values() for order in column.values())
    spelled = orders.get("churn_date", {})
    ends = {position: read_days(list(frame[position].unique()), spelled) for position in last_days(layout)}
    return Meaning(meaning, amounts, found, doubts, ends)


def _spelled_orders(layout: Layout) -> dict[str, DateOrder]:
    """The order of dates by our column, where its header spells it out."""
    found = {ours: order_in(layout.header[at]) for ours, at in layout.columns.items() if ours in DATES}
    return {ours: order for ours, order in found.items() if order is not None}


def _require_addresses(cells: list[str], addresses: Mapping[str, Any], name: str) -> None:
    """Refuse a column without a single address: it is the wrong column, and the mapping has to be fixed."""
    if not addresses and sum(not is_nothing(cell) for cell in cells) >= _SOME:
        raise BadInputError(
            f"{name}: no cell of the column of addresses holds one; say which column it is with --mapping FILE "
            f"(columns: {{email: <header>}}), or that there is none (columns: {{email: null}})"
        )


def _languages(cells: list[str]) -> dict[str, str]:
    return {cell: language for cell in cells if (language := read_language(cell))}


_READERS: dict[str, Any] = {
    "email": read_addresses,
    "company_name": read_names,
    "cancellation_reason": read_texts,
    "language": _languages,
}


def read_rows(
    frame: pd.DataFrame, layout: Layout, given: Given, meaning: Meaning, today: date
) -> Iterator[tuple[int, Customer | Reject]]:
    """Each row's line with its customer or reject."""
    positions = list(layout.columns.items())
    for line, *cells in frame.itertuples(name=None):
        row = given.values | {ours: cells[position] for ours, position in positions}
        known = _known(line, row, meaning) | meaning.amounts.of(line, row, cells, meaning.doubts)
        outcome = _customer(line, row, known, _context(line, cells, layout, meaning.doubts), layout)
        if not isinstance(outcome, Reject):
            still = _still_to_come(line, cells, layout, meaning, today)
            outcome = still or _not_to_come(line, row, outcome, layout, meaning, today)
        yield line, outcome


def _still_to_come(line: int, cells: list[str], layout: Layout, meaning: Meaning, today: date) -> Reject | None:
    """Whoever has cancelled is a customer until the end of what they paid for."""
    for position, days in meaning.last_days.items():
        day = days.get(cells[position])
        if day is not None and day > today:
            return Reject(line, layout.header[position].strip()[:200], cells[position], "is in the future")
    return None


def _known(line: int, row: dict[str, str], meaning: Meaning) -> dict[str, Any]:
    """A row's values other than money; a cell that must be valid stays as it is, to be refused."""
    known: dict[str, Any] = {}
    for ours, cell in row.items():
        means = meaning.cells.get(ours)
        if ours in _MONEY:
            continue
        if len(cell) > LONGEST and ours != "customer_id":
            meaning.doubts.add(line, ours, f"cut after {LONGEST:,} characters")
        if means is None:
            known[ours] = cell
        elif cell in means:
            known[ours] = means[cell] if means[cell] is not None or ours in _OPTIONAL else _NO_DAY
        elif ours == "subscription_tier" and is_nothing(cell):
            meaning.doubts.add(line, ours, _EMPTY)  # a customer with an unknown price can be written to all the same
        elif ours == "subscription_tier" and is_plan_id(cell):
            meaning.doubts.add(line, ours, _NO_NAME)
        elif ours not in _OPTIONAL:
            known[ours] = cell
        elif not is_nothing(cell):
            meaning.doubts.add(line, ours, _NO_ADDRESS if ours == "email" else _NOT_READ)
    return known


def _context(line: int, cells: list[str], layout: Layout, doubts: Doubts) -> dict[str, str]:
    context = {name: cells[at] for at, name in layout.context.items() if cells[at] or layout.header[at].strip()}
    for name, cell in context.items():
        if len(cell) > LONGEST_CONTEXT:
            doubts.add(line, shown(name), f"cut after {LONGEST_CONTEXT:,} characters")
            context[name] = cell[:LONGEST_CONTEXT]
    return context


def _customer(
    line: int, row: dict[str, str], known: dict[str, Any], context: dict[str, str], layout: Layout
) -> Customer | Reject:
    try:
        return Customer(**known, context=context)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        ours = str(first["loc"][0])
        return Reject(line, _shown(ours, layout), row.get(ours, ""), _reason(ours, first["type"], first["msg"]))


def _not_to_come(
    line: int, row: dict[str, str], customer: Customer, layout: Layout, meaning: Meaning, today: date
) -> Customer | Reject:
    """Dates in the future: nobody has left on one; in other columns they count as unknown."""
    if customer.churn_date > today:
        return Reject(line, _shown("churn_date", layout), row["churn_date"], "is in the future")
    late = [ours for ours in _OTHER_DAYS if (day := getattr(customer, ours)) is not None and day > today]
    for ours in late:
        meaning.doubts.add(line, ours, "not known, it is in the future")
    return customer.model_copy(update=dict.fromkeys(late)) if late else customer


def _shown(ours: str, layout: Layout) -> str:
    """The file's own name for a column if it differs from ours."""
    header = layout.header[layout.columns[ours]].strip() if ours in layout.columns else ours
    return ours if header.lower() == ours else header[:200]


_REASONS = {
    "string_too_short": "is empty",
    "greater_than": "must be more than 0",
    "literal_error": "is not one of starter, growth, enterprise",
    "finite_number": "is not a plain number",
}


def _reason(column: str, kind: str, message: str) -> str:
    if kind == "string_pattern_mismatch":
        return "is not an email address" if column == "email" else message
    if kind in _REASONS:
        return _REASONS[kind]
    return message.removeprefix("Value error, ")
