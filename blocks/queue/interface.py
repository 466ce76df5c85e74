"""The interface of a queue."""

from collections.abc import AsyncIterator, Callable, Sequence
from typing import Protocol

from blocks.queue.message import Dead, Depth, Leased, Message, Outcome


class Queue(Protocol):
    """Messages at least once: what was put is leased until somebody acknowledges it or it is dead.

    A lease that ends without an answer, because its process was killed, makes the message available again. Of one
    group only one message is leased at a time, the oldest, and a message that waits for its next attempt holds up its
    own group and no other. Ids are remembered for `REMEMBERED_S` after the end.

    Every method raises `StoreError` if the queue is out of reach or the disk is full, and `BadInputError` if it is set
    up wrongly.
    """

    @property
    def url(self) -> str:
        """Where it is, in a form that may be shown."""

    async def put(self, messages: Sequence[Message]) -> list[Outcome]:
        """Store messages durably, or none of them; what was stored before is not stored again.

        Raises `QueueFullError` if so many would be too many.
        """

    async def put_dead(self, messages: Sequence[Message], reason: str, details: Sequence[str]) -> list[Outcome]:
        """Store messages that cannot be used as dead from the beginning, so that somebody sees them."""

    async def lease(self, most: int, seconds: float) -> list[Leased]:
        """At most `most` messages for so many seconds, the oldest first; none if nothing is due."""

    async def extend(self, leased: Sequence[Leased], seconds: float) -> int:
        """Keep leases for so many seconds from now; returns how many were still held."""

    async def acknowledge(self, leased: Sequence[Leased]) -> int:
        """Messages are done. Returns how many of the leases were still held; the others come again."""

    async def release(self, leased: Sequence[Leased], fault: str | None = None) -> int:
        """Give messages back before their lease ends.

        With a `fault` (a reason code) they are due again after a pause that doubles with every attempt, with jitter,
        and dead under that reason after the last. Without one they are due at once, and the attempt does not count.
        """

    async def dead_letter(self, leased: Sequence[Leased], reason: str, detail: str = "") -> int:
        """Try these no more. Returns how many of the leases were still held."""

    async def depth(self) -> Depth:
        """How much is in it."""

    async def oldest(self) -> float | None:
        """When the oldest message that is still to be done was put, in epoch seconds.

        None if there is none, and on SQS, which tells that only to CloudWatch (`ApproximateAgeOfOldestMessage`).
        """

    def dead(self, reason: str | None = None) -> AsyncIterator[Dead]:
        """The dead messages, oldest first; of one reason or of all."""

    async def redrive(self, dead: Sequence[Dead]) -> int:
        """Make dead messages due again, as if never tried. Returns how many there still were."""

    async def erase(self, is_about: Callable[[Message], bool]) -> int:
        """Remove messages that are about somebody, dead ones, too; their ids stay remembered.

        Returns how many there were. On SQS, what others have leased or what waits for its next attempt is not seen.
        """

    async def prepare(self) -> list[str]:
        """Create what is missing; returns its names."""
