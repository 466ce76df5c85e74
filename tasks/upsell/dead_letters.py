"""Events that cannot be used: to look at, and to be tried again once what was wrong is mended."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from blocks.local import resolve_environment
from blocks.queue.message import Dead
from blocks.queue.open_queue import open_queue
from blocks.settings import read_settings
from schemas.errors import BadInputError, shown
from tasks.upsell.accepting import QUEUE

_TOGETHER = 100


@dataclass(slots=True)
class DeadLetters:
    """How many there are, by reason code, and the first of them."""

    reasons: Counter[str] = field(default_factory=Counter)
    first: list[Dead] = field(default_factory=list)


async def list_dead(environment: str, reason: str | None, limit: int) -> DeadLetters:
    """The dead letters of one reason, or all."""
    found = DeadLetters()
    async with open_queue(await resolve_environment(environment, read_settings()), QUEUE) as queue:
        async for one in queue.dead(reason):
            found.reasons[one.reason] += 1
            if len(found.first) < limit:
                found.first.append(one)
    return found


async def find_dead(environment: str, event_id: str) -> list[Dead]:
    """The dead letters with this id; of each source there may be one. Raises `BadInputError` if there is none."""
    async with open_queue(await resolve_environment(environment, read_settings()), QUEUE) as queue:
        found = [one async for one in queue.dead() if one.message.id == event_id]
    if not found:
        raise BadInputError(f"there is no dead letter {shown(event_id)}; `revive upsell dead list` shows their ids")
    return found


async def redrive_dead(environment: str, reason: str | None, rate: float | None, *, dry_run: bool) -> int:
    """Make dead letters due again, at most `rate` a second; returns how many. With `dry_run` only counts them."""
    count, batch = 0, list[Dead]()
    together = max(1, min(_TOGETHER, int(rate))) if rate else _TOGETHER
    async with open_queue(await resolve_environment(environment, read_settings()), QUEUE) as queue:
        async for one in queue.dead(reason):
            if dry_run:
                count += 1
                continue
            batch.append(one)
            if len(batch) == together:
                count += await queue.redrive(batch)
                batch.clear()
                await asyncio.sleep(together / rate if rate else 0)
        return count + (await queue.redrive(batch) if batch else 0)


async def prepare_queue(environment: str) -> list[str]:
    """Create the queue where it is missing; returns the names of what was made."""
    async with open_queue(await resolve_environment(environment, read_settings()), QUEUE) as queue:
        return await queue.prepare()
