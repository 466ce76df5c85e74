"""An answer of ConverseStream, heard as it comes.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html: the input of a tool comes as
pieces of its JSON.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import ClientError as ConnectionFault
from botocore.eventstream import ParserError
from botocore.exceptions import BotoCoreError, ClientError
from pydantic_core import from_json

from agents.core.model import ModelUnavailableError
from schemas.errors import one_line

# What ends a stream before its end: the connection, its framing, events of another shape.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    BotoCoreError,
    ConnectionFault,
    LookupError,
    OSError,
    ParserError,
    TypeError,
    ValueError,
)


async def heard(stream: Any, say: Callable[[str], None], model: str, tool: str = "") -> dict[str, Any]:
    """Say every text as it comes, or the JSON that the `tool` of this name is given; the answer, as Converse has it.

    Raises `ModelUnavailableError` if the stream breaks; such a call may have been paid for.
    """
    content = _Content(say, tool)
    whole: dict[str, Any] = {}
    try:
        async for event in stream:
            content.add(event)
            whole |= event.get("messageStop", {}) | event.get("metadata", {})
    except ClientError as error:
        raise ModelUnavailableError("cut", f"{model}: the stream ended early: {one_line(error)}") from None
    except _BROKEN as error:
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({type(error).__name__})") from None
    finally:
        stream.close()
    return {"output": {"message": {"content": content.blocks()}}, **whole}


class _Content:
    """The blocks of an answer, put together from their pieces."""

    def __init__(self, say: Callable[[str], None], tool: str) -> None:
        self._say = say
        self._tool = tool
        self._texts: list[str] = []
        self._uses: dict[int, dict[str, Any]] = {}  # by the number of their block

    def add(self, event: dict[str, Any]) -> None:
        """Whatever of the event is content; what else it holds is passed over."""
        start = event.get("contentBlockStart", {})
        if "toolUse" in start.get("start", {}):
            self._uses[start.get("contentBlockIndex", 0)] = {**start["start"]["toolUse"], "input": ""}
        piece = event.get("contentBlockDelta", {})
        delta = piece.get("delta", {})
        if isinstance(text := delta.get("text"), str):
            self._add_text(text)
        use = self._uses.get(piece.get("contentBlockIndex", 0))
        if use is not None and isinstance(given := delta.get("toolUse", {}).get("input"), str):
            use["input"] += given
            if use.get("name") == self._tool:
                self._say(given)

    def _add_text(self, text: str) -> None:
        self._texts.append(text)
        if not self._tool:
            self._say(text)

    def blocks(self) -> list[dict[str, Any]]:
        """As Converse gives them; an input that is not JSON stays a text."""
        uses = [{"toolUse": {**use, "input": _input(use["input"])}} for use in self._uses.values()]
        return [{"text": "".join(self._texts)}, *uses]


def _input(given: str) -> Any:
    try:
        return from_json(given or "{}")
    except ValueError:
        return given
