"""What the watch is told of upsell beside its runs: how long events wait, and how many cannot be used."""

from collections.abc import Sequence
from datetime import datetime

from blocks.queue.open_queue import open_queue
from schemas.monitoring.figures import Gauge, Reading
from tasks.bulk.place import Place
from tasks.upsell.accepting import QUEUE


class WatchedQueue:
    """See `tasks.monitoring.source.Watched`."""

    name = "upsell"

    async def readings(self, place: Place, since: datetime, now: datetime) -> Sequence[Reading]:  # noqa: ARG002 -- the protocol's
        """None: its runs tell the registry."""
        return ()

    async def gauges(self, place: Place, now: datetime) -> Sequence[Gauge]:
        """The queue of events; nothing where the environment has none."""
        if place.environment.queue_url is None:
            return ()
        async with open_queue(place.environment, QUEUE) as queue:
            depth, oldest = await queue.depth(), await queue.oldest()
        age_s = 0.0 if oldest is None else max(0.0, now.timestamp() - oldest)
        said = {"queue_waiting": depth.open, "dead_letters": depth.dead, "queue_age_s": age_s}
        return [Gauge(system=self.name, name=name, value=value) for name, value in said.items()]


WATCHED = WatchedQueue()
