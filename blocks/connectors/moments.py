"""Moments as services write them, as the warehouse has them: UTC, without a zone."""

from datetime import UTC, date, datetime


def utc(text: str | None) -> datetime | None:
    """ISO 8601 with any zone, `+0000` without a colon included; a moment without one is UTC. None if it is none."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def day(text: str | None) -> date | None:
    """The day of a moment or a date, in UTC."""
    moment = utc(text)
    return None if moment is None else moment.date()
