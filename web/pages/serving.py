"""Makes routes of a section's pages and changes: who may ask, how often, from where; and what went wrong, as a page."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from schemas.access import AuditEntry, Session
from schemas.errors import ReviveError
from schemas.failed import Failed
from tasks.access.audit import Audited
from web.access import Access, address_of, within
from web.pages.answers import HEADERS, done_answer, page_answer
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.same_origin import require_same_origin
from web.pages.section import Change, Fetch, Route, Section, View
from web.pages.state import SiteState
from web.pages.visitor import visitor
from web.problems import status_of
from web.requests import request_id

_Made = TypeVar("_Made", bound=Done | Page | Response)
_Endpoint = Callable[[Request], Awaitable[Response]]
_MOST_FIELDS = 5_000  # of a form: a table of rejects that is mended in place has a field a cell


def router_of(section: Section) -> APIRouter:
    """All routes of a section. Those with `.json` come first: a name in a path must not take the ending for its own."""
    router = APIRouter()
    for route in section.routes:
        if route.view is not None and not route.is_part:
            router.add_route(f"{route.path}.json", _viewed(route, route.view), methods=["GET"], include_in_schema=False)
    for route in section.routes:
        if route.view is not None:
            router.add_route(route.path, _viewed(route, route.view), methods=["GET"], include_in_schema=False)
        elif route.fetch is not None:
            router.add_route(route.path, _fetched(route, route.fetch), methods=["GET"], include_in_schema=False)
        elif route.stream is not None:
            router.add_route(route.path, _streamed(route, route.stream), methods=["POST"], include_in_schema=False)
        elif route.change is not None:
            router.add_route(route.path, _changed(route, route.change), methods=["POST"], include_in_schema=False)
    return router


def _viewed(route: Route, view: View) -> _Endpoint:
    async def shown(asked: Asked) -> Response:
        return page_answer(asked.request, await view(asked), asked.who, is_part=route.is_part)

    return _read(route, shown)


def _fetched(route: Route, fetch: Fetch) -> _Endpoint:
    async def sent(asked: Asked) -> Response:
        response = await fetch(asked)
        response.headers.update(HEADERS)
        return response

    return _read(route, sent)


def _read(route: Route, answered: Fetch) -> _Endpoint:
    """What changes nothing, for somebody whose right to read it is settled."""

    async def answer(request: Request) -> Response:
        who: Session | None = None
        try:
            who = await visitor(request)
            if who is None:
                return _to_sign_in(request)
            _require(request, who, route)
            return await answered(Asked(request, who, FormData()))
        except (ReviveError, HTTPException) as error:
            return failed_answer(request, error, who)

    return answer


def _streamed(route: Route, stream: Fetch) -> _Endpoint:
    """What goes wrong before the first word is problem+json: a script reads it."""

    async def answer(request: Request) -> Response:
        require_same_origin(request)
        who = await visitor(request)
        if who is None:
            return _to_sign_in(request)
        _require(request, who, route)
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            response = await _audited(route, stream, Asked(request, who, form))
        response.headers.update(HEADERS)
        return response

    return answer


def _changed(route: Route, change: Change) -> _Endpoint:
    async def answer(request: Request) -> Response:
        who: Session | None = None
        try:
            require_same_origin(request)
            who = await visitor(request)
            if who is None:
                return _to_sign_in(request)
            _require(request, who, route)
            async with request.form(max_files=2, max_fields=_MOST_FIELDS) as form:
                done = await _audited(route, change, Asked(request, who, form))
        except (ReviveError, HTTPException) as error:
            return failed_answer(request, error, who)
        return done_answer(request, done) if isinstance(done, Done) else page_answer(request, done, who)

    return answer


async def _audited(route: Route, change: Callable[[Asked], Awaitable[_Made]], asked: Asked) -> _Made:
    """The change, written down before it begins and when it has ended."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    where = asked.request.url.path[:400]
    entry = AuditEntry(
        at=at, who=asked.who.name, role=asked.who.role, what=route.what, where=where, request_id=request_id.get()
    )
    audited = Audited(asked.records, entry)
    await audited.begin()
    try:
        done = await change(asked)
    except (ReviveError, HTTPException) as error:
        await audited.end(f"refused ({type(error).__name__})")
        raise
    await audited.end("refused" if isinstance(done, Page) and done.status != HTTPStatus.OK else "done")
    return done


def _require(request: Request, who: Session, route: Route) -> None:
    state: SiteState = request.app.state.site
    within(state.rate, f"{who.name} {address_of(request)}")
    if not who.may(route.role):
        raise HTTPException(HTTPStatus.FORBIDDEN, f"this needs the role {route.role}; you are signed in as {who.role}")


def _to_sign_in(request: Request) -> Response:
    """The sign-in form for a person; 401 for a program, which is told apart by what it asks for."""
    access: Access = request.app.state.access
    if request.url.path.endswith(".json") or "authorization" in request.headers:
        within(access.refusals, address_of(request))
        said, headers = "sign in, or give an API key: Authorization: Bearer rv_…", {"WWW-Authenticate": "Bearer"}
        raise HTTPException(HTTPStatus.UNAUTHORIZED, said, headers)
    if request.method != "GET" or "hx-request" in request.headers:
        raise HTTPException(
            HTTPStatus.UNAUTHORIZED, "your session is over: sign in again in another tab, then go on here"
        )
    then = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?then={quote(then, safe='')}", HTTPStatus.SEE_OTHER, headers=HEADERS)


def failed_answer(request: Request, error: ReviveError | HTTPException, who: Session | None) -> Response:
    """What went wrong, in the command's words, as a page. Raises it again where a program asked, for problem+json."""
    if request.url.path.endswith(".json") or not _reads_html(request):
        raise error
    if isinstance(error, HTTPException):
        status, said, headers = HTTPStatus(error.status_code), str(error.detail), dict(error.headers or {})
    else:
        status, said, headers = status_of(type(error)), str(error), {}
    failed = Failed(status=status.value, title=status.phrase, detail=said, request_id=request_id.get())
    response = page_answer(request, Page(status.phrase, "failed.html.jinja", failed, status=status), who)
    response.headers.update(headers)
    return response


def _reads_html(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
