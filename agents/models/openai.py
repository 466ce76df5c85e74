"""OpenAI through the Chat Completions API, structured output by JSON schema; Ollama, vLLM and llama.cpp serve it, too.

https://platform.openai.com/docs/api-reference/chat/create
The SDK reads `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID` by itself; key and base url come from the environment's spec.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from httpx2 import ConnectError, ConnectTimeout, Limits, PoolTimeout, ProxyError
from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncOpenAI,
    DefaultAsyncHttpxClient,
    Timeout,
)

from agents.core.json_schema import strict_schema
from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.models.bounded_http import bounded
from agents.models.chat_reply import reply_of
from agents.models.chat_stream import heard
from agents.models.chat_turns import in_conversation
from agents.models.faults import deadline, is_unsupported, refused_settings, retry_after_s
from agents.models.wire import is_loopback_url, require_allowed
from schemas.agent import Draft, ModelReply, ModelRequest
from schemas.environment import OpenAIIdentity
from schemas.errors import BadInputError, one_line

_OPENAI_URL = "https://api.openai.com/v1"
_NO_KEY = "not-needed"  # the SDK insists on a key; Ollama, vLLM and llama.cpp do not
_CONFIGURATION = {
    401: "check OPENAI_API_KEY",
    402: "check the plan and its billing",
    403: "check what the key may do",
    404: "check the model's name and OPENAI_BASE_URL",
    405: "check OPENAI_BASE_URL",
}
_UNPAID = {"insufficient_quota", "billing_hard_limit_reached", "billing_not_active"}
_OF_THE_MODEL = {
    "model": "check the model's name",
    "response_format": "use a model that takes response_format json_schema",
}
_UNSUPPORTED = {"unsupported_parameter", "unsupported_value"}
_REFUSALS = {400, 422}
_DISPENSABLE = {
    "max_tokens": "maxtokens",
    "temperature": "temperature",
    "tool_choice": "toolchoice",
    "stream_options": "streamoptions",
}


class OpenAIModel:
    """`openai:<model>` on an open client.

    It starts with `max_tokens` and `temperature`, the names that Ollama expects, and leaves out what is refused:
    OpenAI's reasoning models take `max_completion_tokens` instead of the former and accept no temperature but their
    default.
    """

    def __init__(
        self, client: AsyncOpenAI, model: str, timeout_s: float, refused: frozenset[str] = frozenset()
    ) -> None:
        self.name = f"openai:{model}"
        self._client = client
        self._model = model
        self._timeout_s = timeout_s
        self._refused = refused
        self._answered = False

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        return await self._asked(request, self._whole)

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        tool = request.output_name if request.conversation is not None and request.conversation.tools else ""
        return await self._asked(request, partial(self._streamed, say, tool), stream_options={"include_usage": True})

    async def _whole(self, body: dict[str, Any]) -> object:
        return await self._client.chat.completions.create(model=self._model, **body)

    async def _streamed(self, say: Callable[[str], None], tool: str, body: dict[str, Any]) -> object:
        stream = await self._client.chat.completions.create(model=self._model, stream=True, **body)
        return await heard(stream, say, self.name, tool)

    async def _asked(
        self, request: ModelRequest, send: Callable[[dict[str, Any]], Awaitable[object]], **beside: Any
    ) -> ModelReply:
        body = _body(request, self._refused)
        body |= {name: value for name, value in beside.items() if name not in self._refused}
        try:
            async with deadline(self._timeout_s, self.name):
                completion = await send(body)
        except APIStatusError as error:
            refused = _dispensable(error, body)
            if not refused:
                raise self._from_service(error) from None
            # It was refused before anything was generated or charged, so the same attempt goes on without it.
            self._refused |= refused
            return await self._asked(request, send, **beside)
        except APIConnectionError as error:
            raise self._no_answer(error) from None
        except (RecursionError, ValueError):
            raise ModelUnavailableError("cut", f"{self.name}: the answer arrived incomplete") from None
        reply = reply_of(completion, request, self.name)
        self._answered = True
        return reply

    def _from_service(self, error: APIStatusError) -> Exception:
        status, advice = error.status_code, self._advice(error)
        if advice:
            return BadInputError(self._said(error, advice))
        wait_s = retry_after_s(error.response.headers)
        if status == 429:  # noqa: PLR2004 -- too many requests
            return ModelUnavailableError("throttled", self._said(error), wait_s)
        if status == 408:  # noqa: PLR2004 -- request timeout
            return ModelUnavailableError("timeout", self._said(error), wait_s)
        if status >= 500 or status == 409:  # noqa: PLR2004 -- HTTP status classes; a conflict passes
            return ModelUnavailableError("server", self._said(error), wait_s)
        return CallRejectedError(self._said(error))

    def _advice(self, error: APIStatusError) -> str | None:
        """What to fix if no request will ever be answered."""
        if _UNPAID & {error.code, str(error.type)}:
            return _CONFIGURATION[402]
        if error.status_code < 400:  # noqa: PLR2004 -- a redirect, which is not followed
            return _CONFIGURATION[405]
        known = _CONFIGURATION.get(error.status_code) or _OF_THE_MODEL.get(str(error.param))
        if known or self._answered or error.status_code not in _REFUSALS:
            return known
        again = refused_settings(f"{error.param} {error.message}", _DISPENSABLE) & self._refused
        return "this model cannot be asked in this way" if again or is_unsupported(error.message) else None

    def _no_answer(self, error: APIConnectionError) -> ModelUnavailableError:
        kind = type(error.__cause__).__name__
        if isinstance(error.__cause__, ConnectError | ConnectTimeout | PoolTimeout | ProxyError):
            return ModelUnavailableError("server", f"{self.name}: no connection ({kind})")
        if isinstance(error, APITimeoutError):
            return ModelUnavailableError("timeout", f"{self.name}: no answer in time")
        return ModelUnavailableError("cut", f"{self.name}: connection cut ({kind})")

    def _said(self, error: APIStatusError, advice: str = "") -> str:
        """The refusal in one line, without secrets: a server may repeat the key that it refuses."""
        said = error.message.replace(self._client.api_key, "[key]")
        return one_line(f"{self.name}: {advice}: {said}" if advice else f"{self.name}: {said}")


@asynccontextmanager
async def open_openai(
    model: str, identity: OpenAIIdentity, *, concurrency: int, timeout_s: float, real_calls: bool
) -> AsyncIterator[OpenAIModel]:
    """A client for one run. Raises `BadInputError` without a key or a base url, before anything is paid."""
    if identity.api_key is None and identity.base_url is None:
        raise BadInputError(f"openai:{model}: set OPENAI_API_KEY, or OPENAI_BASE_URL to a server that needs no key")
    key, url = identity.api_key or _NO_KEY, identity.base_url or _OPENAI_URL
    if not key.isascii() or not key.isprintable() or " " in key:
        raise BadInputError(f"openai:{model}: OPENAI_API_KEY holds characters that no key has")
    _require_url(url, model)
    require_allowed(url, real_calls=real_calls)
    connections = max(concurrency, 10)
    http = DefaultAsyncHttpxClient(
        limits=Limits(max_connections=connections, max_keepalive_connections=connections),
        # Requests go where the base url says and nowhere else: no redirects, and no proxy for this machine.
        follow_redirects=False,
        trust_env=not is_loopback_url(url),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [bounded]},
    )
    # The limiter retries and reserves quota again; a retry below it would do neither.
    async with AsyncOpenAI(
        api_key=key, base_url=url, max_retries=0, timeout=Timeout(timeout_s, connect=5), http_client=http
    ) as client:
        # OpenAI deprecates `max_tokens`; other servers need not know its successor.
        yield OpenAIModel(client, model, timeout_s, frozenset({"max_tokens"} if identity.at_openai else ()))


def _require_url(url: str, model: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise BadInputError(f"openai:{model}: OPENAI_BASE_URL is not a URL; give one like http://localhost:11434/v1")


def _dispensable(error: APIStatusError, body: dict[str, Any]) -> frozenset[str]:
    """The refused settings that can be left out."""
    if error.status_code not in _REFUSALS:
        return frozenset()
    sent = {name: letters for name, letters in _DISPENSABLE.items() if name in body}
    if error.code not in _UNSUPPORTED and not is_unsupported(error.message):
        return frozenset()
    return frozenset({str(error.param)} & sent.keys()) or refused_settings(error.message, sent)


def _body(request: ModelRequest, refused: frozenset[str]) -> dict[str, Any]:
    messages = [{"role": "system", "content": request.system}, {"role": "user", "content": request.user}]
    for draft in request.drafts:
        messages += _exchange(draft)
    form = {"name": request.output_name, "strict": True, "schema": strict_schema(request.output_schema)}
    body: dict[str, Any] = {
        "messages": messages,
        "response_format": {"type": "json_schema", "json_schema": form},
        "max_completion_tokens" if "max_tokens" in refused else "max_tokens": request.settings.max_tokens,
    }
    if "temperature" not in refused:
        body["temperature"] = request.settings.temperature
    return body if request.conversation is None else in_conversation(body, request, request.conversation, refused)


def _exchange(draft: Draft) -> list[dict[str, str]]:
    """The rejected answer and the reason, as turns of the conversation."""
    answer = draft.text.strip() if draft.output is None else json.dumps(draft.output, ensure_ascii=False)
    reason = f"Rejected: {draft.violation}. Answer again with the whole JSON, with this mended."
    return [{"role": "assistant", "content": answer or "(no answer)"}, {"role": "user", "content": reason}]
