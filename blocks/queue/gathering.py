"""Concurrent calls carried out together: what came while the call before was under way shares one transaction.

A durable commit costs about the same for one message as for fifty, so with many senders this multiplies what a queue
takes in, and nobody waits for a timer.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_Waiting = tuple[Sequence[Item], asyncio.Future[list[Result]]]


class Gathered(Generic[Item, Result]):
    """Calls with items, each of which gets a result; `carry_out` is never called twice at a time."""

    def __init__(self, carry_out: Callable[[list[Item]], Awaitable[list[Result]]], most: int) -> None:
        self._carry_out = carry_out
        self._most = most  # items together, unless one call alone has more
        self._waiting: deque[_Waiting[Item, Result]] = deque()
        self._work: asyncio.Task[None] | None = None

    async def __call__(self, items: Sequence[Item]) -> list[Result]:
        """The results of these items. If the caller goes away meanwhile, they are carried out all the same."""
        future: asyncio.Future[list[Result]] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, future))
        if self._work is None or self._work.done():
            self._work = asyncio.create_task(self._carry_out_all())
        return await future

    async def settle(self) -> None:
        """Wait until nothing is under way."""
        if self._work is not None:
            await self._work

    async def _carry_out_all(self) -> None:
        while self._waiting:
            calls = [self._waiting.popleft()]
            count = len(calls[0][0])
            while self._waiting and count + len(self._waiting[0][0]) <= self._most:
                calls.append(self._waiting.popleft())
                count += len(calls[-1][0])
            await self._together(calls)

    async def _together(self, calls: list[_Waiting[Item, Result]]) -> None:
        try:
            results = iter(await self._carry_out([item for items, _ in calls for item in items]))
        except Exception as error:  # noqa: BLE001 -- each caller raises it
            for _, future in calls:
                if not future.done():
                    future.set_exception(error)
            return
        for items, future in calls:
            mine = [next(results) for _ in items]
            if not future.done():  # the caller is gone
                future.set_result(mine)
