"""What the watch is told of upsell beside its runs: how long events wait, and how many cannot be used."""

from collections.abc import Sequence
from datetime import datetime

from schemas.monitoring.figures import Gauge, Reading
from tasks.bulk.place import Place
from tasks.upsell.watching_queue import queue_now


class WatchedQueue:
    """See `tasks.monitoring.source.Watched`."""

    name = "upsell"

    async def readings(self, place: Place, since: datetime, now: datetime) -> Sequence[Reading]:  # noqa: ARG002 -- the protocol's
        """None: its runs tell the registry."""
        return ()

    async def gauges(self, place: Place, now: datetime) -> Sequence[Gauge]:
        """The queue of events; nothing where the environment has none."""
        queue = await queue_now(place)
        if queue is None:
            return ()
        age_s = max(0.0, (now - datetime.fromisoformat(queue.oldest_at)).total_seconds()) if queue.oldest_at else 0.0
        said = {"queue_waiting": queue.waiting + queue.leased, "dead_letters": queue.dead, "queue_age_s": age_s}
        return [Gauge(system=self.name, name=name, value=value) for name, value in said.items()]


WATCHED = WatchedQueue()
