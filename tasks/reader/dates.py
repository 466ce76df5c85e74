"""Days as people and systems write them. The order of day and month is a property of the column, not of the cell."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from schemas.errors import BadInputError
from schemas.reading import DateOrder
from tasks.reader.headers import normal

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", re.DOTALL)
_YEAR_FIRST = re.compile(r"([0-9]{4})([/.\-])([0-9]{1,2})\2([0-9]{1,2})(?:[ T][0-9].*)?", re.DOTALL)
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?:,?[ T][0-9].*)?", re.DOTALL)
_DAY_NAMED = re.compile(
    r"(?:\w+\.?,? )?([0-9]{1,2})(?:st|nd|rd|th|\.|er|º)?[ \-/](?:de )?([^\W\d_]+)\.?[ \-/,]+(?:de )?"
    r"([0-9]{4}|[0-9]{2})(?:,?[ T][0-9].*)?"
)
_MONTH_NAMED = re.compile(r"(?:\w+, )?([^\W\d_]+)\.?[ \-]([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})(?:,?[ T][0-9].*)?")
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?(?:\.[0-9]+)?")
_SERIAL = re.compile(r"[34][0-9]{4}(?:\.[0-9]+)?")
_SERIAL_FROM = date(1899, 12, 30)  # Excel's day 0, its leap year 1900 included
_PIVOT = 70
_LAST_MONTH = 12
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


class Numeric(NamedTuple):
    """A day written in three numbers of which the last is the year."""

    first: int
    separator: str
    second: int
    year: int


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _PIVOT else 1900)  # noqa: PLR2004 -- four digits


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
    return _day(_year(match[3]), month, int(match[1])) if match and month else None


def _month_named(text: str) -> date | None:
    match = _MONTH_NAMED.fullmatch(text)
    month = _MONTHS.get(normal(match[1])) if match else None
    return _day(int(match[3]), month, int(match[2])) if match and month else None


def _epoch(text: str) -> date | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text) / (1000 if len(text.partition(".")[0]) == 13 else 1)  # noqa: PLR2004 -- milliseconds
    return datetime.fromtimestamp(seconds, UTC).date()


def _serial(text: str) -> date | None:
    return _SERIAL_FROM + timedelta(days=int(float(text))) if _SERIAL.fullmatch(text) else None


# Forms that can be read in one way only.
_CLEAR: tuple[Callable[[str], date | None], ...] = (
    _iso, _year_first, _compact, _day_named, _month_named, _epoch, _serial,
)  # fmt: skip


def _numeric(text: str) -> Numeric | None:
    match = _NUMERIC.fullmatch(text)
    return Numeric(int(match[1]), match[2], int(match[3]), _year(match[4])) if match else None


def decide_orders(
    columns: Mapping[str, Iterable[str]], given: DateOrder | None, name: str
) -> dict[str, DateOrder | None]:
    """The order of the numeric days of each date column; None where a column has none that need one.

    A number over 12 decides it, and so does a point between the numbers: nobody writes months first with points. A
    column that does not decide it follows the others of its file. Raises `BadInputError` where nothing decides.
    """
    if given is not None:
        return dict.fromkeys(columns, given)
    found = {column: _numerics(cells) for column, cells in columns.items()}
    own = {column: _evident(numerics) for column, numerics in found.items()}
    shared = next((order for order in own.values() if order is not None), None)
    for column, numerics in found.items():
        own[column] = own[column] or shared
        undecided = next((numeric for numeric in numerics if numeric.first != numeric.second), None)
        if own[column] is None and undecided is not None:
            shown = undecided.separator.join((f"{undecided.first:02d}", f"{undecided.second:02d}", str(undecided.year)))
            raise BadInputError(
                f"{name}: {shown} can be two days and no date of the column decides which; say --date-order dmy|mdy|ymd"
            )
    return own


def _numerics(cells: Iterable[str]) -> list[Numeric]:
    return [numeric for cell in cells if (numeric := _numeric(" ".join(cell.split()))) is not None]


def _evident(numerics: list[Numeric]) -> DateOrder | None:
    days_first = sum(numeric.first > _LAST_MONTH or numeric.separator == "." for numeric in numerics)
    months_first = sum(numeric.second > _LAST_MONTH and numeric.separator != "." for numeric in numerics)
    if not days_first and not months_first:
        return None
    return "dmy" if days_first >= months_first else "mdy"


def read_days(cells: Iterable[str], order: DateOrder | None) -> Mapping[str, date]:
    """Cell to day, for the cells of one column that are days in this order."""
    found: dict[str, date] = {}
    for cell in cells:
        text = " ".join(cell.split())
        day = next((day for form in _CLEAR if (day := form(text)) is not None), None) or _ordered(text, order)
        if day is not None:
            found[cell] = day
    return found


def _ordered(text: str, order: DateOrder | None) -> date | None:
    numeric = _numeric(text)
    if numeric is None:
        return None
    if order == "ymd":
        return _day(_year(f"{numeric.first:02d}"), numeric.second, numeric.year % 100)
    month, day = (numeric.first, numeric.second) if order == "mdy" else (numeric.second, numeric.first)
    return _day(numeric.year, month, day)
