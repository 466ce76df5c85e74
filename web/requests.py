"""Around every request, before anything is parsed: an id, a line in the log, and a bound on its size."""

import asyncio
import logging
import re
import secrets
import traceback
from contextvars import ContextVar
from http import HTTPStatus
from time import monotonic

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The id of the current request; every log line that it causes carries it.
request_id: ContextVar[str] = ContextVar("revive_request_id", default="-")
_GIVEN = re.compile(rb"[A-Za-z0-9_.-]{1,64}")
_GONE = 499  # by nginx's convention: the client hung up
_PIECE_WITHIN_S = 60.0
_log = logging.getLogger(__name__)


class WithRequestId(logging.Filter):
    """Puts the id of the current request on every log record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything through."""
        record.request_id = request_id.get()
        return True


class Identified:
    """Gives every request an id, or takes a harmless one that it brings, and logs how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        identifier = given.decode() if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        token, started, status = request_id.set(identifier), monotonic(), 0

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", identifier.encode())]
            await send(message)

        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:
            status = status or _GONE  # the client is gone, and nothing of ours is broken
        except Exception as error:  # noqa: BLE001 -- a bug of ours ends this request, not the server; it is logged
            frame = traceback.extract_tb(error.__traceback__)[-1]
            # Type and place only: the message may hold what a customer wrote.
            _log.error("an unexpected %s at %s:%d", type(error).__name__, frame.name, frame.lineno)
            if not status:
                await _broken(scope, receive, answer)
        finally:
            # The path without its query, which may name people.
            took = 1000 * (monotonic() - started)
            _log.info("%s %s %d in %.0f ms", scope["method"], ascii(scope["path"])[1:-1][:200], status, took)
            request_id.reset(token)


async def _broken(scope: Scope, receive: Receive, send: Send) -> None:
    body = {"type": "about:blank", "title": "Internal Server Error", "status": 500, "request_id": request_id.get()}
    body["detail"] = "something went wrong inside Revive; the log has the request's id"
    await JSONResponse(body, 500, media_type="application/problem+json")(scope, receive, send)


class Bounded:
    """Counts the bytes of a body as they arrive, before anything parses them; a declared length is not trusted."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and int(declared) > self._most:

            async def refused() -> Message:
                raise self._refused()

            await self._app(scope, refused, send)
            return
        read, more = 0, True

        async def counted() -> Message:
            nonlocal read, more
            message = await _received(receive, _PIECE_WITHIN_S if more else None)
            more = message.get("more_body", False)
            read += len(message.get("body", b""))
            if read > self._most:
                raise self._refused()
            return message

        await self._app(scope, counted, send)

    def _refused(self) -> HTTPException:
        """The refusal, as an `HTTPException`, which FastAPI passes on from wherever the body is read."""
        said = f"a body may have {self._most >> 20} MB at most"
        return HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, said, {"Connection": "close"})


async def _received(receive: Receive, within_s: float | None) -> Message:
    """The next piece of a body, unless its sender stalls; after the body, wait for the disconnect without a limit."""
    try:
        async with asyncio.timeout(within_s):
            return await receive()
    except TimeoutError:
        said = f"nothing came for {_PIECE_WITHIN_S:.0f} s"
        raise HTTPException(HTTPStatus.REQUEST_TIMEOUT, said, {"Connection": "close"}) from None
