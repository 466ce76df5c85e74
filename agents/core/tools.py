"""Tools that a model may ask for: a name, what for, what they are given, and an async function of ours.

What a tool gives is data from outside, like a customer's text: it is cleaned and cut, and stands in a place of its own
in the request. Tools are asked for by a model that reads what strangers write, so they should only read.
"""

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from agents.core.agent import problems
from agents.core.json_schema import inline_schema
from schemas.errors import ReviveError, one_line
from schemas.messages import TOOL_NAME, ToolResult, ToolSpec, ToolUse

MOST_CHARACTERS = 8_000  # of a result
MOST_OF_A_PROBLEM = 1_000
MOST_AT_ONCE = 8

_log = logging.getLogger(__name__)
Arguments = TypeVar("Arguments", bound=BaseModel)


class ToolFailedError(Exception):
    """A tool cannot give what it was asked for; the model reads the message, so it holds no secret."""


@dataclass(frozen=True, slots=True)
class Tool(Generic[Arguments]):
    """`run` gives a text, or what can be written as JSON. `timeout_s` is for one use of it."""

    name: str
    description: str
    arguments: type[Arguments]
    run: Callable[[Arguments], Awaitable[object]]
    timeout_s: float = 5.0

    def __post_init__(self) -> None:
        if not re.fullmatch(TOOL_NAME, self.name):
            raise ValueError(f"{self.name!r} is no name of a tool: letters, digits, _ and -, at most 64")

    @property
    def spec(self) -> ToolSpec:
        """The tool as a model is told of it."""
        return ToolSpec(self.name, self.description, inline_schema(self.arguments))


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question with tools may take. The deadline is the caller's.

    `tokens` and `usd` are of all calls together, repairs included, and of calls that were cut at their worst case;
    where only one more call fits, that one must answer.
    """

    steps: int = 6  # calls; the last one must answer, and repairs of the answer come on top
    tokens: int = 100_000  # of input and output
    usd: float | None = None  # dollars; None if only the tokens count


USUAL_BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class ToolRun:
    """One use of a tool and what came of it; `error` is what it raised, for us and not for the model."""

    use: ToolUse
    result: ToolResult
    error: Exception | None
    latency_s: float


async def run_tools(tools: Mapping[str, Tool[Any]], uses: tuple[ToolUse, ...]) -> tuple[ToolRun, ...]:
    """Run what one answer asks for at the same time. A use that cannot be run has a result that says why."""
    runs = (_run(tools, use, refused=place >= MOST_AT_ONCE) for place, use in enumerate(uses))
    return tuple(await asyncio.gather(*runs))


async def _run(tools: Mapping[str, Tool[Any]], use: ToolUse, *, refused: bool) -> ToolRun:
    started = monotonic()
    try:
        if refused:
            raise ToolFailedError(f"at most {MOST_AT_ONCE} tools can be used at once; ask for this one again")
        text, error = await _given(tools, use), None
    except Exception as raised:  # noqa: BLE001 -- whatever a tool raises, the question goes on and the caller is told
        text, error = _told(use, raised), raised
    result = ToolResult(id=use.id, text=text, failed=error is not None)
    return ToolRun(use, result, error, monotonic() - started)


async def _given(tools: Mapping[str, Tool[Any]], use: ToolUse) -> str:
    tool = tools.get(use.name)
    if tool is None:
        raise ToolFailedError(f"there is no tool {use.name}; there are: {', '.join(tools)}")
    if use.problem:
        raise ToolFailedError(use.problem)
    try:
        arguments = tool.arguments.model_validate(use.input)
    except ValidationError as error:
        raise ToolFailedError(f"invalid arguments: {problems(error)}"[:MOST_OF_A_PROBLEM]) from None
    async with asyncio.timeout(tool.timeout_s):
        given = await tool.run(arguments)
    return _cut(given if isinstance(given, str) else to_json(given).decode())


def _told(use: ToolUse, error: Exception) -> str:
    """What the model may know: our own messages hold no secret; of any other error, nothing but that there was one."""
    if isinstance(error, ToolFailedError):
        return str(error)[:MOST_OF_A_PROBLEM]
    _log.warning("tool %s failed: %s: %s", use.name, type(error).__name__, one_line(error))
    if isinstance(error, TimeoutError):
        return "the tool took too long"
    return f"the tool failed: {one_line(error)}" if isinstance(error, ReviveError) else "the tool failed"


def _cut(text: str) -> str:
    if len(text) <= MOST_CHARACTERS:
        return text
    return f"{text[:MOST_CHARACTERS]}\n(cut here: the first {MOST_CHARACTERS} of {len(text)} characters)"
