"""Dates in a text, as seven languages write them. Folded text only."""

import re
from collections.abc import Iterable
from datetime import date

_MONTH_NAMES = """
    january januar janvier enero gennaio janeiro januari jan
    february februar fevrier febrero febbraio fevereiro februari feb
    march marz maerz mars marzo marco maart mar
    april avril abril aprile apr
    may mai mayo maggio maio mei
    june juni juin junio giugno junho jun
    july juli juillet julio luglio julho jul
    august aout agosto augustus aug
    september septembre septiembre settembre setembro sept sep
    october oktober octobre octubre ottobre outubro oct okt
    november novembre noviembre novembro nov
    december dezember decembre diciembre dicembre dezembro dec dez
"""
_MONTHS = {name: number for number, line in enumerate(_MONTH_NAMES.split("\n")[1:13], 1) for name in line.split()}
_NAME = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_OF = r"(?:of |de |del |di |do )?"
_YEAR = rf"(?:,? {_OF}(?P<year>(?:19|20)[0-9]{{2}}))?"
_WRITTEN = (
    re.compile(rf"(?<![\w.,])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|o|\.)? {_OF}{_NAME}\b\.?{_YEAR}"),
    re.compile(rf"\b{_NAME}\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![\w.,]?[0-9]){_YEAR}"),
    re.compile(rf"\b{_NAME}\.?,? {_OF}(?P<year>(?:19|20)[0-9]{{2}})(?![0-9])"),
    re.compile(r"(?<![\w.,])(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![\w])"),
    re.compile(r"(?<![\w.,])(?P<day>[0-9]{1,2})[./-] ?(?P<month>[0-9]{1,2})[./-] ?(?P<year>(?:[0-9]{2}){1,2})(?![\w])"),
)
_IN_DIGITS = _WRITTEN[3:]
# The shortest beginnings of months. A text that holds none of them is not searched for seventy names.
_MONTH_STEMS = tuple(name for name in _MONTHS if not any(name != other and name.startswith(other) for other in _MONTHS))
_DIGIT = re.compile("[0-9]")
_LONGEST = 40  # characters of a written date


def without_days(folded: str, known: Iterable[date]) -> str:
    """The text without the known dates (or their months); any other date keeps its numbers."""
    first = _DIGIT.search(folded)
    if first is None:
        return folded
    # Every date has a digit, and searching for months is expensive: only the neighbourhood of digits is searched.
    start = max(0, first.start() - _LONGEST)
    end = _last_digit(folded) + _LONGEST
    near, days = folded[start:end], tuple(known)
    for written in _WRITTEN if _names_month(near) else _IN_DIGITS:
        near = written.sub(lambda found: " " if any(_is(found, day) for day in days) else found[0], near)
    return f"{folded[:start]}{near}{folded[end:]}"


def _names_month(text: str) -> bool:
    return any(stem in text for stem in _MONTH_STEMS)


def _last_digit(folded: str) -> int:
    return max(folded.rfind(digit) for digit in "0123456789")


def _is(found: re.Match[str], day: date) -> bool:
    parts = found.groupdict()
    month = _MONTHS.get(parts["month"]) or int(parts["month"])
    number = int(parts["day"]) if parts.get("day") else day.day
    year = int(parts["year"]) if parts.get("year") else day.year
    same = (year in (day.year, day.year % 100)) and (month, number) == (day.month, day.day)
    # 11/04/2025 is in November where the month comes first.
    swapped = year in (day.year, day.year % 100) and (number, month) == (day.month, day.day)
    return same or (swapped and parts["month"].isdigit())
