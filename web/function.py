"""The HTTP door as a function: the same application as `revive serve`, started once, asked event by event."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import Any

from fastapi import FastAPI

from schemas.errors import StoreError
from tasks.bulk.starting import Children
from web.app import create_app
from web.gateway_events import answered


class NoChildren(Children):
    """A function starts no process: it is frozen as soon as it has answered."""

    async def start(self, upload_id: str, name: str, arguments: list[str]) -> bool:  # noqa: ARG002 -- as its base
        """Raises `StoreError`: a worker has to carry the run."""
        raise StoreError(
            "no worker is online for this deployment, and a function starts no run itself; start a worker, ask again"
        )


class HttpFunction:
    """Answers events of API Gateway, one at a time, as Lambda gives them."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        # One loop for all events: clients and pools belong to the loop that opened them.
        self._loop = asyncio.new_event_loop()
        self._open = AsyncExitStack()
        self._loop.run_until_complete(self._start())

    def __call__(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to one event."""
        return self._loop.run_until_complete(answered(self._app, event))

    def close(self) -> None:
        """Give back what was opened."""
        self._loop.run_until_complete(self._open.aclose())
        self._loop.close()

    async def _start(self) -> None:
        await self._open.enter_async_context(self._app.router.lifespan_context(self._app))
        children = self._app.state.children
        self._app.state.children = NoChildren(children.logs)


def http_function(environment: str) -> HttpFunction:
    """The door of an environment. No address is this machine's own here: every request needs a key or a signature."""
    return HttpFunction(create_app(environment, open_to_loopback=False))
