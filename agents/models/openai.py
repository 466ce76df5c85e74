"""OpenAI through the Chat Completions API, structured output by JSON schema; Ollama, vLLM and llama.cpp serve it, too.

https://platform.openai.com/docs/api-reference/chat/create
The SDK reads `OPENAI_ORG_ID` and `OPENAI_PROJECT_ID` by itself; key and base url come from the environment's spec.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from httpx2 import ConnectError, ConnectTimeout, Limits, PoolTimeout, ProxyError
from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncOpenAI,
    BadRequestError,
    DefaultAsyncHttpxClient,
    Timeout,
)
from openai.types.chat import ChatCompletion, ChatCompletionMessage
from pydantic_core import from_json

from agents.json_schema import strict_schema
from agents.models.base import AnswerBlockedError, CallRejectedError, ModelUnavailableError
from agents.models.bounded_http import bounded
from agents.models.wire import is_loopback, require_allowed
from schemas.agent import Draft, ModelReply, ModelRequest, Usage
from schemas.environment import OpenAIIdentity
from schemas.errors import BadInputError, one_line

_OPENAI_URL = "https://api.openai.com/v1"
_NO_KEY = "not-needed"  # the SDK wants one; Ollama, vLLM and llama.cpp do not
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
_DISPENSABLE = {"max_tokens", "temperature"}


class OpenAIModel:
    """`openai:<model>` on an open client.

    It starts with `max_tokens` and `temperature`, which Ollama wants by these names, and leaves out what is refused:
    OpenAI's reasoning models take `max_completion_tokens` instead of the one and no other temperature than their own.
    """

    def __init__(self, client: AsyncOpenAI, model: str, refused: frozenset[str] = frozenset()) -> None:
        self.name = f"openai:{model}"
        self._client = client
        self._model = model
        self._refused = refused

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        body = _body(request, self._refused)
        try:
            completion: object = await self._client.chat.completions.create(model=self._model, **body)
        except BadRequestError as error:
            refused = {str(error.param)} & _DISPENSABLE & body.keys()
            if error.code not in _UNSUPPORTED or not refused:
                raise self._from_service(error) from None
            # Refused before anything was generated or charged: the same attempt goes on without it.
            self._refused |= refused
            return await self.call(request)
        except APIStatusError as error:
            raise self._from_service(error) from None
        except APIConnectionError as error:
            raise self._no_answer(error) from None
        except ValueError:
            raise ModelUnavailableError("cut", f"{self.name}: the answer arrived incomplete") from None
        return _reply(completion, self.name)

    def _from_service(self, error: APIStatusError) -> Exception:
        status, advice = error.status_code, _advice(error)
        if advice:
            return BadInputError(self._said(error, advice))
        if status == 429:  # noqa: PLR2004 -- too many requests
            return ModelUnavailableError("throttled", self._said(error))
        if status == 408:  # noqa: PLR2004 -- request timeout
            return ModelUnavailableError("timeout", self._said(error))
        if status >= 500 or status == 409:  # noqa: PLR2004 -- HTTP status classes; a conflict passes
            return ModelUnavailableError("server", self._said(error))
        return CallRejectedError(self._said(error))

    def _no_answer(self, error: APIConnectionError) -> ModelUnavailableError:
        kind = type(error.__cause__).__name__
        if isinstance(error.__cause__, ConnectError | ConnectTimeout | PoolTimeout | ProxyError):
            return ModelUnavailableError("server", f"{self.name}: no connection ({kind})")
        if isinstance(error, APITimeoutError):
            return ModelUnavailableError("timeout", f"{self.name}: no answer in time")
        return ModelUnavailableError("cut", f"{self.name}: connection cut ({kind})")

    def _said(self, error: APIStatusError, advice: str = "") -> str:
        """One line; a server may repeat the key that it refuses."""
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
        # What is sent goes where the base url says and nowhere else: no redirect, and on this machine no proxy.
        follow_redirects=False,
        trust_env=not is_loopback(url),
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [bounded]},
    )
    # The limiter retries and reserves quota again; a retry below it would do neither.
    async with AsyncOpenAI(
        api_key=key, base_url=url, max_retries=0, timeout=Timeout(timeout_s, connect=5), http_client=http
    ) as client:
        # OpenAI deprecates `max_tokens`; nobody else need know its successor.
        yield OpenAIModel(client, model, frozenset({"max_tokens"} if identity.at_openai else ()))


def _require_url(url: str, model: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise BadInputError(f"openai:{model}: OPENAI_BASE_URL is no URL; give one like http://localhost:11434/v1")


def _advice(error: APIStatusError) -> str | None:
    """What to mend, where no request will ever be answered."""
    if _UNPAID & {error.code, str(error.type)}:
        return _CONFIGURATION[402]
    if error.status_code < 400:  # noqa: PLR2004 -- a redirect, which is not followed
        return _CONFIGURATION[405]
    return _CONFIGURATION.get(error.status_code) or _OF_THE_MODEL.get(str(error.param))


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
    return body


def _exchange(draft: Draft) -> list[dict[str, str]]:
    """The rejected answer and the reason, as turns of the conversation."""
    answer = draft.text.strip() if draft.output is None else json.dumps(draft.output, ensure_ascii=False)
    reason = f"Rejected: {draft.violation}. Answer again with the whole JSON, with this mended."
    return [{"role": "assistant", "content": answer or "(no answer)"}, {"role": "user", "content": reason}]


def _reply(completion: object, model: str) -> ModelReply:
    if not isinstance(completion, ChatCompletion):
        raise BadInputError(f"{model}: no Chat Completions API answers there; check OPENAI_BASE_URL")
    try:
        stop, message, usage = _parts(completion)
        # Half a surrogate pair in an answer could not be stored.
        text = (message.content or "").encode(errors="replace").decode()
    except (AttributeError, LookupError, TypeError, ValueError):
        raise ModelUnavailableError("cut", f"{model}: the answer arrived incomplete") from None
    if stop == "content_filter":
        raise AnswerBlockedError(f"{model}: the answer was blocked (content_filter)")
    if message.refusal:
        raise AnswerBlockedError(one_line(f"{model}: the model refused: {message.refusal}"))
    if stop == "length":
        return ModelReply(text=text, stop="max_tokens", usage=usage)
    try:
        return ModelReply(output=from_json(text, allow_inf_nan=False), usage=usage)
    except ValueError:
        return ModelReply(text=text, usage=usage)


def _parts(completion: ChatCompletion) -> tuple[str, ChatCompletionMessage, Usage]:
    """Why it ended, what it said, what it took. The SDK does not check what arrives: any part may be missing."""
    choice, counts = completion.choices[0], completion.usage
    if counts is None or not choice.finish_reason:
        raise ValueError("incomplete")
    details = counts.prompt_tokens_details
    usage = Usage(
        input_tokens=counts.prompt_tokens,
        output_tokens=counts.completion_tokens,
        cache_read_tokens=(details and details.cached_tokens) or 0,
    )
    return choice.finish_reason, choice.message, usage
