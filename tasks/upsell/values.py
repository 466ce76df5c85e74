"""Single values of an event, read only where they are certain: a number in words, a day, a moment, yes or no."""

import re
from datetime import UTC, date, datetime
from math import isfinite

from schemas.plain_text import plain
from schemas.reading import DateOrder
from tasks.files.reader.date_orders import in_order, numeric_day, one_spelling
from tasks.files.reader.dates import read_days
from tasks.upsell.spellings import is_nothing

_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
_MONEY = re.compile(r"^(?:[$€£]|USD|EUR|GBP)\s*|(?<!\s)\s*(?:[$€£]|USD|EUR|GBP|sq\.?\s?ft\.?|sqft)$", re.IGNORECASE)
_POINTS = re.compile(r"([0-9](?:[.,][0-9]+)?)\s*(?:/\s*5|out of 5|of 5|stars?|\*+)?", re.IGNORECASE)
_STARS = re.compile(r"(?=.{1,5}$)★*☆*")
_DRAWN = str.maketrans("⭐", "★", "\ufe0f")
LONGEST, LONGEST_NOTES = 300, 4_000
_WHOLE = re.compile(r"[0-9]{1,15}\.0")
_LONGEST = 40  # characters of a number
_RECENT_S = 1_000_000_000  # seconds since 1970, in 2001: a smaller number is not a moment
_EPOCH_MS = 100_000_000_000  # a larger number of seconds would be after the year 5138
_YES, _NO = frozenset(("yes", "y", "true", "1")), frozenset(("no", "n", "false", "0"))


def number(value: object) -> float | None:
    """A number, or a text that is one: `1,250.50`, `$120`; None if it is not certain."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value) if isfinite(value) else None
    text = _MONEY.sub("", str(value).strip()).strip()
    return float(text.replace(",", "")) if len(text) < _LONGEST and _NUMBER.fullmatch(text) else None


def points(value: object) -> float | None:
    """Points of five: `4`, `4.5`, `4,5`, `4/5`, `5 stars`, `★★★★☆`."""
    if isinstance(value, str):
        drawn = value.strip().translate(_DRAWN)
        if _STARS.fullmatch(drawn):
            return float(drawn.count("★"))
        found = _POINTS.fullmatch(drawn)
        return float(found[1].replace(",", ".")) if found is not None else None
    return number(value)


def day(value: object) -> date | None:
    """A calendar day; None if two readings are possible, as of 03/04/2026."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()[:60]
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return _spelled(one_spelling(text))


def _spelled(text: str) -> date | None:
    """A day in words, or in numbers that only one order makes a day of; with full stops, the day comes first."""
    numeric = numeric_day(text)
    if numeric is None:
        return read_days([text], {}).get(text)
    orders: tuple[DateOrder, ...] = ("dmy",) if numeric.separator == "." else ("dmy", "mdy")
    days = {one for order in orders if (one := in_order(numeric, order)) is not None}
    return days.pop() if len(days) == 1 else None


def moment(value: object) -> datetime | None:
    """A moment in UTC: ISO 8601 (UTC where no offset stands), seconds or milliseconds since 1970, or a day at 0:00."""
    if isinstance(value, datetime):
        return _in_utc(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(float(value))
    if isinstance(value, str):
        try:
            found = datetime.fromisoformat(value.strip().removesuffix(" UTC"))
        except ValueError:
            found = None
        if found is not None:
            return _in_utc(found)
        if (seconds := number(value)) is not None and seconds > _RECENT_S:
            return _since_1970(seconds)
    on = day(value)
    return None if on is None else beginning(on)


def _in_utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def beginning(on: date) -> datetime:
    """The first moment of a day, in UTC."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC)


def _since_1970(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds / 1_000 if seconds > _EPOCH_MS else seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def yes_or_no(value: object) -> bool | None:
    """A plain yes or no, in whatever form; None for anything else."""
    if isinstance(value, bool):
        return value
    text = str(value).strip().casefold()
    return True if text in _YES else False if text in _NO else None


def text(value: object, longest: int = LONGEST) -> str | None:
    """A value as plain text on one line, cut; None where it says nothing, or is an object or a list."""
    if is_nothing(value) or not isinstance(value, str | int | float):
        return None
    line = " ".join(plain(str(value)[: longest * 4]).split())
    return line[:longest].strip() or None


def notes(value: object) -> str | None:
    """A longer text."""
    return text(value, LONGEST_NOTES)


def identifier(value: object, longest: int = 256) -> str | None:
    """An id as text; a table with a gap in a column of whole numbers writes them as 12.0, which is 12."""
    found = text(value, longest)
    return found.removesuffix(".0") if found is not None and _WHOLE.fullmatch(found) else found
