"""A reply that is heard while it is made. It is finished and kept even if nobody listens any more."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import NamedTuple

from schemas.support.interaction import Asked, Reply
from tasks.support.answering import reply_to
from tasks.support.desk import DEADLINE_S, Desk
from tasks.support.listening import Listener


class Begun(NamedTuple):
    """What is known before the first word."""

    session_id: str
    interaction_id: str


class SpokenReply:
    """`Begun`, then the parts of the answer, to be iterated over once; then `reply` gives all of it.

    A listener that leaves ends nothing: the model is already paid for, and the answer is in the conversation for later.
    The desk waits for it when it is closed.
    """

    def __init__(self, asked: Asked, desk: Desk, deadline_s: float = DEADLINE_S) -> None:
        self._parts: asyncio.Queue[Begun | str | None] = asyncio.Queue()
        listener = Listener(lambda *ids: self._parts.put_nowait(Begun(*ids)), self._parts.put_nowait)
        self._replying = asyncio.create_task(reply_to(asked, desk, deadline_s, listener))
        desk.under_way.add(self._replying)
        self._replying.add_done_callback(desk.under_way.discard)
        self._replying.add_done_callback(lambda _task: self._parts.put_nowait(None))

    def when_done(self, call: Callable[[], None]) -> None:
        """Call it when the reply is made, whether or not somebody still listens."""
        self._replying.add_done_callback(lambda _task: call())

    async def __aiter__(self) -> AsyncIterator[Begun | str]:
        while (part := await self._parts.get()) is not None:
            yield part

    async def reply(self) -> Reply:
        """The whole of it, with its quality."""
        return await asyncio.shield(self._replying)
