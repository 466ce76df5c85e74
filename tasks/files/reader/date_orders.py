"""In which order the numbers of a day stand: the column and the separator say it, not the cell, and nobody guesses."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, get_args

from schemas.errors import BadInputError
from schemas.reading import DateOrder

_NUMERIC = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:,?[ T][0-9].*)?", re.DOTALL)
_PIVOT = 70
_POINTED_YEARS = 15
_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)


class Numeric(NamedTuple):
    """A day written in three numbers of one or two digits, of which the last can have four."""

    first: str
    separator: str
    second: str
    third: str

    def __str__(self) -> str:
        """As it stood there."""
        return self.separator.join((self.first, self.second, self.third))


def full_year(text: str) -> int:
    """A year of two digits is one from 1970 to 2069."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004 -- four digits


def numeric_day(text: str) -> Numeric | None:
    """The three numbers of a day, without its time; None where a text is no such day."""
    match = _NUMERIC.fullmatch(text)
    return Numeric(match[1], match[2], match[3], match[4]) if match else None


def in_order(numeric: Numeric, order: DateOrder) -> date | None:
    """The day that the numbers are in this order; None where there is no such day."""
    first, _, second, third = numeric
    if order == "ymd":
        year, month, day = first, second, third
        if len(third) > 2 or len(first) < 2:  # noqa: PLR2004 -- a year has two digits, a day at most two
            return None
    else:
        year = third
        month, day = (first, second) if order == "mdy" else (second, first)
    try:
        return date(full_year(year), int(month), int(day))
    except ValueError:
        return None


def decide_orders(
    columns: Mapping[str, Iterable[str]], given: DateOrder | None, name: str, today: date
) -> dict[str, dict[str, DateOrder]]:
    """By column and separator, the order of its days.

    Only what can be read in one order alone decides; a column that decides nothing follows one of the same separator.
    Raises `BadInputError` where nothing decides, and where a column shows two orders.
    """
    found = {column: _by_separator(cells) for column, cells in columns.items()}
    if given is not None:
        return {column: dict.fromkeys(groups, given) for column, groups in found.items()}
    possible = {
        (column, separator): _possible(days, name, column, today)
        for column, groups in found.items()
        for separator, days in groups.items()
    }
    decided: dict[str, dict[str, DateOrder]] = {column: {} for column in columns}
    for (column, separator), orders in possible.items():
        others = {next(iter(own)) for (_, same), own in possible.items() if same == separator and len(own) == 1}
        narrowed = orders & others if len(orders) > 1 and len(others) == 1 else orders
        decided[column][separator] = _only(narrowed, found[column][separator], name)
    return decided


def _by_separator(cells: Iterable[str]) -> dict[str, list[Numeric]]:
    groups: dict[str, list[Numeric]] = {}
    for cell in cells:
        if (numeric := numeric_day(" ".join(cell.split()))) is not None:
            groups.setdefault(numeric.separator, []).append(numeric)
    return groups


def _possible(days: list[Numeric], name: str, column: str, today: date) -> frozenset[DateOrder]:
    """The orders in which all of these are days; all orders where none is a day in any."""
    left: dict[DateOrder, Numeric | None] = dict.fromkeys(_ORDERS)
    for numeric in days:
        orders = _orders_of(numeric, today)
        if not orders:
            continue
        narrows = not orders.issuperset(left)
        kept = {order: numeric if narrows else left[order] for order in left if order in orders}
        if not kept:
            before = next((day for day in left.values() if day is not None), numeric)
            raise BadInputError(
                f"{name}: {column} shows two orders, as in {before} and {numeric}; say --date-order dmy|mdy|ymd"
            )
        left = kept
    return frozenset(left)


def _orders_of(numeric: Numeric, today: date) -> frozenset[DateOrder]:
    """In which orders these numbers are a day, if possible not one of years to come."""
    read = {order: day for order in _ORDERS if (day := in_order(numeric, order)) is not None}
    if numeric.separator == ".":
        # Nobody writes the month first with points, and few the year: 05.01.26 is no day of 2005.
        read.pop("mdy", None)
        if "dmy" in read and "ymd" in read and read["ymd"].year < today.year - _POINTED_YEARS:
            del read["ymd"]
    come = {order for order, day in read.items() if day.year <= today.year + 1}
    return frozenset(come or read)


def _only(orders: frozenset[DateOrder], days: list[Numeric], name: str) -> DateOrder:
    """The one order that is left, or one of several that make no difference."""
    for numeric in days:
        if len({in_order(numeric, order) for order in orders}) > 1:
            raise BadInputError(
                f"{name}: {numeric} can be two days and no date of the column decides which; "
                f"say --date-order dmy|mdy|ymd"
            )
    return next(order for order in _ORDERS if order in orders)
