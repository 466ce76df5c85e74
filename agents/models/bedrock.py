"""Amazon Bedrock through the Converse API, structured output by tool schema.

aiobotocore rather than boto3 in threads: half the CPU per call (docs/architecture.md). Endpoint, region and
credentials come from the standard AWS settings.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from agents.core.model import CallRejectedError
from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import calling, refusal, said_by
from agents.models.converse import DISPENSABLE, body_of, dispensable, reply_of
from agents.models.converse_http import ConverseHttp
from agents.models.converse_stream import heard
from agents.models.faults import is_unsupported, refused_settings
from schemas.agent import ModelReply, ModelRequest, Tier
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError


class BedrockModel:
    """`bedrock:<model id>` on an open client. What the model refuses (`temperature`) is left out from then on."""

    def __init__(
        self, client: Any, converse: ConverseHttp, model_id: str, timeout_s: float, tier: Tier = "on_demand"
    ) -> None:
        self.name = f"bedrock:{model_id}"
        self._client = client
        self._converse = converse
        self._model_id = model_id
        self._timeout_s = timeout_s
        self._tier = tier
        self.refused: frozenset[str] = frozenset()
        self._answered = False

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        return await self._asked(request, self._converse.ask)

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        spoken = request.conversation is not None and request.conversation.spoken
        return await self._asked(request, partial(self._streamed, say, "" if spoken else request.output_name))

    async def _streamed(self, say: Callable[[str], None], tool: str, body: dict[str, Any]) -> Any:
        response = await self._client.converse_stream(modelId=self._model_id, **body)
        return await heard(response["stream"], say, self.name, tool)

    async def _asked(self, request: ModelRequest, send: Callable[[dict[str, Any]], Awaitable[Any]]) -> ModelReply:
        body = body_of(request, self._model_id, self.refused)
        if self._tier == "flex" and "serviceTier" not in self.refused:
            body["serviceTier"] = {"type": "flex"}
        try:
            async with calling(self.name, self._timeout_s):
                response = await send(body)
        except ClientError as error:
            refused = self._dispensable(error, body)
            if not refused:
                raise self._from_service(error) from None
            # It was refused before anything was generated or charged, so the same attempt goes on without it.
            self.refused |= refused
            return await self._asked(request, send)
        reply = reply_of(response, request, self.name)
        self._answered = True
        return reply

    def _dispensable(self, error: ClientError, body: dict[str, Any]) -> frozenset[str]:
        """The refused settings that can be left out."""
        code, message, _ = said_by(error)
        return refused_settings(message, dispensable(body)) if code == "ValidationException" else frozenset()

    def _from_service(self, error: ClientError) -> Exception:
        found, (_, message, _) = refusal(error, self.name), said_by(error)
        if isinstance(found, CallRejectedError) and not self._answered and self._refuses_all(message):
            return BadInputError(f"{found} -- this model cannot be asked in this way, choose another")
        return found

    def _refuses_all(self, message: str) -> bool:
        """Whether every request would be refused, so that no other subject needs to be tried."""
        return is_unsupported(message) or bool(refused_settings(message, DISPENSABLE) & self.refused)


@asynccontextmanager
async def open_bedrock(
    model_id: str,
    aws: AwsIdentity,
    *,
    concurrency: int,
    timeout_s: float,
    real_calls: bool,
    tier: Tier = "on_demand",
) -> AsyncIterator[BedrockModel]:
    """A client for one run; with `tier` "flex" its calls wait for others and cost less, where the model knows that.

    Raises `BadInputError` without region or credentials, before anything is paid.
    """
    name = f"bedrock:{model_id}"
    async with open_client(name, aws, connections=concurrency, timeout_s=timeout_s, real_calls=real_calls) as client:
        yield BedrockModel(client, ConverseHttp(client, model_id), model_id, timeout_s, tier)
