"""The order of the numbers in dates: decided per column and separator, not per cell, and never guessed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, get_args

from schemas.errors import BadInputError
from schemas.reading import DateOrder

_NUMERIC = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:,?[ T][0-9].*)?", re.DOTALL)
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_EAST_ASIAN = re.compile("^([0-9]{4})[年년] ?([0-9]{1,2})[月월] ?([0-9]{1,2})[日일]?")
_SPACED = re.compile(r"(?<=[0-9])([./]) (?=[0-9])")
_FIELD, _YEAR = "d{1,2}|t{2}|g{2}|j{1,2}|m{1,2}", "y{2,4}|j{4}|a{2,4}"
_SPELLED = re.compile(
    rf"(?<![a-z])({_FIELD}|{_YEAR})[/.\-, ]({_FIELD})[/.\-, ]({_FIELD}|{_YEAR})(?![a-z])",
    re.IGNORECASE,
)
# Also in German (TT.MM.JJJJ), French (JJ/MM/AAAA), Spanish, Portuguese, Italian (DD/MM/AAAA), Dutch (DD-MM-JJJJ).
_ORDER_OF: dict[str, DateOrder] = {
    **dict.fromkeys(("dmy", "tmj", "jma", "dma", "gma", "dmj"), "dmy"),
    **dict.fromkeys(("mdy", "mda"), "mdy"),
    **dict.fromkeys(("ymd", "jmt", "amj", "amd", "jmd"), "ymd"),
}
_NONE_SPELLED: Mapping[str, DateOrder] = {}
_PIVOT = 70
_POINTED_YEARS = 15
_ORDERS: tuple[DateOrder, ...] = get_args(DateOrder)


class Numeric(NamedTuple):
    """A date written as three numbers of one or two digits; the last may have four."""

    first: str
    separator: str
    second: str
    third: str

    def __str__(self) -> str:
        """As it stood there."""
        return self.separator.join((self.first, self.second, self.third))


def one_spelling(cell: str) -> str:
    """A date with ASCII digits and signs, without a spreadsheet's guard: `04. 05. 2026` is `04.05.2026`."""
    text = " ".join(cell.split())
    if text.startswith(("'", '="')):
        text = text.lstrip("'=").strip('"')
    if not text.isascii():
        plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
        text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in plain).strip()
        text = _EAST_ASIAN.sub(r"\1-\2-\3", text)
    return _SPACED.sub(r"\1", text)


def full_year(text: str) -> int:
    """The full year: two digits mean 1970 to 2069."""
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004 -- four digits


def numeric_day(text: str) -> Numeric | None:
    """The three numbers of a date, without its time; None if a text is not such a date."""
    match = _NUMERIC.fullmatch(text)
    return Numeric(match[1], match[2], match[3], match[4]) if match else None


def in_order(numeric: Numeric, order: DateOrder) -> date | None:
    """The date that the numbers give in this order; None if there is no such date."""
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


def order_in(header: str) -> DateOrder | None:
    """The order that a header spells out: `Churn date (DD/MM/YYYY)`."""
    found = _SPELLED.search(header)
    return _ORDER_OF.get("".join(part[0].casefold() for part in found.groups())) if found else None


def decide_orders(
    columns: Mapping[str, Iterable[str]],
    given: DateOrder | None,
    name: str,
    today: date,
    spelled: Mapping[str, DateOrder] = _NONE_SPELLED,
) -> dict[str, dict[str, DateOrder]]:
    """The order of dates, by column and separator; `spelled` are the orders that headers spell out.

    Only dates that can be read in just one order decide; a column without any follows one with the same separator.
    Raises `BadInputError` if nothing decides, or if a column shows two orders.
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
        if column in spelled:
            decided[column][separator] = _as_spelled(spelled[column], orders, name, column)
            continue
        narrowed = orders & others if len(orders) > 1 and len(others) == 1 else orders
        decided[column][separator] = _only(narrowed, found[column][separator], name)
    return decided


def _as_spelled(order: DateOrder, orders: frozenset[DateOrder], name: str, column: str) -> DateOrder:
    """The order of a header, unless its own dates contradict it."""
    if order not in orders:
        raise BadInputError(
            f"{name}: {column} holds dates in another order than its header says; say --date-order dmy|mdy|ymd"
        )
    return order


def _by_separator(cells: Iterable[str]) -> dict[str, list[Numeric]]:
    groups: dict[str, list[Numeric]] = {}
    for cell in cells:
        if (numeric := numeric_day(one_spelling(cell))) is not None:
            groups.setdefault(numeric.separator, []).append(numeric)
    return groups


def _possible(days: list[Numeric], name: str, column: str, today: date) -> frozenset[DateOrder]:
    """The orders in which all of these are dates; every order if none is a date in any."""
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
    """The orders in which these numbers are a date, if possible not in a future year."""
    read = {order: day for order in _ORDERS if (day := in_order(numeric, order)) is not None}
    if numeric.separator == ".":
        # With points, nobody writes the month first, and few the year: 05.01.26 is not in 2005.
        read.pop("mdy", None)
        if "dmy" in read and "ymd" in read and read["ymd"].year < today.year - _POINTED_YEARS:
            del read["ymd"]
    come = {order for order, day in read.items() if day.year <= today.year + 1}
    return frozenset(come or read)


def _only(orders: frozenset[DateOrder], days: list[Numeric], name: str) -> DateOrder:
    """The only order left, or one of several that make no difference."""
    for numeric in days:
        if len({in_order(numeric, order) for order in orders}) > 1:
            raise BadInputError(
                f"{name}: {numeric} can be two days and no date of the column decides which; "
                f"say --date-order dmy|mdy|ymd"
            )
    return next(order for order in _ORDERS if order in orders)
