"""Dates as people and systems write them. The order of day and month is a property of the column, not of the cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from schemas.reading import DateOrder
from tasks.files.reader.date_orders import full_year, in_order, numeric_day, one_spelling
from tasks.files.reader.no_day import says_never, stands_for_none
from tasks.files.reader.spelling import normal

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", re.DOTALL)
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.\-])([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9].*)?", re.DOTALL)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:T[0-9]{4,6}(?:\.[0-9]+)?Z?)?")
# What C and JavaScript print: `Mon May  4 10:00:00 2026`.
_PRINTED = re.compile(
    r"(?:\w{3} )?([A-Z][a-z]{2}) ([0-9]{1,2}) [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: [A-Z]{2,5})? ([0-9]{4})"
)
_DAY_NAMED = re.compile(
    r"(?:\w+\.?,? )?([0-9]{1,2})(?:(?:st|nd|rd|th|\.|er|º)?[ \-/]|\.)(?:de )?([^\W\d_]+)[ .\-/,]+(?:de )?"
    r"([0-9]{4}|[0-9]{2})(?:,?[ T][0-9].*)?"
)
_YEAR_FIRST_NAMED = re.compile(r"([0-9]{4})[ \-/]([^\W\d_]+)[ \-/]([0-9]{1,2})(?:,?[ T][0-9].*)?")
_MONTH_NAMED = re.compile(r"(?:\w+,? )?([^\W\d_]+)\.?[ \-]([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?:,?[ T][0-9].*)?")
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3}){0,2}(?:\.[0-9]+)?")
_SERIAL = re.compile(r"[34][0-9]{4}(?:\.[0-9]+)?")
_SERIAL_FROM = date(1899, 12, 30)  # Excel's day 0, allowing for its leap year 1900
_MONTHS: dict[str, int] = {
    word: number
    for number, words in enumerate(
        (
            "jan january januar janvier janv enero ene gennaio gen janeiro januari janner",
            "feb february februar fevrier fevr febrero febbraio fevereiro fev februari",
            "mar march marz mrz maerz mars marzo marco maart mrt",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mag maio mei",
            "jun june juni juin junio giugno giu junho",
            "jul july juli juillet juil julio luglio lug julho",
            "aug august aout agosto ago augustus",
            "sep sept september septembre septiembre settembre set setembro",
            "oct october oktober okt octobre octubre ottobre ott outubro out",
            "nov november novembre noviembre novembro",
            "dec december dezember dez decembre diciembre dic dicembre dezembro",
        ),
        start=1,
    )
    for word in words.split()
}


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> date | None:
    if not _ISO.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text.removesuffix(" UTC").removesuffix(" GMT")).date()
    except ValueError:
        return None


def _year_first(text: str) -> date | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _day(int(match[1]), int(match[3]), int(match[4])) if match else None


def _compact(text: str) -> date | None:
    match = _COMPACT.fullmatch(text)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _day_named(text: str) -> date | None:
    match = _DAY_NAMED.fullmatch(text)
    month = _MONTHS.get(normal(match[2])) if match else None
    return _day(full_year(match[3]), month, int(match[1])) if match and month else None


def _year_first_named(text: str) -> date | None:
    match = _YEAR_FIRST_NAMED.fullmatch(text)
    month = _MONTHS.get(normal(match[2])) if match else None
    return _day(int(match[1]), month, int(match[3])) if match and month else None


def _month_named(text: str) -> date | None:
    match = _MONTH_NAMED.fullmatch(text)
    month = _MONTHS.get(normal(match[1])) if match else None
    return _day(int(match[3]), month, int(match[2])) if match and month else None


def _printed(text: str) -> date | None:
    match = _PRINTED.fullmatch(text)
    month = _MONTHS.get(normal(match[1])) if match else None
    return _day(int(match[3]), month, int(match[2])) if match and month else None


def _epoch(text: str) -> date | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text) / {10: 1, 13: 1e3, 16: 1e6}[len(text.partition(".")[0])]  # s, ms or µs
    return datetime.fromtimestamp(seconds, UTC).date()


def _serial(text: str) -> date | None:
    return _SERIAL_FROM + timedelta(days=int(float(text))) if _SERIAL.fullmatch(text) else None


# Forms that can be read in only one way.
_CLEAR: tuple[Callable[[str], date | None], ...] = (
    _iso, _year_first, _compact, _day_named, _month_named, _year_first_named, _printed, _epoch, _serial,
)  # fmt: skip


def read_days(cells: Iterable[str], orders: Mapping[str, DateOrder]) -> dict[str, date | None]:
    """Cell to date, for the cells of one column that are dates in the order of their separator.

    None for a cell that says that there was no such date.
    """
    found: dict[str, date | None] = {}
    for cell in cells:
        text = one_spelling(cell)
        day = next((day for form in _CLEAR if (day := form(text)) is not None), None) or _ordered(text, orders)
        if day is not None or says_never(text):
            found[cell] = None if day is None or stands_for_none(day) else day
    return found


def _ordered(text: str, orders: Mapping[str, DateOrder]) -> date | None:
    numeric = numeric_day(text)
    return None if numeric is None else in_order(numeric, orders.get(numeric.separator, "dmy"))


def day_in(cell: str) -> bool:
    """Whether a cell is a date in any order."""
    text = one_spelling(cell)
    return any(form(text) is not None for form in _CLEAR) or numeric_day(text) is not None
