"""What the fakes of the model providers share: HTTP/1.1 on loopback, faults, counters, a process of its own."""

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
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from http import HTTPStatus
from itertools import count, cycle
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import orjson
from fakes.answers import Answers, make_answers

TESTS = Path(__file__).resolve().parents[1]


@dataclass
class Faults:
    """What goes wrong. Rates are from 0 to 1 and drawn for every call.

    `drip` is the seconds between two bytes of an answer, `retry_after` the header of what is refused for now.
    `script` is which tools the next answers ask for, one list of (name, arguments) an answer; then come answers.
    Of a stream, `pause` is the seconds between two parts, `break_after` how many arrive before the connection dies, and
    `stream_error` the kind of an error of the service that comes in the place of the last parts.
    """

    latency: float = 0.0
    latency_by_tool: dict[str, float] = field(default_factory=dict)
    reset: float = 0.0
    throttle: float = 0.0
    unavailable: float = 0.0
    internal: float = 0.0
    cut: float = 0.0
    garbage: float = 0.0
    garbage_always_if: str = ""
    fail_if: str = ""
    hang: bool = False
    drip: float = 0.0
    down: bool = False
    retry_after: str = ""
    script: list[list[tuple[str, Any]]] = field(default_factory=list)
    pause: float = 0.0
    break_after: int | None = None
    stream_error: str = ""
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
    """`paid` counts a call when its generation starts: it is charged even if the caller is gone by the end.

    So are its tokens, where the service counts them. `by_tool` counts by the name of the structured output.
    """

    calls: int = 0
    paid: int = 0
    throttled: int = 0
    unavailable: int = 0
    cut: int = 0
    garbage: int = 0
    in_flight: int = 0
    max_in_flight: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    by_tool: dict[str, int] = field(default_factory=dict)


Trouble = Literal["unavailable", "throttled", "internal"]


class ServiceError(Exception):
    """An answer that is none; `head` is further header lines."""

    def __init__(self, status: int, body: object, head: str = "") -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.head = head


class Reply(NamedTuple):
    """An answer as a whole, or a stream of `parts`."""

    body: bytes
    delay: float
    cut: bool
    parts: tuple[bytes, ...] = ()


SomeFaults = TypeVar("SomeFaults", bound=Faults)


class FakeService(ABC, Generic[SomeFaults]):
    """The service: decides what a call gets, and counts."""

    stream_type = "text/event-stream"

    def __init__(self, faults: SomeFaults, *, models: Collection[str] = (), seed: int = 0, port: int = 0) -> None:
        self.faults = faults
        self.stats = Stats()
        self.requests: list[Any] = []
        self.connections: set[Connection] = set()
        self.url = ""
        self._models = models
        self._port = port
        self._random = random.Random(seed)
        self._ids = count(1)
        self._answers: dict[bytes, Answers] = {}
        self._garbage_turn = cycle(("incomplete", "text", "wrong_enum"))

    @abstractmethod
    def serves(self, path: str) -> bool:
        """Whether a POST to `path` asks the model."""

    @abstractmethod
    def answer(self, path: str, headers: bytes, body: bytes) -> Reply:
        """One call; raises `ServiceError` where the service would refuse. `headers` is in lower case."""

    @abstractmethod
    def trouble(self, kind: Trouble) -> ServiceError:
        """How this service says that something passing went wrong."""

    @abstractmethod
    def identified(self) -> str:
        """The header line with which this service names a request."""

    async def start(self) -> str:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Connection(self), "127.0.0.1", self._port, backlog=1024)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self.url

    async def stop(self) -> None:
        self._server.close()
        for connection in self.connections:
            connection.transport.abort()
        await asyncio.sleep(0)  # the aborted connections close in the loop's next turn

    def happens(self, rate: float) -> bool:
        return rate > 0 and self._random.random() < rate

    def next_id(self) -> int:
        return next(self._ids)

    def fail_by_chance(self) -> None:
        faults, stats = self.faults, self.stats
        if faults.down or self.happens(faults.unavailable):
            stats.unavailable += 1
            raise self._later("unavailable")
        full = faults.max_in_flight_limit is not None and stats.in_flight >= faults.max_in_flight_limit
        if full or self.happens(faults.throttle):
            stats.throttled += 1
            raise self._later("throttled")
        if self.happens(faults.internal):
            raise self.trouble("internal")

    def _later(self, kind: Trouble) -> ServiceError:
        error = self.trouble(kind)
        if self.faults.retry_after:
            error.head += f"retry-after: {self.faults.retry_after}\r\n"
        return error

    def scripted(self, forced: str | None) -> list[tuple[str, Any]]:
        """The tools that this answer asks for; none where the caller forces one."""
        return self.faults.script.pop(0) if self.faults.script and forced is None else []

    def delay(self, name: str) -> float:
        return self.faults.latency_by_tool.get(name, self.faults.latency)

    def answers(self, schema: dict[str, Any]) -> Answers:
        key = orjson.dumps(schema)
        if key not in self._answers:
            self._answers[key] = make_answers(schema)
        return self._answers[key]

    def garbage(self, body: bytes) -> str | None:
        """What is wrong with this answer, each kind in turn; None if nothing is."""
        if not self.happens(self.faults.garbage) and not mentions(body, self.faults.garbage_always_if):
            return None
        self.stats.garbage += 1
        return next(self._garbage_turn)

    def count(self, name: str, request: Any, *, cut: bool) -> None:
        self.stats.paid += 1
        self.stats.cut += cut
        self.stats.by_tool[name] = self.stats.by_tool.get(name, 0) + 1
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


def mentions(body: bytes, text: str) -> bool:
    """Whether a JSON body holds `text`, which the AWS clients write with ASCII escapes."""
    return bool(text) and json.dumps(text)[1:-1].encode() in body


class Connection(asyncio.Protocol):
    """One keep-alive HTTP/1.1 connection; a call at a time."""

    transport: asyncio.Transport

    def __init__(self, fake: FakeService[Any]) -> None:
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
        if method == "POST" and self._fake.serves(path):
            self._ask(path, headers, body)
        else:
            status, answer = self._fake.control(f"{method} {path}", body)
            self._write(status, orjson.dumps(answer))

    def _ask(self, path: str, headers: bytes, body: bytes) -> None:
        fake = self._fake
        fake.stats.calls += 1
        if fake.happens(fake.faults.reset):
            self._reset()
        elif fake.faults.hang:
            self._begin()
        else:
            try:
                reply = fake.answer(path, headers, body)
            except ServiceError as error:
                self._write(error.status, orjson.dumps(error.body), error.head)
                return
            self._begin()
            if fake.faults.drip > 0:
                body = b"".join(reply.parts) or reply.body
                self._write_head(200, f"content-length: {len(body)}", streamed=bool(reply.parts))
                self._drip(body)
            elif reply.delay > 0:
                self._timer = asyncio.get_running_loop().call_later(reply.delay, self._finish, reply)
            else:
                self._finish(reply)

    def _begin(self) -> None:
        stats = self._fake.stats
        self._busy = True
        stats.in_flight += 1
        stats.max_in_flight = max(stats.max_in_flight, stats.in_flight)

    def _finish(self, reply: Reply) -> None:
        if reply.parts:
            self._write_head(200, "transfer-encoding: chunked", streamed=True)
            self._stream(reply.parts, 0)
            return
        self._busy = False
        self._fake.stats.in_flight -= 1
        self._write(200, reply.body, cut=reply.cut)
        self._serve_all()

    def _drip(self, rest: bytes) -> None:
        """Never the end of it: the last byte is kept."""
        self.transport.write(rest[:1])
        if len(rest) > 2 and not self.transport.is_closing():
            self._timer = asyncio.get_running_loop().call_later(self._fake.faults.drip, self._drip, rest[1:])

    def _stream(self, parts: tuple[bytes, ...], number: int) -> None:
        """The parts from `number` on, each a chunk of its own."""
        faults = self._fake.faults
        if self.transport.is_closing():
            return
        if number == faults.break_after:
            self.transport.close()
        elif number < len(parts):
            self.transport.write(b"%x\r\n%b\r\n" % (len(parts[number]), parts[number]))
            self._timer = asyncio.get_running_loop().call_later(faults.pause, self._stream, parts, number + 1)
        else:
            self.transport.write(b"0\r\n\r\n")
            self._busy = False
            self._fake.stats.in_flight -= 1
            self._serve_all()

    def _reset(self) -> None:
        # Without lingering the kernel sends RST, as a dying peer does, rather than a tidy FIN.
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def _write(self, status: int, body: bytes, further: str = "", *, cut: bool = False) -> None:
        self._write_head(status, f"content-length: {len(body)}", further)
        self.transport.write(body[: len(body) // 2] if cut else body)
        if cut:
            self.transport.close()

    def _write_head(self, status: int, length: str, further: str = "", *, streamed: bool = False) -> None:
        kind = self._fake.stream_type if streamed else "application/json"
        head = (
            f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
            f"content-type: {kind}\r\n{length}\r\n"
            f"{self._fake.identified()}\r\n{further}\r\n"
        )
        self.transport.write(head.encode())


@contextmanager
def run_module(module: str, flags: dict[str, object]) -> Iterator[str]:
    """Run a fake as a child process and give its address; `flags` are faults, `models`, `seed` and `port`."""
    command = [sys.executable, "-m", module]
    for name, value in flags.items():
        command += [f"--{name.replace('_', '-')}", value if isinstance(value, str) else json.dumps(value)]
    with subprocess.Popen(command, cwd=TESTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().strip()
            if not url:
                raise RuntimeError("the fake did not start, see its output")
            yield url
        finally:
            process.kill()


def _arguments(kind: type[Faults]) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", default="", help="the model ids that exist, with commas; all do by default")
    for name, default in asdict(kind()).items():
        parser.add_argument(
            f"--{name.replace('_', '-')}", type=str if isinstance(default, str) else json.loads, default=default
        )
    return parser.parse_args()


def _watch_stdin(on_close: Callable[[], object]) -> None:
    while os.read(0, 4096):
        pass
    on_close()


async def serve(service: Callable[..., FakeService[SomeFaults]], kind: type[SomeFaults]) -> None:
    """Be a process: say the address, serve until standard input closes."""
    arguments = _arguments(kind)
    faults = kind(**{known.name: getattr(arguments, known.name) for known in fields(kind)})
    models = [model for model in arguments.models.split(",") if model]
    fake = service(faults, models=models, seed=arguments.seed, port=arguments.port)
    loop, closed = asyncio.get_running_loop(), asyncio.Event()
    sys.stdout.write(await fake.start() + "\n")
    sys.stdout.flush()
    # Not the loop's own thread pool: it would wait for the read on Ctrl-C.
    threading.Thread(target=_watch_stdin, args=(lambda: loop.call_soon_threadsafe(closed.set),), daemon=True).start()
    await closed.wait()
    await fake.stop()
