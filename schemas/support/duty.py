"""When somebody of the team is on duty (`prompts/support/duty.yaml`)."""

from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAYS: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# `09:00-17:30`; one that ends before it begins goes on after midnight, and `00:00-24:00` is the whole day.
Shift = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$")]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone {name[:40]!r}; write it as in Europe/Berlin") from None
    return name


class Duty(BaseModel):
    """Hours by day of the week in a time zone, without the days on which nobody works."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    timezone: Annotated[str, AfterValidator(_zone)]
    hours: dict[Day, tuple[Shift, ...]] = Field(description="A day without an entry is a day off.")
    closed: frozenset[date] = frozenset()
    same_matter_days: int = Field(
        default=14, ge=0, le=90, description="For how long a resolved matter is not handed over again by itself."
    )
    stale_after_hours: float = Field(
        default=8, gt=0, le=720, description="On duty; who took a conversation and writes nothing for so long loses it."
    )


def bounds(shift: str) -> tuple[time, time]:
    """When a shift begins and ends on the clock; midnight for 24:00."""
    begins, _, ends = shift.partition("-")
    return time.fromisoformat(begins), time() if ends == "24:00" else time.fromisoformat(ends)
