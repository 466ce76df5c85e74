"""What can go wrong in a call to Bedrock, in the words of `agents/core/model.py`."""

from asyncio import timeout
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientConnectionError, ClientConnectorError, ClientPayloadError, ServerTimeoutError
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    IncompleteReadError,
    ReadTimeoutError,
)

from agents.core.model import CallRejectedError, Fault, ModelUnavailableError
from agents.models.faults import retry_after_s
from schemas.errors import BadInputError, one_line

_PASSING: dict[str, Fault] = {
    "ThrottlingException": "throttled",
    "TooManyRequestsException": "throttled",
    "ServiceQuotaExceededException": "throttled",
    "ServiceUnavailableException": "server",
    "InternalServerException": "server",
    "InternalFailure": "server",
    "ModelNotReadyException": "server",
    "ModelErrorException": "server",
    "ModelTimeoutException": "timeout",
}
_CONFIGURATION = {
    "AccessDeniedException": "check the IAM policy and the model access of this account",
    "ExpiredTokenException": "renew the AWS credentials",
    "InvalidSignatureException": "check the AWS credentials",
    "IncompleteSignatureException": "check the AWS credentials",
    "MissingAuthenticationTokenException": "give AWS credentials",
    "ResourceNotFoundException": "check the model id and the region",
    "UnrecognizedClientException": "check the AWS credentials",
}
_UNKNOWN_MODEL = ("model identifier", "on-demand throughput", "inference profile")


@asynccontextmanager
async def calling(name: str, timeout_s: float) -> AsyncIterator[None]:
    """Around one call, which ends after `timeout_s`: what botocore raises becomes ours, but for `ClientError`.

    Raises `ModelUnavailableError` and `BadInputError`.
    """
    try:
        # A client's own timeout is per read: a dripping answer never meets it.
        async with timeout(timeout_s):
            yield
    except ClientError:
        raise
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        raise _no_connection(error, name) from None
    except (ReadTimeoutError, TimeoutError):
        raise ModelUnavailableError("timeout", f"{name}: no answer in time") from None
    except (HTTPClientError, IncompleteReadError, ClientPayloadError) as error:  # the last from a body that streams
        raise ModelUnavailableError("cut", f"{name}: connection cut ({type(error).__name__})") from None
    except BotoCoreError as error:
        raise BadInputError(f"{name}: {one_line(error)}") from None


async def answered(call: Awaitable[Any], name: str) -> dict[str, Any]:
    """A service's answer, inside of `calling`. Raises what `refusal` gives, and `ModelUnavailableError` for junk."""
    try:
        answer: dict[str, Any] = await call
    except ClientError as error:
        raise refusal(error, name) from None
    except (AttributeError, TypeError, ValueError):  # botocore's parser, of an answer that has another shape
        raise ModelUnavailableError("cut", f"{name}: the answer has another shape") from None
    return answer


def refusal(error: ClientError, name: str) -> Exception:
    """What the service says: it passes, the configuration is wrong, or this request will never be answered."""
    code, message, status = said_by(error)
    said = f"{name}: {code}: {message}"
    if code in _PASSING or status >= 500 or status in (408, 429):  # noqa: PLR2004 -- HTTP status classes
        fault = _PASSING.get(code, "throttled" if status == 429 else "server")  # noqa: PLR2004 -- same
        return ModelUnavailableError(fault, said, retry_after_s(_headers(error)))
    if 300 <= status < 400:  # noqa: PLR2004 -- HTTP status classes; a redirect, which is not followed
        return BadInputError(f"{said} -- the endpoint redirects elsewhere; check AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
    if code in _CONFIGURATION:
        return BadInputError(f"{said} -- {_CONFIGURATION[code]}")
    if any(phrase in message for phrase in _UNKNOWN_MODEL):
        return BadInputError(f"{said} -- check the model id and the region")
    return CallRejectedError(said)


def said_by(error: ClientError) -> tuple[str, str, int]:
    """Code, message and HTTP status."""
    said = error.response.get("Error", {})
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return str(said.get("Code", "")), one_line(said.get("Message", "")), int(status)


def _no_connection(error: ConnectTimeoutError | EndpointConnectionError, name: str) -> ModelUnavailableError:
    """Botocore also says "could not connect" of a connection that died midway; such a call may have been paid for."""
    cause = error.kwargs.get("error")
    if isinstance(cause, ClientConnectionError) and not isinstance(cause, ClientConnectorError | ServerTimeoutError):
        return ModelUnavailableError("cut", f"{name}: connection cut ({type(cause).__name__})")
    return ModelUnavailableError("server", f"{name}: no connection ({type(error).__name__})")


def _headers(error: ClientError) -> dict[str, str]:
    headers: dict[str, str] = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return headers
