"""Pages as responses: HTML or JSON, with the headers that keep a browser from doing anything else with them."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from fastapi import Request
from jinja2 import Environment
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from schemas.access import Session
from tasks.bulk.place import Place
from web.pages.page import Done, Page
from web.pages.render import etag
from web.pages.visitor import over_tls

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not `no-referrer`: with it, a browser says no Origin either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAID = "revive_said"  # a cookie with the message of the last change, until it is shown
_LONGEST = 1_000


def page_answer(request: Request, page: Page, who: Session | None, *, is_part: bool = False) -> Response:
    """A page or a piece of one, as HTML or, where the path ends in `.json`, as its data."""
    if request.url.path.endswith(".json"):
        return JSONResponse(page.data.model_dump(mode="json"), page.status, headers=HEADERS)
    tag = etag(page.data)
    if is_part and request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=HEADERS | {"ETag": tag})
    said = "" if is_part else unquote(request.cookies.get(_SAID, ""))[:_LONGEST]
    response = HTMLResponse(_rendered(request, page, who, said), page.status, headers=HEADERS)
    if is_part:
        response.headers["ETag"] = tag
    elif said:
        response.delete_cookie(_SAID)
    return response


def done_answer(request: Request, done: Done) -> Response:
    """On to the page where the person sees what they changed, which says what was done; as JSON, only that."""
    if request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"message": done.message, "to": done.to}, headers=HEADERS)
    response = RedirectResponse(done.to, HTTPStatus.SEE_OTHER, headers=HEADERS)
    said = quote(done.message[:_LONGEST])
    response.set_cookie(_SAID, said, max_age=60, httponly=True, samesite="lax", secure=over_tls(request))
    return response


def _rendered(request: Request, page: Page, who: Session | None, said: str) -> str:
    place: Place = request.app.state.place
    jinja: Environment = request.app.state.templates
    words: dict[str, Any] = {
        "page": page,
        "data": page.data,
        "who": who,
        "said": said,
        "path": request.url.path,
        "json_path": f"{request.url.path}.json" + (f"?{request.url.query}" if request.url.query else ""),
        "environment": place.environment.name,
        "sections": request.app.state.site.sections,
    }
    return jinja.get_template(page.template).render(words | dict(page.more))
