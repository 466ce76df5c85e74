"""What the fakes of the model providers share: what a call gets, and counters."""

import asyncio
import json
import random
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import asdict
from itertools import count, cycle
from typing import Any, Generic, TypeVar

import orjson
from fakes.answers import Answers, make_answers
from fakes.connection import Connection
from fakes.faults import Faults, Reply, ServiceError, Stats, Trouble

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

    def pieces(self, given: str) -> list[str]:
        """JSON as a stream has it: in two parts, or in parts of so many characters."""
        size = self.faults.piece
        return [given[at : at + size] for at in range(0, len(given), size)] if size else [given[:5], given[5:]]

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
