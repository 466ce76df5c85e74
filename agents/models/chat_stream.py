"""An answer of the Chat Completions API, heard as it comes.

https://platform.openai.com/docs/api-reference/chat-streaming: the last part has the usage, if it was asked for.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from httpx2 import HTTPError, StreamError
from openai import APIConnectionError, APIError, AsyncStream
from openai.types.chat import ChatCompletion, ChatCompletionChunk

from agents.core.model import ModelUnavailableError
from schemas.errors import one_line


async def heard(
    stream: AsyncStream[ChatCompletionChunk], say: Callable[[str], None], model: str, tool: str = ""
) -> ChatCompletion:
    """Say every text as it comes, or what the `tool` of this name is given; the answer, as if it had come at once.

    Raises `ModelUnavailableError` if the stream breaks; such a call may have been paid for.
    """
    message = _Message(say, tool)
    usage: object = None
    try:
        async with stream:
            async for chunk in stream:
                usage = getattr(chunk, "usage", None) or usage
                for choice in _listed(getattr(chunk, "choices", None))[:1]:
                    message.add(choice)
    except APIConnectionError as error:
        why = type(error.__cause__).__name__
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({why})") from None
    except APIError as error:
        raise ModelUnavailableError("cut", f"{model}: the stream ended early: {one_line(error.message)}") from None
    except (HTTPError, StreamError, RecursionError, ValueError) as error:
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({type(error).__name__})") from None
    whole: dict[str, Any] = {"choices": [message.choice()], "usage": usage}
    return ChatCompletion.model_construct(**whole)


class _Message:
    """What was said, refused and asked of tools, put together from its parts. Any of them may be missing."""

    def __init__(self, say: Callable[[str], None], tool: str) -> None:
        self._say = say
        self._tool = tool
        self._content = ""
        self._refusal = ""
        self._why: object = None
        self._calls: dict[object, SimpleNamespace] = {}  # by their number

    def add(self, choice: object) -> None:
        """One part."""
        self._why = getattr(choice, "finish_reason", None) or self._why
        delta: object = getattr(choice, "delta", None)
        self._refusal += _text(delta, "refusal")
        if text := _text(delta, "content"):
            self._content += text
            if not self._tool:
                self._say(text)
        for call in _listed(getattr(delta, "tool_calls", None)):
            self._add_call(call)

    def _add_call(self, call: object) -> None:
        number, part = getattr(call, "index", None), getattr(call, "function", None)
        if not isinstance(number, int):
            return
        function = SimpleNamespace(name=None, arguments="")
        known = self._calls.setdefault(number, SimpleNamespace(id=getattr(call, "id", None), function=function))
        known.function.name = _text(part, "name") or known.function.name
        if given := _text(part, "arguments"):
            known.function.arguments += given
            if known.function.name == self._tool:
                self._say(given)

    def choice(self) -> SimpleNamespace:
        """The whole, in the shape of an answer that came at once."""
        calls = list(self._calls.values())
        message = SimpleNamespace(content=self._content, refusal=self._refusal, tool_calls=calls)
        return SimpleNamespace(finish_reason=self._why, message=message)


def _listed(value: Any) -> list[object]:
    return value if isinstance(value, list) else []


def _text(part: object, name: str) -> str:
    text = getattr(part, name, None)
    return text if isinstance(text, str) else ""
