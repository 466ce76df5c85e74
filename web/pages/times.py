"""Times in words, with the exact moment behind them."""

from datetime import UTC, date, datetime

from markupsafe import Markup

_STEPS = ((60, "second", 1), (3_600, "minute", 60), (86_400, "hour", 3_600), (86_400 * 45, "day", 86_400))
_JUST_NOW_S = 10


def ago(moment: str, now: datetime | None = None) -> Markup:
    """How long ago an ISO 8601 moment was: `3 minutes ago`; empty if nothing has happened."""
    if not moment:
        return Markup("")
    at = datetime.fromisoformat(moment)
    seconds = max(0.0, ((now or datetime.now(UTC)) - at).total_seconds())
    exact = f"{at.astimezone(UTC):%-d %B %Y, %H:%M} UTC"
    return Markup('<time datetime="{}" title="{}">{}</time>').format(moment, exact, _said(seconds, at))


def _said(seconds: float, at: datetime) -> str:
    if seconds < _JUST_NOW_S:
        return "just now"
    for below, unit, one in _STEPS:
        if seconds < below:
            number = int(seconds // one)
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
    return day(at.date())


def day(moment: date | str | None) -> str:
    """A day as people write it: `3 March 2026`."""
    if moment is None or moment == "":
        return ""
    found = date.fromisoformat(moment[:10]) if isinstance(moment, str) else moment
    return f"{found:%-d %B %Y}"


def took(seconds: float) -> str:
    """A length of time: `1 minute 5 seconds`, not 65.218."""
    if seconds < 1:
        return "under a second"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "hour"), (minutes, "minute"), (rest if not hours else 0, "second")]
    return " ".join(f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts if number)
