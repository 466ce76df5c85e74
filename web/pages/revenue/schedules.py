"""When something runs, in words."""

_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def in_words(cron: str, timezone: str) -> str:
    """`every Monday at 06:00 UTC`; a schedule that is none of the usual is given as it is."""
    minute, hour, day, month, weekdays = cron.split()
    if not (minute.isdigit() and hour.isdigit()) or (day, month) != ("*", "*"):
        return f"{cron} ({timezone})"
    at = f"at {int(hour):02}:{int(minute):02} {timezone}"
    if weekdays == "*":
        return f"every day {at}"
    if weekdays == "1-5":
        return f"Monday to Friday {at}"
    if weekdays.isdigit() and int(weekdays) <= 7:  # noqa: PLR2004 -- cron's Sunday is 0 and 7
        return f"every {_DAYS[int(weekdays) % 7]} {at}"
    return f"{cron} ({timezone})"
