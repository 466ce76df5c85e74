"""API Gateway's events (payload format 2.0) as requests of an ASGI application, and answers as API Gateway wants them.

Mangum does this for every kind of event that AWS has; we have one, and the whole of it is below.
"""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from starlette.types import ASGIApp, Message, Scope

MAX_ANSWER = 5_500_000  # Lambda returns 6 MB at most, and the JSON around a body counts
Event = Mapping[str, Any]
_TOO_LARGE = (
    b'{"type": "about:blank", "title": "Internal Server Error", "status": 500, "detail": "the answer is larger than a '
    b'function may give; ask with a smaller limit, or at the address of the pages"}'
)


class NotAnEventError(Exception):
    """What invoked the function is not API Gateway's payload 2.0."""


def scope_of(event: Event) -> Scope:
    """The ASGI scope of an event. The client's address is API Gateway's word, never a header's."""
    try:
        request = event["requestContext"]["http"]
        raw_path, method, source = str(event["rawPath"]), str(request["method"]), str(request["sourceIp"])
    except (KeyError, TypeError):
        raise NotAnEventError("this is no event of API Gateway, payload format 2.0") from None
    stage = event["requestContext"].get("stage", "$default")
    if stage != "$default":
        raw_path = raw_path.removeprefix(f"/{stage}") or "/"
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method.upper(),
        "scheme": "https",
        "path": unquote(raw_path),
        "raw_path": raw_path.encode(),
        "query_string": str(event.get("rawQueryString", "")).encode(),
        "root_path": "",
        "headers": _headers(event),
        "client": (source, 0),
        "server": (str(event["requestContext"].get("domainName", "")), 443),
    }


def _headers(event: Event) -> list[tuple[bytes, bytes]]:
    said = {str(name).lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    # One id in API Gateway's log, in ours and in the answer.
    said.setdefault("x-request-id", str(event["requestContext"].get("requestId", "")))
    if cookies := event.get("cookies"):
        said["cookie"] = "; ".join(map(str, cookies))
    # They came in as latin-1, or not as HTTP.
    return [(name.encode("latin-1", "ignore"), value.encode("latin-1", "ignore")) for name, value in said.items()]


def body_of(event: Event) -> bytes:
    """The body's bytes. Raises `NotAnEventError` if they are not the base64 that they are said to be."""
    body = event.get("body") or ""
    if not event.get("isBase64Encoded"):
        return str(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error:
        raise NotAnEventError("the body is not the base64 that it is said to be") from None


async def answered(app: ASGIApp, event: Event) -> dict[str, Any]:
    """What the application answers to an event, as API Gateway wants it. A streamed answer is collected."""
    scope, body = scope_of(event), body_of(event)
    answer = _Answer(body)
    await app(scope, answer.receive, answer.send)
    return answer.as_payload()


class _Answer:
    """One exchange: gives the body once, and collects what is sent."""

    def __init__(self, body: bytes) -> None:
        self._body: bytes | None = body
        self._status = 500
        self._headers: list[tuple[bytes, bytes]] = []
        self._sent = bytearray()
        self._too_large = False

    async def receive(self) -> Message:
        if self._body is None:
            return {"type": "http.disconnect"}
        body, self._body = self._body, None
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._status, self._headers = message["status"], list(message.get("headers", ()))
        elif not self._too_large:
            self._sent += message.get("body", b"")
            self._too_large = len(self._sent) > MAX_ANSWER

    def as_payload(self) -> dict[str, Any]:
        if self._too_large:
            self._status, self._sent = 500, bytearray(_TOO_LARGE)
            self._headers = [(b"content-type", b"application/problem+json")]
        headers: dict[str, str] = {}
        cookies = []
        for raw, value in self._headers:
            name, text = raw.decode("latin-1").lower(), value.decode("latin-1")
            if name == "set-cookie":
                cookies.append(text)
            else:
                headers[name] = f"{headers[name]}, {text}" if name in headers else text
        return {"statusCode": self._status, "headers": headers, "cookies": cookies, **_encoded(bytes(self._sent))}


def _encoded(body: bytes) -> dict[str, Any]:
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return {"body": base64.b64encode(body).decode(), "isBase64Encoded": True}
    return {"body": text, "isBase64Encoded": False}
