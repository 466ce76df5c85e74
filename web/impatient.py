"""Ends idle connections: four hundred of them, without any key, would keep everybody else out."""

import asyncio
import socket

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

HEAD_WITHIN_S = 20.0


class Impatient(H11Protocol):
    """uvicorn's protocol, which would wait forever for the head of a request. Requests under way have time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """A client has connected."""
        super().connection_made(transport)
        # asyncio does that only for sockets that were made with the protocol's number, and ours was not: without it,
        # an answer in two pieces waits 40 ms for the client to acknowledge the first.
        if (connection := transport.get_extra_info("socket")) is not None:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._await_head()

    def on_response_complete(self) -> None:
        """A request was answered; another may follow on the same connection."""
        super().on_response_complete()
        self._await_head()

    def _await_head(self) -> None:
        self.loop.call_later(HEAD_WITHIN_S, self._end_if_idle, self.cycle)

    def _end_if_idle(self, last: RequestResponseCycle | None) -> None:
        """End the connection if nothing was asked since its last request was answered."""
        if self.cycle is last and (last is None or last.response_complete) and not self.transport.is_closing():
            self.transport.close()
