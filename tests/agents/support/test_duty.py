from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from agents.support.duty import next_on_duty, on_duty, read_duty, said, time_on_duty
from schemas.errors import BadInputError
from schemas.support.duty import Duty

BERLIN = Duty(
    timezone="Europe/Berlin",
    hours={"monday": ("09:00-12:00", "13:00-17:00"), "friday": ("22:00-06:00",)},
    closed=frozenset({date(2026, 11, 30)}),
)


@pytest.mark.parametrize(
    ("now", "works"),
    [
        ("2026-11-23T08:00Z", True),  # nine in Berlin
        ("2026-11-23T07:59Z", False),
        ("2026-11-23T11:30Z", False),  # lunch
        ("2026-11-27T23:00Z", True),
        ("2026-11-28T04:59Z", True),  # the shift of the night before
        ("2026-11-28T05:00Z", False),
        ("2026-11-30T09:00Z", False),  # closed
        ("2026-07-06T07:00Z", True),  # summer time
    ],
)
def test_hours_are_those_of_the_team(now: str, *, works: bool) -> None:
    assert on_duty(BERLIN, datetime.fromisoformat(now)) is works


def test_the_next_shift_passes_by_closed_days_and_says_its_zone() -> None:
    found = next_on_duty(BERLIN, datetime(2026, 11, 28, 12, tzinfo=UTC))
    assert found is not None
    assert said(found) == "Friday, 4 December, 22:00 (CET)"
    assert next_on_duty(Duty(timezone="UTC", hours={}), datetime(2026, 11, 28, tzinfo=UTC)) is None
    always = Duty(timezone="UTC", hours={"monday": ("00:00-24:00",)})
    assert on_duty(always, datetime(2026, 11, 23, 23, 59, tzinfo=UTC))
    assert not on_duty(always, datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-11-23T08:00Z", "2026-11-23T10:30Z", 2.5),
        ("2026-11-23T08:00Z", "2026-11-23T13:00Z", 4),  # without lunch
        ("2026-11-23T15:00Z", "2026-11-27T21:30Z", 1.5),  # Monday's last hour, and Friday's first half
        ("2026-11-28T04:00Z", "2026-11-30T20:00Z", 1),  # the shift of the night before; Monday is closed
        ("2026-11-23T08:00Z", "2026-11-23T08:00Z", 0),
    ],
)
def test_only_time_on_duty_counts(since: str, until: str, hours: float) -> None:
    found = time_on_duty(BERLIN, datetime.fromisoformat(since), datetime.fromisoformat(until))
    assert found == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("timezone: Mars/Olympus\nhours: {}", "timezone"),
        ("timezone: UTC\nhours: {monday: ['9-17']}", "hours.monday"),
        ("timezone: UTC\nhours: {mon: []}", "hours.mon"),
    ],
)
def test_a_broken_file_is_named_with_its_field(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "duty.yaml").write_text(content)
    with pytest.raises(BadInputError, match=named):
        read_duty(tmp_path / "duty.yaml")


def test_the_file_that_is_shipped_can_be_read() -> None:
    assert read_duty().hours
