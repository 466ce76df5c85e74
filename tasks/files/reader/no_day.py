"""Cells that mean that there was no such date: a word, a row of zeros, the first day of a calendar."""

import re
from datetime import date

from tasks.files.reader.spelling import normal, normal_forms
from tasks.files.reader.words import is_nothing

_NEVER = frozenset(
    normal_forms(
        "never, never logged in, not yet, no login, no logins, no activity, none yet, not available, not applicable, "
        "not set, not known, n a, no date, empty, blank, pending, tbd, nie, noch nie, niemals, keine, keine angabe, k "
        "a, jamais, aucun, aucune, nunca, ninguno, ninguna, sin datos, mai, nessuno, nooit, geen, nvt, n v t, s o, "
        "invalid date, null, undefined, forever, unlimited, active, ongoing, present, still active, open"
    )
)
# `0000-00-00 00:00:00` of MySQL, `1900-01-00` of Excel, an epoch of 0.
_ZEROS = re.compile(
    r"0{4}[-/.]00?[-/.]00?.*|00?[-/.]00?[-/.]0{2}(?:0{2})?.*|[0-9]{4}[-/.](?:00?[-/.][0-9]{1,2}|[0-9]{1,2}[-/.]00?)(?:[T ].*)?|"
    r"00?[-/.][0-9]{1,2}[-/.]1900.*|1/0/1900.*|0{1,8}(?:\.0+)?|-1|-62135596800(?:000)?|-2208988800(?:000)?",
    re.DOTALL,
)
# What systems store for an unknown date: Unix (with time zones on either side), .NET, SQL Server, Excel, Oracle,
# Outlook. A customer who really came on such a day loses a detail; otherwise all the others would get a false one.
_FIRST_DAYS = frozenset(
    date(*day)
    for day in (
        (1, 1, 1), (1, 1, 2), (1582, 10, 15), (1601, 1, 1), (1753, 1, 1), (1858, 11, 17), (1899, 12, 30), (1899, 12, 31),
        (1900, 1, 1), (1900, 1, 2), (1904, 1, 1), (1969, 12, 31), (1970, 1, 1), (1970, 1, 2), (1980, 1, 1),
    )
)  # fmt: skip
_LAST_YEARS = frozenset((2099, 2100, 2199, 2200, 2299, 2300, 2500, 2999, 3000, 3999, 4000, 4501, 8999, 9998, 9999))


def says_never(text: str) -> bool:
    """Whether a cell that is not a date says that there was none."""
    return is_nothing(text) or _ZEROS.fullmatch(text) is not None or normal(text) in _NEVER


def stands_for_none(day: date) -> bool:
    """Whether systems write this date if they know none."""
    return day in _FIRST_DAYS or day.year in _LAST_YEARS
