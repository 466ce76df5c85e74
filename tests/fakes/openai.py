"""A fake OpenAI on loopback: POST /v1/chat/completions over real HTTP, as strict as OpenAI, with faults and counters.

In the test's own loop: `fake = FakeOpenAI(Faults(throttle=0.1)); url = await fake.start(); ...; await fake.stop()`.
As a process of its own: `with start_process(throttle=0.1, models="a,b") as url: ...`, or, in tests/,
`python -m fakes.openai`. The base url is that address and `/v1`.
"""

import asyncio
import re
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import orjson
from fakes import faults
from fakes.answers import SENTENCES, Answers
from fakes.faults import Reply, ServiceError, Trouble
from fakes.openai_rules import OpenAIError, check_form, check_messages, check_reasoning, limit_of, wanted
from fakes.service import FakeService, mentions
from fakes.service_process import run_module, serve

PATH = "/v1/chat/completions"
ARGUMENTS = {"model", "messages", "response_format", "temperature", "max_tokens", "max_completion_tokens"}
ARGUMENTS |= {"tools", "tool_choice", "stream", "stream_options"}


@dataclass
class Faults(faults.Faults):
    """What goes wrong, in OpenAI's own ways, too. `reasoning` is a model that takes no temperature, no max_tokens."""

    refusal: float = 0.0
    filtered: float = 0.0
    length: float = 0.0
    insufficient_quota: bool = False
    reasoning: bool = False


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
        said, stop = self._said(answers, limit_of(request), body)
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
            check_reasoning(request)
        if not 0 <= request.get("temperature", 1) <= 2 or limit_of(request) < 1:
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
        said = message["content"] or ""
        parts = self.pieces(said) if self.faults.piece else re.findall(r"\S+\s*", said)
        deltas += [{"content": part} for part in parts]
        for number, call in enumerate(message.get("tool_calls", ())):
            given = call["function"]["arguments"]
            first, *others = self.pieces(given)
            begun = {**call, "function": {**call["function"], "arguments": first}}
            deltas.append({"tool_calls": [{"index": number, **begun}]})
            deltas += [{"tool_calls": [{"index": number, "function": {"arguments": part}}]} for part in others]
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
        garbled = SENTENCES[1].encode() if kind == "text" else getattr(answers, kind or "good")
        text = self.faults.answer.encode() or garbled
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


def _event(chunk: dict[str, Any]) -> bytes:
    return b"data: " + orjson.dumps(chunk) + b"\n\n"


def start_process(**flags: object) -> AbstractContextManager[str]:
    """See `run_module`."""
    return run_module("fakes.openai", flags)


if __name__ == "__main__":
    asyncio.run(serve(FakeOpenAI, Faults))
