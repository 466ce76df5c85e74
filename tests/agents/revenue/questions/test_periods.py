from datetime import date

import pytest

from agents.revenue.questions.periods import Span, read_periods

AS_OF = date(2026, 10, 14)


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    return (date.fromisoformat(since) if since else None, date.fromisoformat(until) if until else None)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("last month", "2026-09-01", "2026-10-01"),
        ("last quarter", "2026-07-01", "2026-10-01"),
        ("the last 3 months", "2026-07-01", "2026-10-01"),
        ("past two full weeks", "2026-09-28", "2026-10-12"),
        ("last 7 days", "2026-10-08", "2026-10-15"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("this month", "2026-10-01", "2026-11-01"),
        ("yesterday", "2026-10-14", "2026-10-15"),
        ("in august", "2026-08-01", "2026-09-01"),
        ("in december", "2025-12-01", "2026-01-01"),
        ("in dec 2026", "2026-12-01", "2027-01-01"),
        ("q4", "2026-10-01", "2027-01-01"),
        ("q1 2026", "2026-01-01", "2026-04-01"),
        ("second quarter of 2025", "2025-04-01", "2025-07-01"),
        ("second half of 2025", "2025-07-01", "2026-01-01"),
        ("since may", "2026-05-01", None),
        ("before 2026", None, "2026-01-01"),
        ("between march and may 2026", "2026-03-01", "2026-06-01"),
        ("from 2026-02-27 to 2026-03-02", "2026-02-27", "2026-03-03"),
        ("year to date", "2026-01-01", "2026-10-15"),
        ("on 2026-10-05", "2026-10-05", "2026-10-06"),
    ],
)
def test_a_period_is_days_counted_from_the_newest_complete_day(text: str, since: str, until: str) -> None:
    span, rest = read_periods(f"how many deals {text} in europe", AS_OF)
    assert span is not None
    assert (span.since, span.until) == days(since, until)
    assert rest.split() == ["how", "many", "deals", "in", "europe"]


@pytest.mark.parametrize(
    ("as_of", "begin"),
    [
        ("2026-09-30", "2026-09-01"),
        ("2026-09-29", "2026-08-01"),
        ("2024-02-29", "2024-02-01"),
        ("2024-02-28", "2024-01-01"),
    ],
)
def test_a_month_is_complete_on_its_last_day(as_of: str, begin: str) -> None:
    span, _ = read_periods("last month", date.fromisoformat(as_of))
    assert span is not None
    assert span.since == date.fromisoformat(begin)


def test_two_periods_that_follow_each_other_are_compared() -> None:
    span, _ = read_periods("deals in q4 2025 vs q1 2026", AS_OF)
    assert span == Span(date(2025, 10, 1), date(2026, 4, 1), "quarter")
    for text in ("q3 2026 with q3 2025", "2024, 2025 and 2026", "january and march"):
        with pytest.raises(ValueError, match="period"):
            read_periods(text, AS_OF)


def test_days_that_there_are_not_are_no_crash() -> None:
    with pytest.raises(ValueError, match="day"):
        read_periods("on 2026-02-31", AS_OF)
    assert read_periods("we may lose 500 deals", AS_OF) == (None, "we may lose 500 deals")
