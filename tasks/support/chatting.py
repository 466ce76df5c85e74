"""A conversation at a terminal: its earlier turns, and each answer as it is made."""

from collections.abc import Callable
from contextlib import AsyncExitStack

from pydantic import ValidationError

from schemas.errors import BadInputError
from schemas.support.interaction import Asked, Reply
from tasks.support.desk import Desk, open_desk
from tasks.support.speaking import Begun, SpokenReply
from tasks.support.tables import NOBODY, Turn

MOST_SHOWN = 10  # earlier turns


class Chat:
    """Open it, ask, close it: each on one event loop, which need not run in between."""

    def __init__(self, session_id: str | None, user_id: str | None) -> None:
        """Raises `BadInputError` if the session's id is none."""
        try:
            self._asked = Asked(session_id=session_id, user_id=user_id)
        except ValidationError:
            raise BadInputError(
                "a session's id has letters, digits, - and _, at most 64; a user's at most 128"
            ) from None
        self._stack = AsyncExitStack()
        self._desk: Desk | None = None

    @property
    def session_id(self) -> str | None:
        """The session to go on with; None before the first question of a new one."""
        return self._asked.session_id

    async def open(self, environment: str) -> tuple[Turn, ...]:
        """Open the desk; the last turns of the session, oldest first.

        Raises `BadInputError` if the session is another user's, which begins no new one here.
        """
        self._desk = await self._stack.enter_async_context(open_desk(environment))
        conversations, session = self._desk.conversations, self._asked.session_id
        if conversations is None or session is None:
            return ()
        owner = await conversations.owner(session)
        if owner not in (None, self._asked.user_id or NOBODY):
            raise BadInputError(f"session {session} is another user's; say whose with --user")
        return (await conversations.turns(session))[-MOST_SHOWN:]

    async def ask(self, question: str, say: Callable[[str], object]) -> Reply:
        """The reply; `say` gets its answer in parts."""
        assert self._desk is not None
        spoken = SpokenReply(self._asked.model_copy(update={"question": question}), self._desk)
        async for part in spoken:
            if isinstance(part, Begun):
                self._asked = self._asked.model_copy(update={"session_id": part.session_id})
            else:
                say(part)
        return await spoken.reply()

    async def settle(self) -> None:
        """Wait until what was asked is answered and kept, though nobody listens."""
        if self._desk is not None:
            await self._desk.finished()

    async def close(self) -> None:
        """Close the desk."""
        await self._stack.aclose()
