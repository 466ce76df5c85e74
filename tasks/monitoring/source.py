"""Where the watch's figures come from: what runs over subjects told the registry, and what systems report themselves.

A system that answers people, or has a queue, says so by an entry point in the group `revive.watched`.
"""

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import entry_points
from typing import Protocol

from schemas.monitoring.figures import Gauge, Reading
from tasks.bulk.place import Place

GROUP = "revive.watched"


class Watched(Protocol):
    """Something that is watched. Both functions raise `ReviveError` where they cannot look."""

    @property
    def name(self) -> str:
        """The system's."""

    async def readings(self, place: Place, since: datetime, now: datetime) -> Sequence[Reading]:
        """What runs, or hours of a live service, have come to; at least of all that changed since this moment."""

    async def gauges(self, place: Place, now: datetime) -> Sequence[Gauge]:
        """Current values, such as the age of a queue's oldest message."""


def watched() -> tuple[Watched, ...]:
    """All that are installed, by name."""
    return tuple(point.load() for point in sorted(entry_points(group=GROUP), key=lambda one: one.name))
