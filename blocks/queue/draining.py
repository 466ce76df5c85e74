"""Taking many messages out of a queue to keep them somewhere else, whole or not at all."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from blocks.queue.interface import Queue
from blocks.queue.message import Leased
from schemas.errors import ReviveError

MOST = 10_000
_LEASE_S, _AT_ONCE = 300.0, 500
# Where a process dies again and again, one of its messages may be why: each attempt takes a quarter as many, down to
# the one alone, so that only it is dead in the end.
_FEWER = 4
_log = logging.getLogger(__name__)


class Drain:
    """What is taken out of a queue now: iterate `messages`, store them durably, then `acknowledge`.

    A message that cannot be used goes to `dead_letter` at once.
    """

    def __init__(self, queue: Queue, most: int, lease_s: float) -> None:
        self._queue = queue
        self._most = most
        self._lease_s = lease_s
        self._held: dict[tuple[str, str], Leased] = {}

    async def messages(self) -> AsyncIterator[Leased]:
        """At most `most` messages, each once; their leases are kept up until the drain ends."""
        taken, room = 0, self._most
        while taken < room:
            batch = await self._queue.lease(min(_AT_ONCE, room - taken), self._lease_s)
            if not batch:
                return
            room = min(room, *(max(1, self._most // _FEWER ** (one.attempt - 1)) for one in batch))
            batch, excess = batch[: max(1, room - taken)], batch[max(1, room - taken) :]
            await self._queue.release(excess)
            for one in batch:
                self._held[one.message.source, one.message.id] = one
            taken += len(batch)
            for one in batch:
                yield one

    async def acknowledge(self) -> int:
        """Everything that was taken out and not dead-lettered is durable elsewhere. Returns how many there were."""
        held = list(self._held.values())
        self._held.clear()
        for start in range(0, len(held), _AT_ONCE):
            await self._queue.acknowledge(held[start : start + _AT_ONCE])
        return len(held)

    async def dead_letter(self, leased: Leased, reason: str, detail: str = "") -> None:
        """One of the messages cannot be used."""
        self._held.pop((leased.message.source, leased.message.id), None)
        await self._queue.dead_letter([leased], reason, detail)

    async def keep_leases(self) -> None:
        """Extend the leases again and again; for a task beside the work."""
        while True:
            await asyncio.sleep(self._lease_s / 3)
            if held := list(self._held.values()):
                try:
                    await self._queue.extend(held, self._lease_s)
                except ReviveError as error:  # it may be back before the leases end
                    _log.warning("the leases could not be extended: %s", error)

    async def give_back(self) -> None:
        """What was not acknowledged is due again at once, as if it had not been taken out."""
        held = list(self._held.values())
        self._held.clear()
        with suppress(ReviveError):  # then their leases end by themselves
            await self._queue.release(held)


@asynccontextmanager
async def drain(queue: Queue, most: int = MOST, lease_s: float = _LEASE_S) -> AsyncIterator[Drain]:
    """Take at most `most` messages out; what is not acknowledged at the end of the block is given back.

    A process that is killed gives nothing back: its messages come again when their leases end, with an attempt counted.
    """
    taken = Drain(queue, most, lease_s)
    keeping = asyncio.create_task(taken.keep_leases())
    try:
        yield taken
    finally:
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        await taken.give_back()
