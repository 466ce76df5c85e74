"""Our style sheet and scripts, and htmx, which is vendored: nothing is loaded from elsewhere."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

_FOLDER = Path(__file__).resolve().parent.parent / "static"
_TYPES = {
    "pages.css": "text/css; charset=utf-8",
    "pages.js": "text/javascript; charset=utf-8",
    "chat.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "vendor/htmx/htmx.min.js": "text/javascript; charset=utf-8",
}
_FOR_EVER = "public, max-age=31536000, immutable"  # the URL has the content's hash


@cache
def _content(name: str) -> tuple[bytes, str]:
    content = (_FOLDER / name).read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:12]


def static_path(name: str) -> str:
    """Where a file is served; another content has another path."""
    return f"/static/{name}?v={_content(name)[1]}"


async def get_static(request: Request) -> Response:
    """One of our files; of others, 404."""
    name = request.path_params["name"]
    if name not in _TYPES:
        raise HTTPException(HTTPStatus.NOT_FOUND, "there is no such file")
    content, _ = _content(name)
    headers = {"Cache-Control": _FOR_EVER, "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_TYPES[name], headers=headers)
