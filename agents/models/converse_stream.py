"""An answer of ConverseStream, heard as it comes.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html
"""

from collections.abc import Callable
from typing import Any

from aiohttp import ClientError as ConnectionFault
from botocore.eventstream import ParserError
from botocore.exceptions import BotoCoreError, ClientError

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
)


async def heard(stream: Any, say: Callable[[str], None], model: str) -> dict[str, Any]:
    """Say every text as it comes; the whole answer, as Converse would have given it.

    Raises `ModelUnavailableError` where the stream breaks, which may be paid for however it does.
    """
    texts: list[str] = []
    whole: dict[str, Any] = {"output": {"message": {"content": [{"text": ""}]}}}
    try:
        async for event in stream:
            if isinstance(text := event.get("contentBlockDelta", {}).get("delta", {}).get("text"), str):
                texts.append(text)
                say(text)
            whole |= event.get("messageStop", {}) | event.get("metadata", {})
    except ClientError as error:
        raise ModelUnavailableError("cut", f"{model}: the stream ended early: {one_line(error)}") from None
    except (*_BROKEN, ValueError) as error:
        raise ModelUnavailableError("cut", f"{model}: the stream broke ({type(error).__name__})") from None
    finally:
        stream.close()
    whole["output"] = {"message": {"content": [{"text": "".join(texts)}]}}
    return whole
