"""Clients that come and then say nothing, or fall asleep in the middle, keep nobody else out."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn

from web.app import create_app
from web.impatient import Impatient

pytestmark = pytest.mark.usefixtures("place")
SOON = 0.2


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and little patience."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("web.impatient.HEAD_WITHIN_S", SOON)
    monkeypatch.setattr("web.requests._PIECE_WITHIN_S", SOON)


@asynccontextmanager
async def server() -> AsyncIterator[int]:
    async with running_server() as running:
        yield running.servers[0].sockets[0].getsockname()[1]


@asynccontextmanager
async def running_server() -> AsyncIterator[uvicorn.Server]:
    app = create_app("local", open_to_loopback=True)
    config = uvicorn.Config(app, port=0, http=Impatient, ws="none", log_config=None, access_log=False)
    running = uvicorn.Server(config)
    # On a socket of ours, as `revive serve` does.
    task = asyncio.create_task(running.serve([socket.create_server(("127.0.0.1", 0))]))
    while not running.started:  # noqa: ASYNC110 -- uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        yield running
    finally:
        running.should_exit = True
        await task


async def said(port: int, *pieces: bytes) -> bytes:
    """What comes until the server hangs up, which it has to."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for piece in pieces:
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(SOON / 4)
    heard = await asyncio.wait_for(reader.read(), 20 * SOON + 5)
    writer.close()
    return heard


async def test_no_piece_of_an_answer_waits_until_the_client_has_acknowledged_the_last() -> None:
    async with running_server() as running:
        port = running.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert (await reader.readline()).startswith(b"HTTP/1.1 200")
        (connection,) = running.server_state.connections
        assert isinstance(connection, Impatient)
        accepted = connection.transport.get_extra_info("socket")
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        writer.close()


async def test_a_client_that_never_asks_is_hung_up_on() -> None:
    async with server() as port:
        assert await said(port) == b""
        assert await said(port, b"GET /health HTTP/1.1\r\nX-A: ", *[b"a"] * 3) == b""


async def test_one_that_has_asked_may_ask_again_but_not_wait_for_ever() -> None:
    ask = b"GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
    async with server() as port:
        assert (await said(port, ask, ask)).count(b"HTTP/1.1 200 OK") == 2


async def test_a_body_that_stops_coming_is_no_reason_to_wait() -> None:
    head = b"POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\ncustomer_id"
    async with server() as port:
        assert (await said(port, head)).startswith(b"HTTP/1.1 408 ")


async def test_a_client_that_hangs_up_is_no_bug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "web.requests")
    async with server() as port:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\na")
        await writer.drain()
        writer.close()
        while "POST /upload" not in caplog.text:  # noqa: ASYNC110 -- nor does a log
            await asyncio.sleep(0.01)
    assert "POST /upload 499" in caplog.text
    assert "unexpected" not in caplog.text
