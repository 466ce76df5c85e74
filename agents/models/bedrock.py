"""Amazon Bedrock through the Converse API, structured output by tool schema.

aiobotocore rather than boto3 in threads: half the CPU per call (docs/architecture.md). Endpoint, region and
credentials come from the standard AWS settings.
"""

from asyncio import timeout
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from aiobotocore.config import AioConfig
from aiohttp import ClientConnectionError, ClientConnectorError, ServerTimeoutError
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)
from botocore.parsers import ResponseParserError
from pydantic_core import from_json

from agents.core.model import CallRejectedError, Fault, ModelUnavailableError
from agents.models.converse import DISPENSABLE, body_of, dispensable, reply_of
from agents.models.converse_stream import heard
from agents.models.faults import is_unsupported, refused_settings, retry_after_s
from agents.models.wire import require_allowed
from schemas.agent import ModelReply, ModelRequest
from schemas.aws_http import DirectSession
from schemas.aws_session import aio_session
from schemas.environment import AwsIdentity
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
# What botocore's parser happens to raise on an answer of an unexpected shape.
_MISREAD = (ArithmeticError, AttributeError, LookupError, RecursionError, ResponseParserError, TypeError, ValueError)
# The answer's body during a call, so that we can parse it ourselves.
_arrived: ContextVar[dict[str, bytes]] = ContextVar("revive_bedrock_body")


class BedrockModel:
    """`bedrock:<model id>` on an open client. What the model refuses (`temperature`) is left out from then on."""

    def __init__(self, client: Any, model_id: str, timeout_s: float) -> None:
        self.name = f"bedrock:{model_id}"
        self._client = client
        self._model_id = model_id
        self._timeout_s = timeout_s
        self._refused: frozenset[str] = frozenset()
        self._answered = False

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        return await self._asked(request, self._whole)

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        return await self._asked(request, partial(self._streamed, say))

    async def _whole(self, body: dict[str, Any]) -> Any:
        return await self._client.converse(modelId=self._model_id, **body)

    async def _streamed(self, say: Callable[[str], None], body: dict[str, Any]) -> Any:
        response = await self._client.converse_stream(modelId=self._model_id, **body)
        return await heard(response["stream"], say, self.name)

    async def _asked(self, request: ModelRequest, send: Callable[[dict[str, Any]], Awaitable[Any]]) -> ModelReply:
        body, arrived = body_of(request, self._model_id, self._refused), dict[str, bytes]()
        _arrived.set(arrived)
        try:
            # A client's own timeout is per read: a dripping answer never meets it.
            async with timeout(self._timeout_s):
                response = await send(body)
        except ClientError as error:
            refused = self._dispensable(error, body)
            if not refused:
                raise self._from_service(error) from None
            # It was refused before anything was generated or charged, so the same attempt goes on without it.
            self._refused |= refused
            return await self._asked(request, send)
        except (ConnectTimeoutError, EndpointConnectionError) as error:
            raise _no_connection(error, self.name) from None
        except (ReadTimeoutError, TimeoutError):
            raise ModelUnavailableError("timeout", f"{self.name}: no answer in time") from None
        except HTTPClientError as error:
            raise ModelUnavailableError("cut", f"{self.name}: connection cut ({type(error).__name__})") from None
        except BotoCoreError as error:
            raise BadInputError(f"{self.name}: {one_line(error)}") from None
        except _MISREAD:
            if "body" not in arrived:
                raise
            response = _as_it_came(arrived["body"])
        reply = reply_of(response, request, self.name)
        self._answered = True
        return reply

    def _dispensable(self, error: ClientError, body: dict[str, Any]) -> frozenset[str]:
        """The refused settings that can be left out."""
        code, message, _ = _said(error)
        return refused_settings(message, dispensable(body)) if code == "ValidationException" else frozenset()

    def _from_service(self, error: ClientError) -> Exception:
        code, message, status = _said(error)
        said = f"{self.name}: {code}: {message}"
        if code in _PASSING or status >= 500 or status in (408, 429):  # noqa: PLR2004 -- HTTP status classes
            fault = _PASSING.get(code, "throttled" if status == 429 else "server")  # noqa: PLR2004 -- same
            return ModelUnavailableError(fault, said, retry_after_s(_headers(error)))
        if 300 <= status < 400:  # noqa: PLR2004 -- HTTP status classes; a redirect, which is not followed
            return BadInputError(f"{said} -- the endpoint redirects elsewhere; check AWS_ENDPOINT_URL_BEDROCK_RUNTIME")
        if code in _CONFIGURATION:
            return BadInputError(f"{said} -- {_CONFIGURATION[code]}")
        if any(phrase in message for phrase in _UNKNOWN_MODEL):
            return BadInputError(f"{said} -- check the model id and the region")
        if not self._answered and self._refuses_all(message):
            return BadInputError(f"{said} -- this model cannot be asked in this way, choose another")
        return CallRejectedError(said)

    def _refuses_all(self, message: str) -> bool:
        """Whether every request would be refused, so that no other subject needs to be tried."""
        return is_unsupported(message) or bool(refused_settings(message, DISPENSABLE) & self._refused)


@asynccontextmanager
async def open_bedrock(
    model_id: str, aws: AwsIdentity, *, concurrency: int, timeout_s: float, real_calls: bool
) -> AsyncIterator[BedrockModel]:
    """A client for one run. Raises `BadInputError` without region or credentials, before anything is paid."""
    ours = {
        # The limiter retries and reserves quota again; a retry below it would do neither.
        "retries": {"total_max_attempts": 1, "mode": "standard"},
        "connect_timeout": 5,
        "read_timeout": timeout_s,
        "max_pool_connections": max(concurrency, 10),
        # Saves a fifth of a call's CPU: we have checked the request's types already, and a user agent that is given is
        # not assembled anew for every call.
        "parameter_validation": False,
        "user_agent": "revive",
        "http_session_cls": DirectSession,
    }
    config = AioConfig(**(aws.config | ours))
    try:
        session = await aio_session(aws, f"bedrock:{model_id}")
        if not (aws.region or session.get_config_variable("region")):
            raise BadInputError(f"bedrock:{model_id}: no AWS region; set AWS_REGION")
        context = session.create_client("bedrock-runtime", config=config, **aws.arguments)
        client = await context.__aenter__()
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"bedrock:{model_id}: {one_line(error)}") from None
    try:
        require_allowed(client.meta.endpoint_url, real_calls=real_calls)
        client.meta.events.register("before-parse.bedrock-runtime.Converse", _keep_body)
        yield BedrockModel(client, model_id, timeout_s)
    finally:
        await context.__aexit__(None, None, None)


def _no_connection(error: ConnectTimeoutError | EndpointConnectionError, model: str) -> ModelUnavailableError:
    """Botocore also says "could not connect" of a connection that died midway; such a call may have been paid for."""
    cause = error.kwargs.get("error")
    if isinstance(cause, ClientConnectionError) and not isinstance(cause, ClientConnectorError | ServerTimeoutError):
        return ModelUnavailableError("cut", f"{model}: connection cut ({type(cause).__name__})")
    return ModelUnavailableError("server", f"{model}: no connection ({type(error).__name__})")


def _said(error: ClientError) -> tuple[str, str, int]:
    """Code, message and HTTP status."""
    said = error.response.get("Error", {})
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return str(said.get("Code", "")), one_line(said.get("Message", "")), int(status)


def _headers(error: ClientError) -> dict[str, str]:
    headers: dict[str, str] = error.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    return headers


def _keep_body(response_dict: dict[str, Any], **_: object) -> None:
    _arrived.get({})["body"] = response_dict["body"]


def _as_it_came(body: bytes) -> Any:
    try:
        return from_json(body)
    except ValueError:
        return None
