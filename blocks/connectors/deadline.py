"""Work of a client that blocks, in a thread that may be left behind.

A timeout of such a client is between two pieces of an answer, so a server that sends a byte a second holds it for ever.
`asyncio.to_thread` would wait for it at the end of the process; a daemon thread does not hold anybody up.
"""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")


async def in_thread(work: Callable[[], _T]) -> _T:
    """What the work gives, or raises. Whoever stops waiting leaves the thread behind; its answer goes nowhere."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[_T] = loop.create_future()

    def give(value: _T | None, error: BaseException | None) -> None:
        if answer.cancelled():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(value)  # type: ignore[arg-type]  # the work's own None is a value

    def run() -> None:
        value, error = None, None
        try:
            value = work()
        except BaseException as raised:  # noqa: BLE001 -- handed to whoever waits
            error = raised
        try:
            loop.call_soon_threadsafe(give, value, error)
        except RuntimeError:
            return  # the loop has ended: nobody waits any more

    threading.Thread(target=run, daemon=True, name="connector").start()
    return await answer
