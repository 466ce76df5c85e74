"""Who may do what: a key for each client, or nobody but this machine."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address
from time import monotonic
from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

from blocks.records.interface import Records
from schemas.scopes import Scope
from tasks.access.keys import find_key

_FORWARDED = (
    "forwarded",
    "via",
    "x-real-ip",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-client-ip",
)


@dataclass(slots=True)
class Rate:
    """How many requests a client may make: `per_minute` on average, `burst` at once (a token bucket)."""

    per_minute: float = 300.0
    burst: float = 60.0
    now: Callable[[], float] = monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait_s(self, client: str) -> float:
        """Seconds that this client has to wait; 0 if the request may go on."""
        now = self.now()
        left, at = self._left.get(client, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_minute / 60)
        if left < 1:
            self._left[client] = (left, now)
            return (1 - left) * 60 / self.per_minute
        self._left[client] = (left - 1, now)
        if len(self._left) > 10_000:  # noqa: PLR2004 -- clients without a key are told apart by address
            self._left = {name: kept for name, kept in self._left.items() if now - kept[1] < 60}  # noqa: PLR2004 -- s
        return 0.0


@dataclass(frozen=True, slots=True)
class Access:
    """How requests are let in. `records` is None if the environment keeps no keys."""

    records: Records | None
    open_to_loopback: bool
    rate: Rate


def requires(scope: Scope) -> Callable[[Request], Awaitable[str]]:
    """A dependency of a route: the caller's name, or 401, 403 or 429."""

    async def allowed(request: Request) -> str:
        access: Access = request.app.state.access
        client = await _client(request, access, scope)
        if (seconds := access.rate.wait_s(client)) > 0:
            headers = {"Retry-After": str(int(seconds) + 1)}
            raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, "too many requests; wait a moment", headers)
        return client

    return allowed


async def _client(request: Request, access: Access, scope: Scope) -> str:
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and access.records is not None:
        key = await find_key(access.records, bearer.strip())
        if key is None:
            raise _unauthorized("the API key is not known, or was revoked")
        if not key.allows(scope):
            raise HTTPException(HTTPStatus.FORBIDDEN, f"this needs a key with the scope {scope}")
        return f"key {key.id}"
    if access.open_to_loopback and _from_here(request):
        return "this machine"
    raise _unauthorized("give an API key: Authorization: Bearer rv_…; `revive keys add` makes one")


def _unauthorized(said: str) -> HTTPException:
    return HTTPException(HTTPStatus.UNAUTHORIZED, said, {"WWW-Authenticate": "Bearer"})


def _from_here(request: Request) -> bool:
    """Whether a person or program on this machine asks, and not another site's page in their browser.

    A proxy on this machine speaks for others, so requests that it passes on need a key. A host name that is not this
    machine's is how another site's page reaches us (DNS rebinding).
    """
    if request.client is None or not is_loopback(request.client.host):
        return False
    if any(name in request.headers for name in _FORWARDED):
        return False
    host = request.headers.get("host", "")
    if not is_loopback(_name(host)):
        return False
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == host


def _name(host: str) -> str:
    """The name or address in a `Host` header; empty if it is malformed or also contains a user."""
    try:
        parts = urlsplit(f"//{host}")
    except ValueError:
        return ""
    return "" if parts.netloc != host or "@" in host else parts.hostname or ""


def is_loopback(host: str) -> bool:
    """Whether an address or name is one of this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
