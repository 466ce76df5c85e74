"""The HTTP door in this process, and keys to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
from fastapi import FastAPI

from blocks.local import local_environment
from blocks.settings import read_settings
from schemas.scopes import Scope
from tasks.access.keys import add_key, open_keys
from web.app import create_app

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@asynccontextmanager
async def door(*, open_to_loopback: bool = True, client: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
    """A client of the door of `local`, in this process."""
    app: FastAPI = create_app("local", open_to_loopback=open_to_loopback)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(client, 1))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as http,
    ):
        http.headers["x-request-id"] = "test-1"
        yield http


async def made(scope: Scope) -> str:
    """A key that somebody called `test` may use."""
    async with open_keys(local_environment(read_settings())) as records:
        return await add_key(records, "test", scope, "ann", NOW)


async def bearer(scope: Scope) -> dict[str, str]:
    """The header of a request with such a key."""
    return {"authorization": f"Bearer {await made(scope)}"}
