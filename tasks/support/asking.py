"""Questions from a terminal: one, or a file of them."""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import BinaryIO

from pydantic import ValidationError
from pydantic_core import from_json

from agents.core.agent import problems
from blocks.local import resolve_environment
from blocks.settings import read_settings
from schemas.errors import BadInputError
from schemas.support.feedback import Feedback, FeedbackGiven
from schemas.support.interaction import Asked, Reply
from tasks.support.answering import reply_to
from tasks.support.desk import new_id, open_conversations, open_desk
from tasks.support.feedback import take_feedback

_AT_ONCE = 8
_LONGEST_LINE = 1 << 20  # bytes that are read of a line


async def ask_once(
    question: str, environment: str, session_id: str | None, user_id: str | None, interaction_id: str | None = None
) -> Reply:
    """The reply to one question. Raises `BadInputError` if an id is malformed."""
    try:
        asked = Asked(question=question, session_id=session_id, user_id=user_id, interaction_id=interaction_id)
    except ValidationError:
        raise BadInputError(
            "a session's id has letters, digits, - and _, at most 64; an interaction's as well, at least 16; "
            "a user's at most 128 characters"
        ) from None
    async with open_desk(environment) as desk:
        return await reply_to(asked, desk)


async def say_of(said: Mapping[str, object], environment: str) -> Feedback:
    """Keep what a customer thought of a reply. Raises `BadInputError` if it says nothing, or of no reply of ours."""
    try:
        given = FeedbackGiven.model_validate(said)
    except ValidationError as error:
        raise BadInputError(problems(error)) from None
    spec = await resolve_environment(environment, read_settings())
    async with open_conversations(spec) as conversations:
        return await take_feedback(given, conversations, datetime.now(UTC), new_id())


async def ask_lines(lines: BinaryIO, environment: str, user_id: str | None, show: Callable[[str], object]) -> None:
    """Reply to every line; `show` gets a JSON line for each, in their order. At most a few are under way at once."""
    waiting: list[asyncio.Task[Reply]] = []
    async with open_desk(environment) as desk:
        for asked in _read(lines, user_id):
            waiting.append(asyncio.create_task(reply_to(asked, desk)))
            if len(waiting) >= _AT_ONCE:
                show((await waiting.pop(0)).model_dump_json())
        for task in waiting:
            show((await task).model_dump_json())


def _read(lines: BinaryIO, user_id: str | None) -> Iterator[Asked]:
    while line := lines.readline(_LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := lines.readline(_LONGEST_LINE)):
            pass  # the end of a line that is longer than anybody asks
        yield asked_in(line.decode("utf-8", "replace").strip("\r\n\ufeff"), user_id)


def asked_in(line: str, user_id: str | None = None) -> Asked:
    """The question of a line: JSON with `question`, or the line itself. What cannot be read asks nothing."""
    if not line.lstrip().startswith("{"):
        return Asked(question=line, user_id=user_id)
    try:
        return Asked.model_validate({"user_id": user_id, **from_json(line)})
    except ValidationError:
        return Asked(user_id=user_id)
    except (ValueError, TypeError):  # a question that begins with a brace
        return Asked(question=line, user_id=user_id)
