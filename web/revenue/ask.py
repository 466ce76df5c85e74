"""Revenue over HTTP: one question to a warehouse of the server's machine."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.environment import EnvironmentSpec
from schemas.revenue.asking import MOST_OF_A_QUESTION, Asked
from tasks.revenue.asking.ask import Asking, ask_at
from tasks.revenue.asking.opening import open_asking
from web.access import requires
from web.revenue.places import permitted_warehouse


class _Opened:
    """What all questions share, opened at the first one: a server without questions needs none of it."""

    def __init__(self, stack: AsyncExitStack) -> None:
        self._stack = stack
        self._lock = asyncio.Lock()
        self._asking: Asking | None = None

    async def __call__(self, environment: EnvironmentSpec) -> Asking:
        async with self._lock:
            if self._asking is None:
                self._asking = await self._stack.enter_async_context(open_asking(environment))
            return self._asking


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        app.state.revenue_asking = _Opened(stack)
        yield


router = APIRouter(lifespan=_lifespan, dependencies=[Depends(requires("run"))])


class AskRequest(BaseModel):
    """What is asked, of which warehouse."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Annotated[str, StringConstraints(min_length=1, max_length=MOST_OF_A_QUESTION)]
    warehouse: str = Field(max_length=1000, description="A folder or a DuckDB file below what the server may read.")
    max_cost_usd: float | None = Field(default=None, gt=0, description="The most that the answer may cost.")


@router.post("/ask")
async def ask(request: Request, asked: AskRequest) -> Asked:
    """Answer a question, with its queries, all rows in chunks, and how fresh they are."""
    asking = await request.app.state.revenue_asking(request.app.state.place.environment)
    place = permitted_warehouse(asked.warehouse)
    return await ask_at(asked.question, place, asking, max_cost_usd=asked.max_cost_usd)
