"""HTTP/1.1 on loopback, with the ways in which a connection can go wrong."""

import asyncio
import socket
import struct
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from fakes.faults import Reply, ServiceError

if TYPE_CHECKING:
    from fakes.service import FakeService


class Connection(asyncio.Protocol):
    """One keep-alive HTTP/1.1 connection; a call at a time."""

    transport: asyncio.Transport

    def __init__(self, fake: "FakeService[Any]") -> None:
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
            self._stream(self._chopped(reply.parts), 0)
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

    def _chopped(self, parts: tuple[bytes, ...]) -> tuple[bytes, ...]:
        """The parts, or as many bytes at once as are wanted, wherever that cuts them."""
        size, whole = self._fake.faults.chop, b"".join(parts)
        return tuple(whole[at : at + size] for at in range(0, len(whole), size)) if size else parts

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
