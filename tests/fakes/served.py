"""The HTTP door of `local` on a port of its own, in this process: for a browser."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn

from web.app import create_app
from web.impatient import Impatient


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Its address."""
    config = uvicorn.Config(
        create_app("local", open_to_loopback=True), http=Impatient, ws="none", log_config=None, access_log=False
    )
    running = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    task = asyncio.create_task(running.serve([listener]))
    while not running.started:  # noqa: ASYNC110 -- uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        running.should_exit = True
        await task
