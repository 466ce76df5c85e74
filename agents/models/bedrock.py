"""Amazon Bedrock through the Converse API, structured output by tool schema.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
aiobotocore rather than boto3 in threads: half the CPU per call (docs/architecture.md). Endpoint, region and
credentials come from the standard AWS settings.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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

from agents.models.base import AnswerBlockedError, CallRejectedError, Fault, ModelUnavailableError
from agents.models.caching import keeps
from agents.models.wire import require_allowed
from schemas.agent import Draft, ModelReply, ModelRequest, Stop, Usage
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
_STOPS: dict[str, Stop] = {"max_tokens": "max_tokens", "guardrail_intervened": "blocked", "content_filtered": "blocked"}


class BedrockModel:
    """`bedrock:<model id>` on an open client."""

    def __init__(self, client: Any, model_id: str) -> None:
        self.name = f"bedrock:{model_id}"
        self._client = client
        self._model_id = model_id

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        try:
            response = await self._client.converse(modelId=self._model_id, **_body(request, self._model_id))
        except ClientError as error:
            raise _from_service(error, self.name) from None
        except (ConnectTimeoutError, EndpointConnectionError) as error:
            raise _no_connection(error, self.name) from None
        except ReadTimeoutError:
            raise ModelUnavailableError("timeout", f"{self.name}: no answer in time") from None
        except HTTPClientError as error:
            raise ModelUnavailableError("cut", f"{self.name}: connection cut ({type(error).__name__})") from None
        except BotoCoreError as error:
            raise BadInputError(f"{self.name}: {one_line(error)}") from None
        return _reply(response, self.name)


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
        # A fifth of the CPU of a call: the request's types are checked here already, and a user agent that is given
        # is not put together anew for every call.
        "parameter_validation": False,
        "user_agent": "revive",
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
        yield BedrockModel(client, model_id)
    finally:
        await context.__aexit__(None, None, None)


def _body(request: ModelRequest, model_id: str) -> dict[str, Any]:
    tool = {
        "name": request.output_name,
        "description": f"The answer of {request.agent}.",
        "inputSchema": {"json": request.output_schema},
    }
    messages: list[dict[str, Any]] = [{"role": "user", "content": [{"text": request.user}]}]
    for number, draft in enumerate(request.drafts, start=1):
        messages += _exchange(draft, request.output_name, number)
    system: list[dict[str, Any]] = [{"text": request.system}]
    if keeps(model_id, request):
        system.append({"cachePoint": {"type": "default"}})
    return {
        "system": system,
        "messages": messages,
        "inferenceConfig": {
            "temperature": request.settings.temperature,
            "maxTokens": request.settings.max_tokens,
        },
        "toolConfig": {"tools": [{"toolSpec": tool}], "toolChoice": {"tool": {"name": request.output_name}}},
    }


def _exchange(draft: Draft, tool: str, number: int) -> list[dict[str, Any]]:
    """The rejected answer and the reason, as the turns that Converse wants."""
    reason = {"text": f"Rejected: {draft.violation}. Answer again with the tool, with this mended."}
    if not isinstance(draft.output, dict):
        return [
            {"role": "assistant", "content": [{"text": draft.text.strip() or "(no answer)"}]},
            {"role": "user", "content": [reason]},
        ]
    use = f"draft_{number}"
    return [
        {"role": "assistant", "content": [{"toolUse": {"toolUseId": use, "name": tool, "input": draft.output}}]},
        {"role": "user", "content": [{"toolResult": {"toolUseId": use, "content": [reason], "status": "error"}}]},
    ]


def _reply(response: dict[str, Any], model: str) -> ModelReply:
    usage = response.get("usage", {})
    if "stopReason" not in response or "inputTokens" not in usage or "outputTokens" not in usage:
        raise ModelUnavailableError("cut", f"{model}: the answer arrived incomplete")
    stop = _STOPS.get(response["stopReason"], "end")
    if stop == "blocked":
        raise AnswerBlockedError(f"{model}: the answer was blocked ({response['stopReason']})")
    content = response.get("output", {}).get("message", {}).get("content", [])
    tools = [block["toolUse"].get("input") for block in content if "toolUse" in block]
    return ModelReply(
        output=tools[0] if tools else None,
        text="".join(block.get("text", "") for block in content),
        stop=stop,
        usage=_usage(usage),
    )


def _usage(said: dict[str, int]) -> Usage:
    """Bedrock counts what it kept, or had kept, beside the input; here it is part of it."""
    read, written = said.get("cacheReadInputTokens") or 0, said.get("cacheWriteInputTokens") or 0
    return Usage(
        input_tokens=said["inputTokens"] + read + written,
        output_tokens=said["outputTokens"],
        cache_read_tokens=read,
        cache_write_tokens=written,
    )


def _no_connection(error: ConnectTimeoutError | EndpointConnectionError, model: str) -> ModelUnavailableError:
    """It calls a connection that died under way "could not connect", too; such a call may be paid for."""
    cause = error.kwargs.get("error")
    if isinstance(cause, ClientConnectionError) and not isinstance(cause, ClientConnectorError | ServerTimeoutError):
        return ModelUnavailableError("cut", f"{model}: connection cut ({type(cause).__name__})")
    return ModelUnavailableError("server", f"{model}: no connection ({type(error).__name__})")


def _from_service(error: ClientError, model: str) -> Exception:
    code = str(error.response.get("Error", {}).get("Code", ""))
    message = one_line(error.response.get("Error", {}).get("Message", ""))
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    if code in _PASSING:
        return ModelUnavailableError(_PASSING[code], f"{model}: {code}: {message}")
    if code in _CONFIGURATION:
        return BadInputError(f"{model}: {code}: {message} -- {_CONFIGURATION[code]}")
    if any(phrase in message for phrase in _UNKNOWN_MODEL):
        return BadInputError(f"{model}: {code}: {message} -- check the model id and the region")
    if status >= 500 or status in (408, 429):  # noqa: PLR2004 -- HTTP status classes
        return ModelUnavailableError("throttled" if status == 429 else "server", f"{model}: {code}: {message}")  # noqa: PLR2004
    return CallRejectedError(f"{model}: {code}: {message}")
