"""How much waits in the queue of events, and for how long."""

from datetime import UTC, datetime

from blocks.queue.open_queue import open_queue
from schemas.upsell.pages import QueueNow
from tasks.bulk.place import Place
from tasks.upsell.accepting import QUEUE


async def queue_now(place: Place) -> QueueNow | None:
    """As it is; None if the environment has no queue."""
    if place.environment.queue_url is None:
        return None
    async with open_queue(place.environment, QUEUE) as queue:
        depth, oldest = await queue.depth(), await queue.oldest()
    at = "" if oldest is None else datetime.fromtimestamp(oldest, UTC).isoformat(timespec="seconds")
    return QueueNow(waiting=depth.waiting, leased=depth.leased, dead=depth.dead, oldest_at=at)
