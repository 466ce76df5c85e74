"""A fake OpenAI on loopback: POST /v1/chat/completions over real HTTP, as strict as OpenAI, with faults and counters.

In the test's own loop: `fake = FakeOpenAI(Faults(throttle=0.1)); url = await fake.start(); ...; await fake.stop()`.
As a process of its own: `with start_process(throttle=0.1, models="a,b") as url: ...`, or, in tests/,
`python -m fakes.openai`. The base url is that address and `/v1`.
"""

import asyncio
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import orjson
from fakes import service
from fakes.answers import SENTENCES, Answers
from fakes.service import FakeService, Reply, ServiceError, Trouble, mentions

PATH = "/v1/chat/completions"
ARGUMENTS = {"model", "messages", "response_format", "temperature", "max_tokens", "max_completion_tokens"}
ARGUMENTS |= {"tools", "tool_choice", "stream", "stream_options"}
# https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
KEYWORDS = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items", "minItems", "maxItems"},
    "string": {"enum", "pattern", "format"},
    "integer": {"enum", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    "number": {"enum", "multipleOf", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"},
    "boolean": {"enum"},
    "null": set(),
}


@dataclass
class Faults(service.Faults):
    """What goes wrong, in OpenAI's own ways, too. `reasoning` is a model that takes no temperature, no max_tokens."""

    refusal: float = 0.0
    filtered: float = 0.0
    length: float = 0.0
    insufficient_quota: bool = False
    reasoning: bool = False


class OpenAIError(ServiceError):
    def __init__(
        self, status: int, message: str, *, kind: str = "invalid_request_error", param: str = "", code: str = ""
    ) -> None:
        said = {"message": message, "type": kind, "param": param or None, "code": code or None}
        super().__init__(status, {"error": said})


class FakeOpenAI(FakeService[Faults]):
    """Chat Completions."""

    def __init__(
        self, faults: Faults | None = None, *, models: Collection[str] = (), seed: int = 0, port: int = 0
    ) -> None:
        super().__init__(faults or Faults(), models=models, seed=seed, port=port)

    def serves(self, path: str) -> bool:
        return path == PATH

    def answer(self, path: str, headers: bytes, body: bytes) -> Reply:  # noqa: ARG002 -- there is only one path
        _authenticate(headers)
        if self.faults.insufficient_quota:
            message = "You exceeded your current quota, please check your plan and billing details."
            raise OpenAIError(429, message, kind="insufficient_quota", code="insufficient_quota")
        self.fail_by_chance()
        try:
            request = orjson.loads(body)
            self._check(request)
            form, forced = wanted(request)
            answers = self.answers(form["schema"]) if form else None
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise OpenAIError(400, f"We could not parse the body of your request: {error!r}") from error
        if mentions(body, self.faults.fail_if):
            message = "This model's maximum context length is 128000 tokens. Please reduce the length of the messages."
            raise OpenAIError(400, message, param="messages", code="context_length_exceeded")
        asked = self.scripted(forced) if "tools" in request else []
        said, stop = self._said(answers, _limit(request), body)
        if "tools" in request and (asked or stop == "stop"):
            said, stop = self._calls(asked or [(form["name"], said["content"])]), "tool_calls"
        cut = self.happens(self.faults.cut)
        self.count(form.get("name", ""), request, cut=cut)
        completion = self._completion(request["model"], said, stop, len(body) // 4)
        parts = tuple(self._chunks(orjson.loads(completion), request)) if request.get("stream") else ()
        return Reply(completion, self.delay(form.get("name", "")), cut, parts)

    def trouble(self, kind: Trouble) -> ServiceError:
        limited = "Rate limit reached for requests per min (RPM): Limit 500, Used 500, Requested 1."
        return {
            "unavailable": OpenAIError(503, "The engine is currently overloaded.", kind="server_error"),
            "throttled": OpenAIError(429, limited, kind="requests", code="rate_limit_exceeded"),
            "internal": OpenAIError(500, "The server had an error while processing it.", kind="server_error"),
        }[kind]

    def identified(self) -> str:
        return f"x-request-id: req_{self.next_id():032x}"

    def _check(self, request: dict[str, Any]) -> None:
        unknown = request.keys() - ARGUMENTS
        if unknown:
            raise OpenAIError(400, f"Unrecognized request arguments supplied: {', '.join(sorted(unknown))}")
        if self._models and request["model"] not in self._models:
            message = f"The model `{request['model']}` does not exist or you do not have access to it."
            raise OpenAIError(404, message, code="model_not_found")
        if self.faults.reasoning:
            _check_reasoning(request)
        if not 0 <= request.get("temperature", 1) <= 2 or _limit(request) < 1:
            raise OpenAIError(400, "Invalid value.", code="invalid_value")
        check_messages(request["messages"])
        if "response_format" in request:
            check_form(request["response_format"])

    def _calls(self, asked: list[tuple[str, Any]]) -> dict[str, Any]:
        """A message that asks for these tools; arguments that are no text are written as JSON."""
        calls = []
        for name, given in asked:
            function = {"name": name, "arguments": given if isinstance(given, str) else orjson.dumps(given).decode()}
            calls.append({"id": f"call_{self.next_id():024x}", "type": "function", "function": function})
        return {"content": None, "refusal": None, "tool_calls": calls}

    def _chunks(self, completion: dict[str, Any], request: dict[str, Any]) -> Iterator[bytes]:
        """The completion as a stream of events: a word a delta, arguments in two halves, usage where it is wanted."""
        (choice,) = completion["choices"]
        message = choice["message"]
        deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": word} for word in re.findall(r"\S+\s*", message["content"] or "")]
        for number, call in enumerate(message.get("tool_calls", ())):
            given = call["function"]["arguments"]
            first = {**call, "function": {**call["function"], "arguments": given[:5]}}
            deltas.append({"tool_calls": [{"index": number, **first}]})
            deltas.append({"tool_calls": [{"index": number, "function": {"arguments": given[5:]}}]})
        head = {**completion, "object": "chat.completion.chunk"}
        del head["usage"]
        for delta in deltas:
            yield _event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
        if self.faults.stream_error:
            yield _event({"error": {"message": self.faults.stream_error, "type": "server_error", "code": None}})
            return
        yield _event({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]})
        if request.get("stream_options", {}).get("include_usage"):
            yield _event({**head, "choices": [], "usage": completion["usage"]})
        yield b"data: [DONE]\n\n"

    def _said(self, answers: Answers | None, limit: int, body: bytes) -> tuple[dict[str, Any], str]:
        """The answer's message, and why it ends there."""
        if self.happens(self.faults.refusal):
            return {"content": None, "refusal": "I'm sorry, I cannot assist with that."}, "stop"
        if self.happens(self.faults.filtered):
            return {"content": "", "refusal": None}, "content_filter"
        if answers is None:
            return {"content": SENTENCES[0], "refusal": None}, "stop"
        if self.happens(self.faults.length) or len(answers.good) // 4 > limit:
            text = answers.good[: min(limit * 4, len(answers.good) // 2)]
            return {"content": text.decode(errors="ignore"), "refusal": None}, "length"
        kind = self.garbage(body)
        text = SENTENCES[1].encode() if kind == "text" else getattr(answers, kind or "good")
        return {"content": text.decode(), "refusal": None}, "stop"

    def _completion(self, model: str, said: dict[str, Any], stop: str, prompt: int) -> bytes:
        written = len(said["content"] or said["refusal"] or "") // 4
        return orjson.dumps(
            {
                "id": f"chatcmpl-{self.next_id():024x}",
                "object": "chat.completion",
                "created": 1_767_225_600,
                "model": model,
                "choices": [{"index": 0, "message": {"role": "assistant", **said}, "finish_reason": stop}],
                "usage": {"prompt_tokens": prompt, "completion_tokens": written, "total_tokens": prompt + written},
            }
        )


def _authenticate(headers: bytes) -> None:
    key = headers.partition(b"\r\nauthorization: bearer ")[2].partition(b"\r\n")[0].decode()
    if not key or key.startswith("sk-wrong"):
        # OpenAI masks the key; a proxy in its place may not.
        raise OpenAIError(401, f"Incorrect API key provided: {key}.", param="", code="invalid_api_key")


def _check_reasoning(request: dict[str, Any]) -> None:
    if "max_tokens" in request:
        message = (
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
        )
        raise OpenAIError(400, message, param="max_tokens", code="unsupported_parameter")
    if request.get("temperature", 1) != 1:
        message = "Unsupported value: 'temperature' does not support this value. Only the default (1) is supported."
        raise OpenAIError(400, message, param="temperature", code="unsupported_value")


def _limit(request: dict[str, Any]) -> int:
    given = [request[name] for name in ("max_tokens", "max_completion_tokens") if name in request]
    if len(given) > 1:
        raise OpenAIError(400, "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
    return given[0] if given else sys.maxsize


def check_messages(messages: list[dict[str, Any]]) -> None:
    """Texts, tools that are asked for, and their results; an assistant's turn is answered by a user's or by tools."""
    if not messages or messages[-1]["role"] not in ("user", "tool"):
        raise OpenAIError(400, "The conversation must end with a user message.", param="messages")
    waiting: set[str] = set()
    for position, message in enumerate(messages):
        at = f"messages[{position}]"
        if message["role"] == "tool":
            check_result(message, waiting, at)
            continue
        if waiting:
            message_ = (
                "An assistant message with 'tool_calls' must be followed by tool messages for each 'tool_call_id'."
            )
            raise OpenAIError(400, message_, param="messages")
        if message.keys() == {"role", "content", "tool_calls"} and message["role"] == "assistant":
            waiting |= {call["id"] for call in message["tool_calls"]}
            for call in message["tool_calls"]:
                assert isinstance(orjson.loads(call["function"]["arguments"]), dict)
            continue
        if message.keys() != {"role", "content"} or message["role"] not in ("system", "user", "assistant"):
            raise OpenAIError(400, f"Invalid value: '{message.get('role')}'.", param=f"{at}.role", code="invalid_value")
        if not isinstance(message["content"], str) or not message["content"].strip():
            raise OpenAIError(400, f"Invalid type for '{at}.content'.", param=f"{at}.content", code="invalid_type")


def check_result(message: dict[str, Any], waiting: set[str], at: str) -> None:
    """The result of a tool that was asked for in the turn before."""
    if message["tool_call_id"] not in waiting:
        message_ = "messages with role 'tool' must be a response to a preceding message with 'tool_calls'."
        raise OpenAIError(400, f"Invalid parameter: {message_}", param=f"{at}.role")
    waiting.discard(message["tool_call_id"])
    if not message["content"].strip():
        raise OpenAIError(400, f"Invalid type for '{at}.content'.", param=f"{at}.content", code="invalid_type")


def wanted(request: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Name and schema of the answer, nothing where a text is wanted, and the function that has to be used."""
    if "tools" not in request:
        return request.get("response_format", {}).get("json_schema", {}), None
    functions = {tool["function"]["name"]: tool["function"] for tool in request["tools"]}
    choice = request.get("tool_choice", "auto")
    forced = choice["function"]["name"] if isinstance(choice, dict) else None
    answer = functions[forced or next(reversed(functions))]  # the last one is the answer
    if answer.get("strict"):
        try:
            check_strict(answer["parameters"])
        except ValueError as error:
            raise OpenAIError(400, f"Invalid schema for function '{answer['name']}': {error}", param="tools") from None
    return {"name": answer["name"], "schema": answer["parameters"]}, forced


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(chunk) + b"\n\n"


def check_form(form: dict[str, Any]) -> None:
    """A response format that OpenAI takes: a name, and a schema within the rules of strict mode."""
    wanted = form["json_schema"]
    if form["type"] != "json_schema" or not re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", wanted["name"]):
        raise OpenAIError(400, "Invalid value.", param="response_format", code="invalid_value")
    if wanted["strict"] is not True or wanted["schema"].get("type") != "object":
        raise OpenAIError(400, "Invalid schema: give strict and an object.", param="response_format")
    try:
        check_strict(wanted["schema"])
    except ValueError as error:
        message = f"Invalid schema for response_format '{wanted['name']}': {error}"
        raise OpenAIError(400, message, param="response_format") from None


def check_strict(schema: dict[str, Any], at: tuple[str, ...] = ()) -> None:
    """Raise `ValueError` on what OpenAI's strict mode refuses."""
    if "anyOf" in schema:
        for position, choice in enumerate(schema["anyOf"]):
            check_strict(choice, (*at, "anyOf", str(position)))
        return
    kind = schema.get("type", "")
    if kind not in KEYWORDS:
        raise ValueError(f"In context={at}, schema must have a 'type' key.")
    for keyword in schema.keys() - {"type", "description"} - KEYWORDS[kind]:
        raise ValueError(f"In context={at}, '{keyword}' is not permitted.")
    if kind == "object":
        if schema.get("additionalProperties") is not False:
            raise ValueError(f"In context={at}, 'additionalProperties' is required to be supplied and to be false.")
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            raise ValueError(f"In context={at}, 'required' is required to include every key in properties.")
        for name, part in schema.get("properties", {}).items():
            check_strict(part, (*at, "properties", name))
    elif kind == "array":
        check_strict(schema["items"], (*at, "items"))


def start_process(**flags: object) -> AbstractContextManager[str]:
    """See `run_module`."""
    return service.run_module("fakes.openai", flags)


if __name__ == "__main__":
    asyncio.run(service.serve(FakeOpenAI, Faults))
