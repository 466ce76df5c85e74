"""A fake Amazon Bedrock runtime on loopback: the Converse API over real HTTP, with faults and counters.

In the test's own loop: `fake = FakeBedrock(Faults(throttle=0.1)); url = await fake.start(); ...; await fake.stop()`.
As a process of its own: `with start_process(throttle=0.1, models="a,b") as url: ...`, or run this file.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from http import HTTPStatus
from itertools import count, cycle, pairwise
from typing import Any, NamedTuple
from urllib.parse import unquote

import orjson

ERRORS = {
    "ValidationException": 400,
    "MissingAuthenticationTokenException": 403,
    "UnrecognizedClientException": 403,
    "ModelTimeoutException": 408,
    "ThrottlingException": 429,
    "InternalServerException": 500,
    "ServiceUnavailableException": 503,
}
# None of them names a price, a discount or a placeholder: an agent's own rules have nothing to object to.
SENTENCES = """\
The team relied on the weekly reports at first, then logged in less and less over the last quarter.
Nobody was left in the end who could say what the product was still used for every week.
Thank you for the time you spent with us and for saying so plainly why you left.
The part that got in your way works differently today than it did back then.
A short call would show within half an hour which step cost your people the most time.
Usage fell well before the cancellation, which points to a slow loss of interest rather than one bad event.
That leaves room to start again with a single clear use and one person who owns it.
We would be glad to walk you through what has changed since, at a pace that suits you.
Reply with a time that suits you and we will prepare the workspace with your own data.
""".splitlines()


@dataclass
class Faults:
    """What goes wrong. Rates are from 0 to 1 and drawn for every call."""

    latency: float = 0.0
    latency_by_tool: dict[str, float] = field(default_factory=dict)
    reset: float = 0.0
    throttle: float = 0.0
    unavailable: float = 0.0
    internal: float = 0.0
    model_timeout: float = 0.0
    cut: float = 0.0
    garbage: float = 0.0
    garbage_always_if: str = ""
    fail_if: str = ""
    hang: bool = False
    down: bool = False
    max_in_flight_limit: int | None = None
    record: bool = False

    def change(self, changes: dict[str, Any]) -> None:
        unknown = changes.keys() - {known.name for known in fields(self)}
        if unknown:
            raise ValueError(f"no such fault: {', '.join(sorted(unknown))}")
        for name, value in changes.items():
            setattr(self, name, value)


@dataclass
class Stats:
    """`paid` counts a call when its generation starts: Bedrock charges even if the caller is gone by the end."""

    calls: int = 0
    paid: int = 0
    throttled: int = 0
    unavailable: int = 0
    cut: int = 0
    garbage: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    by_tool: dict[str, int] = field(default_factory=dict)


class BedrockError(Exception):
    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class Generator:
    """Makes one value that satisfies a JSON schema."""

    def __init__(self, root: dict[str, Any]) -> None:
        self._root = root
        self._sentences = cycle(SENTENCES)

    def value(self, schema: dict[str, Any], name: str = "", index: int | None = None) -> Any:
        """`name` is the property, `index` the position of the object that holds it in its array."""
        if "$ref" in schema:
            return self.value(self._resolve(schema["$ref"]), name, index)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return schema["enum"][0]
        if "anyOf" in schema:
            return self.value(schema["anyOf"][0], name, index)
        kind = schema.get("type", "object")
        makers: dict[str, Callable[[dict[str, Any], str, int | None], Any]] = {
            "object": self._object,
            "array": self._array,
            "string": self._string,
            "integer": self._integer,
            "number": lambda schema, *_: float(_between(schema)),
            "boolean": lambda *_: True,
            "null": lambda *_: None,
        }
        return makers[kind[0] if isinstance(kind, list) else kind](schema, name, index)

    def _resolve(self, reference: str) -> Any:
        found: Any = self._root
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        return found

    def _object(self, schema: dict[str, Any], _name: str, index: int | None) -> dict[str, Any]:
        properties: dict[str, Any] = schema.get("properties", {})
        names = [*properties, *(name for name in schema.get("required", ()) if name not in properties)]
        return {name: self.value(properties.get(name, {"type": "string"}), name, index) for name in names}

    def _array(self, schema: dict[str, Any], name: str, _index: int | None) -> list[Any]:
        items = schema.get("items", {"type": "string"})
        if name == "evidence" and items.get("type") == "string":
            return ["cancellation_reason"]
        length = max(schema.get("minItems", 0), min(1, schema.get("maxItems", 1)))
        return [self.value(items, "", position) for position in range(length)]

    def _integer(self, schema: dict[str, Any], name: str, index: int | None) -> int:
        return index + 1 if name == "number" and index is not None else int(_between(schema))

    def _string(self, schema: dict[str, Any], name: str, index: int | None) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength", sys.maxsize)
        if name == "subject":
            text, most = f"{(index or 0) + 1}: what has changed since you left", min(most, 50)
        else:
            text = f"{next(self._sentences)} {next(self._sentences)}"  # nine in turn: it takes nine to repeat one
        while len(text) < least:
            text += " " + next(self._sentences)
        return _shortened(text, least, most)


def _between(schema: dict[str, Any]) -> float:
    """Three quarters up between the bounds: inside them even where they are exclusive."""
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    low = schema.get("minimum", schema.get("exclusiveMinimum", 0 if high is None else min(0, high)))
    high = low + 100 if high is None else high
    return float(low + (high - low) * 3 / 4)


def _shortened(text: str, least: int, most: int) -> str:
    if len(text) <= most:
        return text
    words = text[:most].rpartition(" ")[0].rstrip(",;")
    if words and len(words) >= least:
        return words
    return text[:most].rstrip().ljust(most, ".")


class Answers(NamedTuple):
    """What a tool call may carry, as JSON."""

    good: bytes
    incomplete: bytes
    wrong_enum: bytes


def make_answers(schema: dict[str, Any]) -> Answers:
    good = Generator(schema).value(schema)
    first, *others = good
    properties = schema.get("properties", {})
    # Without an enum any other value of the wrong kind has to do.
    wrong = next(({name: "no_such_value"} for name in good if "enum" in properties.get(name, {})), {first: None})
    return Answers(
        orjson.dumps(good), orjson.dumps({name: good[name] for name in others}), orjson.dumps({**good, **wrong})
    )


def check_messages(messages: list[dict[str, Any]]) -> None:
    """The rules of a conversation that Bedrock enforces."""
    if not messages or messages[0]["role"] != "user":
        raise BedrockError("ValidationException", "A conversation must start with a user message.")
    nothing: dict[str, Any] = {"role": "", "content": []}
    for position, (before, after) in enumerate(pairwise([nothing, *messages, nothing])):
        if before["role"] == after["role"]:
            raise BedrockError("ValidationException", "Roles must alternate between user and assistant.")
        asked = {block["toolUse"]["toolUseId"] for block in before["content"] if "toolUse" in block}
        given = {block["toolResult"]["toolUseId"] for block in after["content"] if "toolResult" in block}
        if asked - given:
            missing = ", ".join(sorted(asked - given))
            at = f"messages.{position}.content"
            raise BedrockError(
                "ValidationException", f"Expected toolResult blocks at {at} for the following Ids: {missing}"
            )
        if given - asked:
            raise BedrockError("ValidationException", "A toolResult block has no toolUse block in the previous turn.")


class Reply(NamedTuple):
    body: bytes
    delay: float
    cut: bool


class FakeBedrock:
    """The service: decides what a call gets, and counts."""

    def __init__(
        self, faults: Faults | None = None, *, models: Collection[str] = (), seed: int = 0, port: int = 0
    ) -> None:
        self.faults = faults or Faults()
        self.stats = Stats()
        self.requests: list[Any] = []
        self.connections: set[Connection] = set()
        self._models = models
        self._port = port
        self._random = random.Random(seed)
        self._ids = count(1)
        self._answers: dict[bytes, Answers] = {}
        self._garbage_turn = cycle(("incomplete", "text", "wrong_enum"))

    async def start(self) -> str:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Connection(self), "127.0.0.1", self._port, backlog=1024)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        self._server.close()
        for connection in self.connections:
            connection.transport.abort()
        await asyncio.sleep(0)  # the aborted connections close in the loop's next turn

    def happens(self, rate: float) -> bool:
        return rate > 0 and self._random.random() < rate

    def next_id(self) -> int:
        return next(self._ids)

    def answer(self, model: str, headers: bytes, body: bytes) -> Reply:
        """One Converse call; raises BedrockError where Bedrock would refuse. `headers` is in lower case."""
        self._authenticate(model, headers)
        self._fail_by_chance()
        try:
            request = orjson.loads(body)
            check_messages(request["messages"])
            tools = request.get("toolConfig", {}).get("tools", ())
            tool, answers = self._tool(tools[0]["toolSpec"]) if tools else ("", None)
            limit = request.get("inferenceConfig", {}).get("maxTokens", sys.maxsize)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise BedrockError("ValidationException", f"Malformed input request: {error!r}") from error
        if _mentions(body, self.faults.fail_if):
            raise BedrockError("ValidationException", "input too long")
        delay = self.faults.latency_by_tool.get(tool, self.faults.latency)
        content, stop = self._content(tool, answers, limit, body)
        cut = self.happens(self.faults.cut)
        self._count(tool, request, cut=cut)
        return Reply(_converse_response(content, stop, len(body) // 4, delay), delay, cut)

    def _authenticate(self, model: str, headers: bytes) -> None:
        if b"\r\nauthorization:" not in headers:
            raise BedrockError("MissingAuthenticationTokenException", "Missing Authentication Token")
        if b"credential=akiawrong" in headers:
            raise BedrockError("UnrecognizedClientException", "The security token included in the request is invalid.")
        if self._models and model not in self._models:
            raise BedrockError("ValidationException", "The provided model identifier is invalid.")

    def _fail_by_chance(self) -> None:
        faults, stats = self.faults, self.stats
        if faults.down or self.happens(faults.unavailable):
            stats.unavailable += 1
            raise BedrockError("ServiceUnavailableException", "The service is temporarily unavailable.")
        full = faults.max_in_flight_limit is not None and stats.in_flight >= faults.max_in_flight_limit
        if full or self.happens(faults.throttle):
            stats.throttled += 1
            raise BedrockError("ThrottlingException", "Too many requests, please wait before trying again.")
        if self.happens(faults.internal):
            raise BedrockError("InternalServerException", "The system encountered an unexpected error.")
        if self.happens(faults.model_timeout):
            raise BedrockError("ModelTimeoutException", "The model took too long to answer.")

    def _tool(self, spec: dict[str, Any]) -> tuple[str, Answers]:
        schema = spec["inputSchema"]["json"]
        key = orjson.dumps(schema)
        if key not in self._answers:
            self._answers[key] = make_answers(schema)
        return spec["name"], self._answers[key]

    def _content(self, tool: str, answers: Answers | None, limit: int, body: bytes) -> tuple[bytes, str]:
        """The answer's one content block, and why it ends there."""
        if answers is None:
            return _text_block(SENTENCES[0]), "end_turn"
        if len(answers.good) // 4 > limit:
            return _text_block(answers.good[: limit * 4].decode(errors="ignore")), "max_tokens"
        carried = answers.good
        if self.happens(self.faults.garbage) or _mentions(body, self.faults.garbage_always_if):
            self.stats.garbage += 1
            kind = next(self._garbage_turn)
            if kind == "text":
                return _text_block(SENTENCES[1]), "end_turn"
            carried = answers.incomplete if kind == "incomplete" else answers.wrong_enum
        block = b'{"toolUse":{"toolUseId":"tooluse_%022x","name":%b,"input":%b}}'
        return block % (self.next_id(), orjson.dumps(tool), carried), "tool_use"

    def _count(self, tool: str, request: Any, *, cut: bool) -> None:
        self.stats.paid += 1
        self.stats.cut += cut
        self.stats.by_tool[tool] = self.stats.by_tool.get(tool, 0) + 1
        if self.faults.record:
            self.requests.append(request)

    def control(self, route: str, body: bytes) -> tuple[int, Any]:
        """The endpoints that tests steer and look through."""
        if route == "GET /_fake/stats":
            return 200, asdict(self.stats)
        if route == "GET /_fake/requests":
            return 200, self.requests
        if route == "POST /_fake/faults":
            try:
                self.faults.change(orjson.loads(body))
            except ValueError as error:
                return 400, {"message": str(error)}
            return 200, asdict(self.faults)
        if route == "POST /_fake/reset":
            # Calls in flight go on; they still have to be counted down.
            self.stats = Stats(in_flight=self.stats.in_flight, max_in_flight=self.stats.in_flight)
            self.requests = []
            return 200, asdict(self.stats)
        return 404, {"message": f"no such route: {route}"}


def _mentions(body: bytes, text: str) -> bool:
    """Whether a JSON body holds `text`, which the AWS clients write with ASCII escapes."""
    return bool(text) and json.dumps(text)[1:-1].encode() in body


def _text_block(text: str) -> bytes:
    return orjson.dumps({"text": text})


def _converse_response(content: bytes, stop: str, input_tokens: int, delay: float) -> bytes:
    output_tokens = len(content) // 4
    return (
        b'{"output":{"message":{"role":"assistant","content":[%b]}},"stopReason":"%b",'
        b'"usage":{"inputTokens":%d,"outputTokens":%d,"totalTokens":%d},"metrics":{"latencyMs":%d}}'
    ) % (content, stop.encode(), input_tokens, output_tokens, input_tokens + output_tokens, delay * 1000)


class Connection(asyncio.Protocol):
    """One keep-alive HTTP/1.1 connection; a call at a time."""

    transport: asyncio.Transport

    def __init__(self, fake: FakeBedrock) -> None:
        self._fake = fake
        self._buffer = b""
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._fake.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's signature
        self._fake.connections.discard(self)
        if self._timer:
            self._timer.cancel()
        if self._busy:
            self._fake.stats.in_flight -= 1

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._serve_all()

    def _serve_all(self) -> None:
        while not self._busy and not self.transport.is_closing():
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            headers = head.lower()
            length = int(headers.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0] or 0)
            if not end or len(rest) < length:
                return
            self._buffer = rest[length:]
            method, path, _ = head.partition(b"\r\n")[0].decode().split(" ")
            self._serve(method, path, headers, rest[:length])

    def _serve(self, method: str, path: str, headers: bytes, body: bytes) -> None:
        if method == "POST" and path.startswith("/model/") and path.endswith("/converse"):
            model = unquote(path.removeprefix("/model/").removesuffix("/converse"))
            self._converse(model, headers, body)
        else:
            status, answer = self._fake.control(f"{method} {path}", body)
            self._write(status, orjson.dumps(answer))

    def _converse(self, model: str, headers: bytes, body: bytes) -> None:
        fake = self._fake
        fake.stats.calls += 1
        if fake.happens(fake.faults.reset):
            self._reset()
        elif fake.faults.hang:
            self._begin()
        else:
            try:
                reply = fake.answer(model, headers, body)
            except BedrockError as error:
                self._write(ERRORS[error.kind], orjson.dumps({"message": str(error)}), error.kind)
                return
            self._begin()
            if reply.delay > 0:
                self._timer = asyncio.get_running_loop().call_later(reply.delay, self._finish, reply)
            else:
                self._finish(reply)

    def _begin(self) -> None:
        stats = self._fake.stats
        self._busy = True
        stats.in_flight += 1
        stats.max_in_flight = max(stats.max_in_flight, stats.in_flight)

    def _finish(self, reply: Reply) -> None:
        self._busy = False
        self._fake.stats.in_flight -= 1
        self._write(200, reply.body, cut=reply.cut)
        self._serve_all()

    def _reset(self) -> None:
        # Without lingering the kernel sends RST, as a dying peer does, rather than a tidy FIN.
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _write(self, status: int, body: bytes, kind: str = "", *, cut: bool = False) -> None:
        error = f"x-amzn-ErrorType: {kind}\r\n" if kind else ""
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n"
            f"x-amzn-RequestId: 00000000-0000-4000-8000-{self._fake.next_id():012x}\r\n{error}\r\n"
        )
        self.transport.write(head.encode() + (body[: len(body) // 2] if cut else body))
        if cut:
            self.transport.close()


@contextmanager
def start_process(**flags: object) -> Iterator[str]:
    """Run the fake as a child process and give its address; `flags` are faults, `models`, `seed` and `port`."""
    command = [sys.executable, __file__]
    for name, value in flags.items():
        command += [f"--{name.replace('_', '-')}", value if isinstance(value, str) else json.dumps(value)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().strip()
            if not url:
                raise RuntimeError("the fake did not start, see its output")
            yield url
        finally:
            process.kill()


def _arguments() -> tuple[argparse.Namespace, Faults]:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", default="", help="the model ids that exist, with commas; all do by default")
    defaults = asdict(Faults())
    for name, default in defaults.items():
        kind = str if isinstance(default, str) else json.loads
        parser.add_argument(f"--{name.replace('_', '-')}", type=kind, default=default)
    arguments = parser.parse_args()
    return arguments, Faults(**{name: getattr(arguments, name) for name in defaults})


def _watch_stdin(on_close: Callable[[], object]) -> None:
    while os.read(0, 4096):
        pass
    on_close()


async def _main() -> None:
    arguments, faults = _arguments()
    models = [model for model in arguments.models.split(",") if model]
    fake = FakeBedrock(faults, models=models, seed=arguments.seed, port=arguments.port)
    loop, closed = asyncio.get_running_loop(), asyncio.Event()
    sys.stdout.write(await fake.start() + "\n")
    sys.stdout.flush()
    # Not the loop's own thread pool: it would wait for the read on Ctrl-C.
    threading.Thread(target=_watch_stdin, args=(lambda: loop.call_soon_threadsafe(closed.set),), daemon=True).start()
    await closed.wait()
    await fake.stop()


if __name__ == "__main__":
    asyncio.run(_main())
