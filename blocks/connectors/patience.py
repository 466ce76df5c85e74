"""Retries calls to a service: as it asks for itself, and for a few minutes at most."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TypeVar

from blocks.connectors.page import ServiceError

_T = TypeVar("_T")
_FIRST_S, _LONGEST_S = 0.5, 60.0
TOO_MANY, SERVER = 429, 500


class BusyError(Exception):
    """A service could not answer this time: it is busy, broken for the moment, or the connection was cut."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s  # as the service says


@dataclass(slots=True)
class Patience:
    """`sleep` and the clock are passed in; `attempts` are of one request."""

    attempts: int = 5
    most_s: float = 180.0
    answer_s: float = 90.0  # for one whole answer, however slowly it drips
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    clock: Callable[[], float] = monotonic
    jitter: random.Random = field(default_factory=random.Random)

    async def __call__(self, name: str, call: Callable[[], Awaitable[_T]]) -> _T:
        """What the call gives. Raises `ServiceError` once it was busy for too long."""
        begun = self.clock()
        for attempt in range(1, self.attempts + 1):
            try:
                return await self._within(call)
            except BusyError as busy:
                pause = self._pause(attempt, busy.after_s)
                if attempt == self.attempts or self.clock() - begun + pause > self.most_s:
                    raise ServiceError(
                        f"{name} does not answer: {busy} ({attempt} attempts); try again later"
                    ) from None
            await self.sleep(pause)
        raise AssertionError("attempts are at least one")

    async def _within(self, call: Callable[[], Awaitable[_T]]) -> _T:
        """The call, ended at its deadline: clients know a timeout between two pieces only."""
        try:
            async with asyncio.timeout(self.answer_s):
                return await call()
        except TimeoutError:
            raise BusyError(f"no whole answer within {self.answer_s:g} s") from None

    def _pause(self, attempt: int, said: float | None) -> float:
        ceiling = min(_LONGEST_S, _FIRST_S * 2**attempt)
        return self.jitter.uniform(ceiling / 2, ceiling) if said is None else said


def retry_after(header: str | None, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """Seconds to wait, as the header says: a number or a date; None if it says nothing that can be read."""
    if not header:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now()).total_seconds())
