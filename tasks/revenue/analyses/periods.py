"""Periods that may be compared: complete months, and the same months of the year before."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day up to, but without, `end`."""

    begin: date
    end: date

    def __str__(self) -> str:
        return f"{self.begin} to {self.end - timedelta(days=1)}"


def months_before(day: date, many: int) -> date:
    """The first day of the month this many months before the day's own."""
    month = day.year * 12 + day.month - 1 - many
    return date(month // 12, month % 12 + 1, 1)


def complete_months(as_of: date, many: int, *, back: int = 0) -> Period:
    """The last `many` complete months, or those that ended `back` months before them.

    A month is complete if `as_of`, the newest complete day, is its last or later.
    """
    end = months_before(as_of + timedelta(days=1), back)
    return Period(months_before(end, many), end)
