"""Errors as problem+json (RFC 9457), in the same words that the command would print."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from blocks.connectors.page import ServiceError
from schemas.errors import (
    AlreadyRunningError,
    BadInputError,
    BudgetStoppedError,
    CapReachedError,
    ConflictError,
    OverloadedError,
    ProviderError,
    QueueFullError,
    ReviveError,
    StoreError,
    TooManyFailuresError,
)
from web.requests import request_id


class NotFoundError(BadInputError):
    """What a request names is not there."""


# The first class that fits counts; docs/errors.md has them all.
_STATUS: tuple[tuple[type[ReviveError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (AlreadyRunningError, HTTPStatus.CONFLICT),
    (ConflictError, HTTPStatus.CONFLICT),
    (BudgetStoppedError, HTTPStatus.PAYMENT_REQUIRED),
    (CapReachedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (BadInputError, HTTPStatus.BAD_REQUEST),
    (ProviderError, HTTPStatus.BAD_GATEWAY),
    (ServiceError, HTTPStatus.BAD_GATEWAY),
    (TooManyFailuresError, HTTPStatus.BAD_GATEWAY),
    (QueueFullError, HTTPStatus.TOO_MANY_REQUESTS),
    (OverloadedError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreError, HTTPStatus.SERVICE_UNAVAILABLE),
)
_LATER_S = "60"  # seconds until a full queue may have room again: it is drained every five minutes


def problem(status: HTTPStatus, detail: str, *, headers: dict[str, str] | None = None, **more: Any) -> JSONResponse:
    """One error as a client reads it; the request's id finds the line in the log."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    body |= {"request_id": request_id.get()} | more
    return JSONResponse(body, status.value, headers=headers, media_type="application/problem+json")


def status_of(error: type[ReviveError]) -> HTTPStatus:
    """The status with which an error of this class is answered; 500 if it is not the client's business."""
    return next((status for kind, status in _STATUS if issubclass(error, kind)), HTTPStatus.INTERNAL_SERVER_ERROR)


def install(app: FastAPI) -> None:
    """Make an app answer every error as a problem."""
    app.add_exception_handler(ReviveError, _known)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


async def _known(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ReviveError)
    headers = None
    if isinstance(error, QueueFullError):
        headers = {"Retry-After": _LATER_S}
    elif isinstance(error, OverloadedError):
        headers = {"Retry-After": str(error.retry_after_s)}
    return problem(status_of(type(error)), str(error), headers=headers, exit_code=error.exit_code)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """What is wrong, field by field, without repeating the values: they may be secrets."""
    assert isinstance(error, RequestValidationError)
    is_unread = any(one["loc"] == ("body",) and one["type"] == "model_attributes_type" for one in error.errors())
    if is_unread and "json" not in request.headers.get("content-type", "").casefold():
        # The body was not even parsed, so a message about its fields would lead astray.
        said = "the body has to be JSON, with the header Content-Type: application/json"
        return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, said)
    wrong = [f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(wrong)[:1000])


async def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem(HTTPStatus(error.status_code), str(error.detail), headers=headers)
