"""Periods in words, as days: `last quarter`, `in August`, `Q3 2026`, `the last 3 months`, `since May`.

Everything counts from the newest complete day of the data, never from the clock. `last` periods are complete ones; a
month is complete if the newest complete day is its last. A month or quarter without a year is the latest that began.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.revenue.metric import Grain

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_SIZE = {"month": 1, "quarter": 3, "year": 12}
_MOST = 1_000  # of days, weeks or months that somebody counts back
_NUMBERS = {name: number for number, name in enumerate(("one", "two", "three", "four", "five", "six"), start=1)}
_NUMBERS |= {"twelve": 12, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(name[:3] for name in _MONTHS)})"
_YEAR = r"(?P<year>20[0-9][0-9])"
_DAY = r"20[0-9][0-9]-[01][0-9]-[0-3][0-9]"
_WHOLE, _COUNTED = r"(?:full|complete) ", "one|two|three|four|five|six|twelve"
_UNIT = r"(?P<unit>day|week|month|quarter|year)s?"
_ORDINAL = r"(?:q(?P<quarter>[1-4])|(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day up to, but without, another; None where it is open."""

    since: date | None
    until: date | None
    grain: Grain | None = None  # a comparison of two such periods is split by it


def month(day: date, back: int = 0) -> date:
    """The first of the month that lies so many months before the day's."""
    number = day.year * 12 + day.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)


def _begin(day: date, unit: str) -> date:
    """The first day of the week, month, quarter or year that a day is in."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return month(day, (day.month - 1) % _SIZE[unit])


def _before(day: date, unit: str, many: int) -> date:
    """The first day of the period that lies so many before the one that begins on `day`."""
    if unit in _SIZE:
        return month(day, many * _SIZE[unit])
    return day - timedelta(days=many * (7 if unit == "week" else 1))


def _after(day: date, unit: str) -> date:
    return _before(day, unit, -1)


def _last(found: re.Match[str], as_of: date) -> Span:
    """So many complete ones."""
    said = found["many"] or "1"
    many = min(_NUMBERS.get(said, int(said) if said.isdigit() else 1), _MOST)
    end = _begin(as_of + timedelta(days=1), found["unit"])
    return Span(_before(end, found["unit"], many), end)


def _this(found: re.Match[str], as_of: date) -> Span:
    begin = _begin(as_of, found["unit"])
    return Span(begin, _after(begin, found["unit"]))


def _quarter(found: re.Match[str], as_of: date) -> Span:
    number = int(found["quarter"] or _NUMBERS[found["ordinal"]])
    begin = date(int(found["year"] or as_of.year), 3 * number - 2, 1)
    if not found["year"] and begin > as_of:
        begin = begin.replace(year=begin.year - 1)
    return Span(begin, _after(begin, "quarter"))


def _half(found: re.Match[str], as_of: date) -> Span:
    begin = date(int(found["year"] or as_of.year), 1 if (found["half"] or found["which"]) in {"1", "first"} else 7, 1)
    return Span(begin, _before(begin, "month", -6))


def _of_month(found: re.Match[str], as_of: date) -> Span:
    number = [name[:3] for name in _MONTHS].index(found["month"][:3]) + 1
    begin = date(int(found["year"] or as_of.year), number, 1)
    if not found["year"] and begin > as_of:
        begin = begin.replace(year=begin.year - 1)
    return Span(begin, _after(begin, "month"))


def _of_year(found: re.Match[str], _as_of: date) -> Span:
    begin = date(int(found["year"]), 1, 1)
    return Span(begin, _after(begin, "year"))


def _of_day(found: re.Match[str], _as_of: date) -> Span:
    day = date.fromisoformat(found["day"])
    return Span(day, day + timedelta(days=1))


def _day_before(_found: re.Match[str], as_of: date) -> Span:
    return Span(as_of, as_of + timedelta(days=1))


def _to_date(found: re.Match[str], as_of: date) -> Span:
    unit = {"y": "year", "q": "quarter", "m": "month"}[found[0].strip()[0]]
    return Span(_begin(as_of, unit), as_of + timedelta(days=1))


# One period. Longer forms come first, so that the year of `August 2025` is not read alone.
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Span]], ...] = tuple(
    (re.compile(rf"\b{pattern}\b"), read)
    for pattern, read in (
        (rf"(?P<day>{_DAY})", _of_day),
        (r"(?:year|quarter|month) to date|ytd|qtd|mtd", _to_date),
        (rf"{_ORDINAL}(?: (?:of )?{_YEAR})?", _quarter),
        (rf"(?:h(?P<half>[12])|(?P<which>first|second) half)(?: (?:of )?{_YEAR})?", _half),
        (rf"{_MONTH}(?: (?:of )?{_YEAR})?", _of_month),
        (
            rf"(?:last|past|previous) (?:{_WHOLE})?(?:(?P<many>[0-9]{{1,3}}|{_COUNTED}) )?(?:{_WHOLE})?{_UNIT}",
            _last,
        ),
        (r"(?:this|current) (?P<unit>week|month|quarter|year)", _this),
        (r"yesterday", _day_before),
        (_YEAR, _of_year),
    )
)
_BEFORE = re.compile(r"\b(since|from|after|before|until|up to|between|in|during|on|for|over|of|within|the) (?:the )?$")
_JOINS = re.compile(r"^\s*(?:and|vs|versus|with|to|against|until|till|through|-|,)\s*(?:the )?$")


def read_periods(text: str, as_of: date) -> tuple[Span | None, str]:
    """The period of a question in lower case, and the question without the words for it.

    Raises `ValueError` if there are periods that do not go together, or a day that is none.
    """
    found = list(_found(text, as_of))
    if not found:
        return None, text
    begin, end = found[0][0], found[-1][1]
    before = _BEFORE.search(text[:begin])
    word = before[1] if before else ""
    rest = f"{text[: before.start() if before else begin]} {text[end:]}"
    spans = [span for _, _, span in found]
    if len(spans) == 1:
        return _opened(word, spans[0]), rest
    between = text[found[0][1] : found[1][0]]
    if len(spans) > 2 or not _JOINS.match(between):  # noqa: PLR2004 -- a period has two ends
        raise ValueError("it names several periods; ask about one, or compare two")
    return _both(word, between.strip(), spans[0], spans[1]), rest


def _found(text: str, as_of: date) -> Iterator[tuple[int, int, Span]]:
    """Each period where it stands, in their order."""
    left = text
    spans: list[tuple[int, int, Span]] = []
    for pattern, read in _PERIODS:
        for match in pattern.finditer(left):
            if match[0] == "may" and not re.search(
                r"\b(?:in|since|until|of|last|from|to|and)\s$", text[: match.start()]
            ):
                continue  # the verb
            spans.append((match.start(), match.end(), read(match, as_of)))
        left = pattern.sub(lambda one: "~" * len(one[0]), left)
    yield from sorted(spans, key=lambda one: one[0])


def _opened(word: str, span: Span) -> Span:
    if word in {"since", "from"}:
        return Span(span.since, None)
    if word == "after":
        return Span(span.until, None)
    if word == "before":
        return Span(None, span.since)
    if word in {"until", "up to"}:
        return Span(None, span.until)
    return span


def _both(word: str, between: str, first: Span, second: Span) -> Span:
    """From one to another, or a comparison of two that follow each other."""
    assert first.since is not None
    assert second.until is not None
    if word in {"from", "between"} or between in {"-", "until", "till", "through"}:
        return Span(first.since, second.until)
    early, late = sorted((first, second), key=lambda one: one.since or date.min)
    if early.until != late.since:
        raise ValueError("it compares periods that do not follow each other; ask about each of them")
    return Span(early.since, late.until, _grain_of(second.since or first.since, second.until))


def _grain_of(begin: date, end: date) -> Grain:
    """What a period of these days is called."""
    lengths: tuple[tuple[int, Grain], ...] = ((1, "day"), (7, "week"), (31, "month"), (92, "quarter"))
    return next((name for days, name in lengths if (end - begin).days <= days), "year")
