"""How long somebody waits: one moment that admission, calls, repairs and tools share."""

from asyncio import timeout
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

from agents.core.failures import DeadlinePassedError


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on a clock that only goes forward, in seconds."""

    at: float
    clock: Callable[[], float] = monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = monotonic) -> "Deadline":
        """So many seconds from now."""
        return cls(clock() + seconds, clock)

    @property
    def left_s(self) -> float:
        """Seconds until then, 0 if it has passed."""
        return max(0.0, self.at - self.clock())


@asynccontextmanager
async def ending_at(deadline: Deadline) -> AsyncIterator[None]:
    """Cancel what the block waits for when the deadline passes, and raise `DeadlinePassedError`.

    Cancelling is what keeps the books: an attempt that is cancelled is charged as maybe paid.
    """
    left_s = deadline.left_s
    if left_s <= 0:
        raise DeadlinePassedError("the deadline had passed before anything was asked")
    scope = timeout(left_s)
    try:
        async with scope:
            yield
    except TimeoutError:
        if not scope.expired():
            raise
        raise DeadlinePassedError(f"no answer within {left_s:.1f} s") from None
