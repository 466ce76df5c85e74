"""Is somebody on duty now, and if not, from when on."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from agents.core.kit import PROMPTS
from agents.core.small_file import read_small
from agents.core.yaml_file import MAX_BYTES, model_in
from schemas.support.duty import DAYS, Duty, bounds

FILE = PROMPTS / "support" / "duty.yaml"
_LOOKED_AHEAD = 31  # days; longer holidays are told without a date


def read_duty(file: Path = FILE) -> Duty:
    """The hours of a file. Raises `BadInputError` if it is not what it should be."""
    return model_in(read_small(file, MAX_BYTES), str(file), Duty)


def on_duty(duty: Duty, now: datetime) -> bool:
    """Whether somebody works at this moment."""
    today = _today(duty, now)
    # The shift of yesterday may go on after midnight.
    return any(
        begins <= now < ends for day in (today - timedelta(days=1), today) for begins, ends in _shifts(duty, day)
    )


def next_on_duty(duty: Duty, now: datetime) -> datetime | None:
    """When the next shift begins, in the time zone of the team; None if none does for a month."""
    days = (_today(duty, now) + timedelta(days=ahead) for ahead in range(_LOOKED_AHEAD + 1))
    return min((begins for day in days for begins, _ in _shifts(duty, day) if begins > now), default=None)


def time_on_duty(duty: Duty, since: datetime, until: datetime) -> timedelta:
    """How much of a stretch of time somebody was on duty in."""
    found, day = timedelta(), _today(duty, since) - timedelta(days=1)
    while day <= _today(duty, until):
        for begins, ends in _shifts(duty, day):
            found += max(timedelta(), min(ends, until) - max(begins, since))
        day += timedelta(days=1)
    return found


def said(moment: datetime) -> str:
    """A moment as a customer reads it."""
    return f"{moment:%A, %-d %B, %H:%M} ({moment.tzname()})"


def _today(duty: Duty, now: datetime) -> date:
    return now.astimezone(ZoneInfo(duty.timezone)).date()


def _shifts(duty: Duty, day: date) -> Iterator[tuple[datetime, datetime]]:
    if day in duty.closed:
        return
    zone = ZoneInfo(duty.timezone)
    for shift in duty.hours.get(DAYS[day.weekday()], ()):
        begins, ends = bounds(shift)
        last = day if ends > begins else day + timedelta(days=1)
        yield datetime.combine(day, begins, zone), datetime.combine(last, ends, zone)
