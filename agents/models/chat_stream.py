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


async def heard(stream: AsyncStream[ChatCompletionChunk], say: Callable[[str], None], model: str) -> ChatCompletion:
    """Say every text as it comes; the whole answer, as if it had come at once.

    Raises `ModelUnavailableError` where the stream breaks, which may be paid for however it does.
    """
    message = SimpleNamespace(content="", refusal="")
    why: object = None
    usage: object = None
    try:
        async with stream:
            async for chunk in stream:
                usage = getattr(chunk, "usage", None) or usage
                for choice in _first(getattr(chunk, "choices", None)):
                    why = getattr(choice, "finish_reason", None) or why
                    delta: object = getattr(choice, "delta", None)
                    message.refusal += _text(delta, "refusal")
                    if text := _text(delta, "content"):
                        message.content += text
                        say(text)
    except APIConnectionError as error:
        why = type(error.__cause__).__name__
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({why})") from None
    except APIError as error:
        raise ModelUnavailableError("cut", f"{model}: the stream ended early: {one_line(error.message)}") from None
    except (HTTPError, StreamError, RecursionError, ValueError) as error:
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({type(error).__name__})") from None
    whole: dict[str, Any] = {"choices": [SimpleNamespace(finish_reason=why, message=message)], "usage": usage}
    return ChatCompletion.model_construct(**whole)


def _first(choices: Any) -> list[object]:
    return choices[:1] if isinstance(choices, list) else []


def _text(part: object, name: str) -> str:
    text = getattr(part, name, None)
    return text if isinstance(text, str) else ""
