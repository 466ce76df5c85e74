"""Upsell over HTTP: events come in, signed, and are answered once they are stored."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from http import HTTPStatus
from time import time

from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from blocks.queue.interface import Queue
from blocks.queue.open_queue import open_queue
from schemas.errors import shown
from tasks.bulk.place import Place
from tasks.upsell.accepting import QUEUE, accept
from tasks.upsell.event_file import MOST_BYTES
from web.access import Access, address_of, requires, within
from web.problems import problem
from web.signatures import SignatureError, verify

_LET_IN = requires("run")


class _Opened:
    """The queue, opened at the first event: a server without events needs none."""

    def __init__(self, place: Place, stack: AsyncExitStack) -> None:
        self._place = place
        self._stack = stack
        self._lock = asyncio.Lock()
        self._queue: Queue | None = None

    async def __call__(self) -> Queue:
        async with self._lock:
            if self._queue is None:
                self._queue = await self._stack.enter_async_context(open_queue(self._place.environment, QUEUE))
            return self._queue


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        app.state.upsell_queue = _Opened(app.state.place, stack)
        yield


router = APIRouter(tags=["upsell"], lifespan=_lifespan)
_BODY = {"schema": {"type": "object", "required": ["event_id"]}}
_TYPES = {"application/json": _BODY, "application/cloudevents+json": _BODY}


@router.post(
    "/events", status_code=HTTPStatus.ACCEPTED, openapi_extra={"requestBody": {"required": True, "content": _TYPES}}
)
async def post_events(request: Request) -> Response:
    """Store one event, plain or as CloudEvents; 202 once that is durable. The same id and body again is harmless.

    Signed as Standard Webhooks has it (`REVIVE_WEBHOOK_SECRETS`), or with an API key of the scope `run`.
    """
    if "webhook-signature" in request.headers:
        raw = await _body(request)
        _verify(request, raw)
    else:
        await _LET_IN(request)
        raw = await _body(request)
    accepted = await accept(await request.app.state.upsell_queue(), raw, request.headers)
    if accepted.outcome == "conflicting":
        said = f"event {shown(accepted.event_id)} was accepted before, with another body: give another event its own id"
        return problem(HTTPStatus.CONFLICT, said)
    answer = {"event_id": accepted.event_id, "status": accepted.outcome}
    return JSONResponse(answer, HTTPStatus.ACCEPTED)


def _verify(request: Request, raw: bytes) -> None:
    """The signature is the key: who has it may send as fast as the queue takes. Refusals count as others do."""
    place: Place = request.app.state.place
    access: Access = request.app.state.access
    try:
        verify(raw, request.headers, place.settings.webhook_secrets, time())
    except SignatureError as error:
        within(access.refusals, address_of(request))
        raise HTTPException(HTTPStatus.UNAUTHORIZED, str(error)) from None


async def _body(request: Request) -> bytes:
    """The whole body; 413 as soon as it is longer than an event may be, whatever length was declared."""
    raw = bytearray()
    async for piece in request.stream():
        raw += piece
        if len(raw) > MOST_BYTES:
            said = f"an event may have {MOST_BYTES >> 10} KB at most"
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said, {"Connection": "close"})
    return bytes(raw)
