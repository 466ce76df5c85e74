"""A fake Amazon Bedrock runtime on loopback: Converse, ConverseStream and Titan's vectors, with faults and counters.

In the test's own loop: `fake = FakeBedrock(Faults(throttle=0.1)); url = await fake.start(); ...; await fake.stop()`.
As a process of its own: `with start_process(throttle=0.1, models="a,b") as url: ...`, or, in tests/,
`python -m fakes.bedrock`.
"""

import asyncio
import json
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import orjson
from fakes import faults
from fakes.answers import SENTENCES, Answers
from fakes.bedrock_rules import BedrockError, check_messages, check_tools
from fakes.event_stream import event, exception
from fakes.faults import Reply, ServiceError, Trouble
from fakes.service import FakeService, mentions
from fakes.service_process import run_module, serve
from fakes.titan import embedded


@dataclass
class Faults(faults.Faults):
    """What goes wrong, in Bedrock's own ways, too.

    `stop`, `usage` and `message` stand in the answer instead of its own.
    `surrogates` puts half a character into every text of the answer.
    `unbilled` is a stream without usage.
    `refuse` are the settings that the model does not take (`temperature`, `toolChoice`); `stubborn` refuses all calls.
    """

    model_timeout: float = 0.0
    stop: str = ""
    usage: dict[str, Any] = field(default_factory=dict)
    message: Any = None
    surrogates: bool = False
    refuse: list[str] = field(default_factory=list)
    stubborn: str = ""
    unbilled: bool = False
    vector: Any = None


class FakeBedrock(FakeService[Faults]):
    """Converse, ConverseStream, and InvokeModel of Titan's embeddings."""

    stream_type = "application/vnd.amazon.eventstream"

    def __init__(
        self, faults: Faults | None = None, *, models: Collection[str] = (), seed: int = 0, port: int = 0
    ) -> None:
        super().__init__(faults or Faults(), models=models, seed=seed, port=port)
        self._kept: set[bytes] = set()

    def serves(self, path: str) -> bool:
        return path.startswith("/model/") and path.endswith(("/converse", "/converse-stream", "/invoke"))

    def answer(self, path: str, headers: bytes, body: bytes) -> Reply:
        self._authenticate(unquote(path.removeprefix("/model/").rpartition("/")[0]), headers)
        self._fail_by_chance()
        if path.endswith("/invoke"):
            return self._vector(orjson.loads(body))
        try:
            request = orjson.loads(body)
            check_messages(request["messages"])
            specs, forced = check_tools(request)
            tool = forced or next(reversed(specs), "")  # the last one is the answer
            answers = self.answers(specs[tool]["inputSchema"]["json"]) if specs else None
            limit = request.get("inferenceConfig", {}).get("maxTokens", sys.maxsize)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise BedrockError("ValidationException", f"Malformed input request: {error!r}") from error
        self._refuse(request)
        if mentions(body, self.faults.fail_if):
            raise BedrockError("ValidationException", "input too long")
        asked = self.scripted(forced) if specs else []
        content, stop = (self._uses(asked), "tool_use") if asked else self._content(tool, answers, limit, body)
        cut = self.happens(self.faults.cut)
        self.count(tool, request, cut=cut)
        delay = self.delay(tool)
        taken = self._input_usage(request, len(body) // 4)
        self.stats.input_tokens += sum(taken.values())
        self.stats.output_tokens += len(content) // 4
        response = self._changed(_converse_response(content, stop, taken, delay))
        if path.endswith("/converse-stream"):
            return Reply(response, delay, cut, tuple(self._events(json.loads(response))))
        return Reply(response, delay, cut)

    def _vector(self, request: dict[str, Any]) -> Reply:
        answer = embedded(request, self.faults.vector)
        cut = self.happens(self.faults.cut)
        self.count("vector", request, cut=cut)
        self.stats.input_tokens += answer["inputTextTokenCount"]
        return Reply(self.faults.answer.encode() or json.dumps(answer).encode(), self.faults.latency, cut)

    def trouble(self, kind: Trouble) -> ServiceError:
        return {
            "unavailable": BedrockError("ServiceUnavailableException", "The service is temporarily unavailable."),
            "throttled": BedrockError("ThrottlingException", "Too many requests, please wait before trying again."),
            "internal": BedrockError("InternalServerException", "The system encountered an unexpected error."),
        }[kind]

    def identified(self) -> str:
        return f"x-amzn-RequestId: 00000000-0000-4000-8000-{self.next_id():012x}"

    def _authenticate(self, model: str, headers: bytes) -> None:
        if b"\r\nauthorization:" not in headers:
            raise BedrockError("MissingAuthenticationTokenException", "Missing Authentication Token")
        if b"credential=akiawrong" in headers:
            raise BedrockError("UnrecognizedClientException", "The security token included in the request is invalid.")
        if self._models and model not in self._models:
            raise BedrockError("ValidationException", "The provided model identifier is invalid.")

    def _fail_by_chance(self) -> None:
        self.fail_by_chance()
        if self.happens(self.faults.model_timeout):
            raise BedrockError("ModelTimeoutException", "The model took too long to answer.")

    def _refuse(self, request: dict[str, Any]) -> None:
        if self.faults.stubborn:
            raise BedrockError("ValidationException", self.faults.stubborn)
        sent = request["inferenceConfig"].keys() | request.get("toolConfig", {}).keys()
        for name in self.faults.refuse:
            if name in sent:
                field_ = "toolConfig.toolChoice.tool" if name == "toolChoice" else name
                message = f"This model doesn't support the {field_} field. Remove {field_} and try again."
                raise BedrockError("ValidationException", message)

    def _changed(self, response: bytes) -> bytes:
        faults = self.faults
        if not (faults.stop or faults.usage or faults.message is not None):
            return response
        said = json.loads(response)
        said["stopReason"] = faults.stop or said["stopReason"]
        said["usage"] |= faults.usage
        if faults.message is not None:
            said["output"]["message"] = faults.message
        return json.dumps(said).encode()

    def _input_usage(self, request: dict[str, Any], tokens: int) -> dict[str, int]:
        """Input tokens; behind a cache point those before it are written at the first call and read at all others."""
        if not any("cachePoint" in block for block in request.get("system", ())):
            return {"inputTokens": tokens}
        start = orjson.dumps([request.get("toolConfig"), request["system"]])
        kept = len(start) // 4
        name = "cacheReadInputTokens" if start in self._kept else "cacheWriteInputTokens"
        self._kept.add(start)
        return {"inputTokens": tokens - kept, name: kept}

    def _content(self, tool: str, answers: Answers | None, limit: int, body: bytes) -> tuple[bytes, str]:
        """The answer's one content block, and why it ends there."""
        if answers is None:
            return _text_block(SENTENCES[0]), "end_turn"
        if len(answers.good) // 4 > limit:
            return _text_block(answers.good[: limit * 4].decode(errors="ignore")), "max_tokens"
        kind = self.garbage(body)
        if kind == "text":
            return _text_block(SENTENCES[1]), "end_turn"
        said = self.faults.answer_by_tool.get(tool, self.faults.answer)
        carried = said.encode() or getattr(answers, kind or "good")
        if self.faults.surrogates:
            carried = carried.replace(b".", b".\\ud83d")
        block = b'{"toolUse":{"toolUseId":"tooluse_%022x","name":%b,"input":%b}}'
        return block % (self.next_id(), orjson.dumps(tool), carried), "tool_use"

    def _uses(self, asked: list[tuple[str, Any]]) -> bytes:
        """Content of an answer that asks for these tools."""
        uses = [{"toolUseId": f"tooluse_{self.next_id():022x}", "name": name, "input": given} for name, given in asked]
        return b",".join(orjson.dumps({"toolUse": use}) for use in uses)

    def _events(self, said: dict[str, Any]) -> Iterator[bytes]:
        """The answer as a stream: a word a delta, an input in two halves."""
        yield event("messageStart", {"role": "assistant"})
        for number, block in enumerate(said["output"]["message"]["content"]):
            at = {"contentBlockIndex": number}
            use = block.get("toolUse")
            if use is not None:
                start = {"toolUse": {"toolUseId": use["toolUseId"], "name": use["name"]}}
                yield event("contentBlockStart", {"start": start, **at})
                given = json.dumps(use["input"])
                pieces: list[Any] = [{"toolUse": {"input": part}} for part in self.pieces(given)]
            else:
                pieces = [{"text": word} for word in re.findall(r"\S+\s*", block["text"])]
            for delta in pieces:
                yield event("contentBlockDelta", {"delta": delta, **at})
            yield event("contentBlockStop", at)
        if self.faults.stream_error:
            yield exception(self.faults.stream_error, "The stream ended early.")
            return
        yield event("messageStop", {"stopReason": said["stopReason"]})
        if not self.faults.unbilled:
            yield event("metadata", {"usage": said["usage"], "metrics": said["metrics"]})


def _text_block(text: str) -> bytes:
    return orjson.dumps({"text": text})


def _converse_response(content: bytes, stop: str, input_usage: dict[str, int], delay: float) -> bytes:
    output_tokens = len(content) // 4
    usage = input_usage | {"outputTokens": output_tokens, "totalTokens": sum(input_usage.values()) + output_tokens}
    return (
        b'{"output":{"message":{"role":"assistant","content":[%b]}},"stopReason":"%b",'
        b'"usage":%b,"metrics":{"latencyMs":%d}}'
    ) % (content, stop.encode(), orjson.dumps(usage), delay * 1000)


def start_process(**flags: object) -> AbstractContextManager[str]:
    """See `run_module`."""
    return run_module("fakes.bedrock", flags)


if __name__ == "__main__":
    asyncio.run(serve(FakeBedrock, Faults))
