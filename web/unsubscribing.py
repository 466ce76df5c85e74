"""The one-click door of an unsubscribe link: whoever has the link is let in, and a POST is what counts (RFC 8058).

A GET changes nothing, because scanners of mail follow every link: it shows a page with a button. Neither asks who it
is, sets a cookie or redirects.
"""

from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from blocks.address_hash import open_address_hash
from schemas.errors import BadInputError
from tasks.bulk.place import Place
from tasks.outreach.one_click import entry_of, unsubscribe
from web.access import Access, address_of, within

router = APIRouter(tags=["unsubscribe"])
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
_STYLE = (
    "body{font:1.1rem/1.5 system-ui;margin:15vh auto 0;max-width:30rem;padding:0 1rem}"
    "button{font:inherit;padding:.6rem 1.2rem}"
)


@router.get("/unsubscribe/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request) -> HTMLResponse:
    """A page with a button; nothing happens until it is pressed."""
    place = _let_in(request)
    try:
        entry_of(await open_address_hash(place.store), token)
    except BadInputError as error:
        return _page("This link does not work", str(error), HTTPStatus.NOT_FOUND)
    button = "<form method='post'><button name='List-Unsubscribe' value='One-Click'>Unsubscribe</button></form>"
    return _page("No more emails?", f"Press the button, and we will not write to you again.</p>{button}<p>")


@router.post("/unsubscribe/{token}", response_class=HTMLResponse)
async def press(token: str, request: Request) -> HTMLResponse:
    """Never write to this person again. The same once more is harmless; the body is not looked at."""
    place = _let_in(request)
    try:
        await unsubscribe(place.store, await open_address_hash(place.store), token, datetime.now(UTC))
    except BadInputError as error:
        return _page("This link does not work", str(error), HTTPStatus.NOT_FOUND)
    return _page("Done", "You will get no more emails from us.")


def _let_in(request: Request) -> Place:
    """Limit how many requests a minute one address may make."""
    access: Access = request.app.state.access
    within(access.strangers, address_of(request))
    place: Place = request.app.state.place
    return place


def _page(title: str, said: str, status: HTTPStatus = HTTPStatus.OK) -> HTMLResponse:
    """`said` is ours: what the request held stands on no page."""
    text = (
        "<!DOCTYPE html><html lang='en'><meta charset='utf-8'><meta name='viewport' content='width=device-width'>"
        f"<title>{title}</title><style>{_STYLE}</style><main><h1>{title}</h1><p>{said}</p></main></html>"
    )
    return HTMLResponse(text, status, _HEADERS)
