"""A change must come from a page of ours: another site's page sends the same cookie along, but cannot hide where it is.

`Sec-Fetch-Site` says it (https://www.w3.org/TR/fetch-metadata/); browsers older than it send `Origin` with every POST.
"""

from http import HTTPStatus

from fastapi import Request
from starlette.exceptions import HTTPException


def require_same_origin(request: Request) -> None:
    """403 unless the request comes from a page of this server, or from a program that has a key of its own."""
    if request.headers.get("authorization", "").lower().startswith("bearer "):
        return  # no browser adds that by itself
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site == "same-origin":
            return
    elif _origin(request) == request.headers.get("host", ""):
        return
    raise HTTPException(
        HTTPStatus.FORBIDDEN, "this change did not come from a page of Revive: open the page and try again"
    )


def _origin(request: Request) -> str | None:
    """Host and port that the request says it comes from. The scheme is left out: TLS may end before us."""
    scheme, _, origin = request.headers.get("origin", "").partition("://")
    return origin if scheme in ("http", "https") else None
