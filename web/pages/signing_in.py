"""Signing in with a key, and out again. The cookie holds a random value; what it may do is in the records."""

from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from schemas.errors import ReviveError
from schemas.signing_in import SignIn
from tasks.access.keys import find_key
from tasks.access.sessions import LASTS, begin_session, end_session, name_of
from web.access import Access, address_of, within
from web.pages.answers import HEADERS, page_answer
from web.pages.page import Page
from web.pages.same_origin import require_same_origin
from web.pages.serving import failed_answer
from web.pages.state import SiteState
from web.pages.visitor import cookie_name, over_tls, visitor

_MOST_FIELDS = 5


async def get_sign_in(request: Request) -> Response:
    """The form; whoever is signed in goes on to where they wanted to."""
    then = own_path(request.query_params.get("then", "/"))
    try:
        if await visitor(request) is not None:
            return RedirectResponse(then, HTTPStatus.SEE_OTHER, headers=HEADERS)
    except (ReviveError, HTTPException) as error:
        return failed_answer(request, error, None)
    return sign_in_form(request, then, "")


async def post_sign_in(request: Request) -> Response:
    """Begin a session with a key."""
    state: SiteState = request.app.state.site
    access: Access = request.app.state.access
    try:
        require_same_origin(request)
        within(state.sign_ins, address_of(request))
        async with request.form(max_files=0, max_fields=_MOST_FIELDS) as form:
            given, then = str(form.get("key", "")).strip(), own_path(str(form.get("then", "/")))
        key = None if access.records is None else await find_key(access.records, given)
        if key is None or access.records is None:
            return sign_in_form(request, then, "This key is not known, or was revoked. Ask for a new one.")
        token = await begin_session(access.records, name_of(key), key.role_on_pages, datetime.now(UTC), key.id)
    except (ReviveError, HTTPException) as error:
        return failed_answer(request, error, None)
    return with_session(request, token, then)


async def post_sign_out(request: Request) -> Response:
    """End the session, here and in the records."""
    access: Access = request.app.state.access
    try:
        require_same_origin(request)
        token = request.cookies.get(cookie_name(request))
        if token and access.records is not None:
            await end_session(access.records, token)
    except (ReviveError, HTTPException) as error:
        return failed_answer(request, error, None)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER, headers=HEADERS)
    response.delete_cookie(cookie_name(request))
    return response


def with_session(request: Request, token: str, then: str) -> Response:
    """On to a page of ours, with the cookie of a session that has begun."""
    response = RedirectResponse(then, HTTPStatus.SEE_OTHER, headers=HEADERS)
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=over_tls(request),
    )
    return response


def own_path(then: str) -> str:
    """The path if it is one of ours, else the first page: a link to the form must not lead elsewhere."""
    parts = urlsplit(then)
    is_ours = then.startswith("/") and not parts.scheme and not parts.netloc and "\\" not in then and then.isprintable()
    return then if is_ours else "/"


def sign_in_form(request: Request, then: str, problem: str, refused: HTTPStatus = HTTPStatus.UNAUTHORIZED) -> Response:
    """The form, with why the last try was refused."""
    state: SiteState = request.app.state.site
    provider = "" if state.provider is None else urlsplit(state.provider.rules.issuer).hostname or ""
    data = SignIn(then=then, problem=problem, provider=provider)
    status = refused if problem else HTTPStatus.OK
    return page_answer(request, Page("Sign in", "sign_in.html.jinja", data, status=status), None)


def sign_in_router() -> APIRouter:
    """The three routes."""
    router = APIRouter()
    router.add_route("/sign-in", get_sign_in, methods=["GET"], include_in_schema=False)
    router.add_route("/sign-in", post_sign_in, methods=["POST"], include_in_schema=False)
    router.add_route("/sign-out", post_sign_out, methods=["POST"], include_in_schema=False)
    return router
