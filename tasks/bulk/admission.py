"""Limits how many subjects of a run are under way at once. Earlier batches go first, so that they finish first."""

import asyncio
import heapq
from dataclasses import dataclass, field
from itertools import count


@dataclass(slots=True)
class SubjectAdmission:
    """Places within one event loop. In order of arrival, all batches of a run would stay open until its end."""

    free: int
    _waiting: list[tuple[int, int, asyncio.Future[None]]] = field(default_factory=list)
    _arrivals: "count[int]" = field(default_factory=count)

    async def enter(self, batch: int) -> None:
        """Wait for a place for a subject of this batch."""
        if self.free and not self._waiting:
            self.free -= 1
            return
        admitted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (batch, next(self._arrivals), admitted))
        try:
            await admitted
        except asyncio.CancelledError:
            if admitted.done() and not admitted.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        """Give a place back."""
        while self._waiting:
            _, _, admitted = heapq.heappop(self._waiting)
            if not admitted.done():
                admitted.set_result(None)
                return
        self.free += 1
