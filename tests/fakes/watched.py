"""Figures as a busy system would tell them, and a source that tells them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from schemas.errors import StoreError
from schemas.latency import bucket
from schemas.monitoring.figures import Figures, Gauge, Reading, Series
from tasks.bulk.place import Place

NOON = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)  # a Wednesday
BOT = Series(system="toy", agent="bot", version="1.0.0", model="m")


def figures(runs: int = 100, *, errors: int = 1, seconds: float = 1.0, **counts: float) -> Figures:
    """An hour: of so many runs nine in ten take this long, the others three times."""
    slow = runs // 10
    known = {"runs": runs, "errors": errors} | counts
    spread = {str(bucket(seconds)): runs - slow, str(bucket(3 * seconds)): slow}
    return Figures.model_validate({"counts": known, "spreads": {"latency.all": spread}})


def reading(at: datetime, told: Figures, source: str = "", series: Series = BOT) -> Reading:
    """What one run, or one hour, came to."""
    return Reading(source=source or f"run {at:%d %H:%M}", series=series, at=at, figures=told)


def weeks(until: datetime, told: Figures, hours: int = 10 * 24) -> list[Reading]:
    """Every hour the same, up to this one."""
    return [reading(until - timedelta(hours=back), told) for back in range(hours, 0, -1)]


@dataclass
class Source:
    """See `tasks.monitoring.source.Watched`. `away`: why it cannot be looked at."""

    told: list[Reading] = field(default_factory=list)
    said: dict[str, float] = field(default_factory=dict)
    away: str = ""
    name: str = "toy"

    async def readings(self, place: Place, since: datetime, now: datetime) -> Sequence[Reading]:
        assert place.environment.name
        if self.away:
            raise StoreError(self.away)
        return [one for one in self.told if since <= one.at <= now]

    async def gauges(self, place: Place, now: datetime) -> Sequence[Gauge]:
        assert place
        assert now
        return [Gauge(system=self.name, name=name, value=value) for name, value in self.said.items()]
