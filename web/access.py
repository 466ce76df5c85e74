"""Who may call which route: clients with a key or, without keys, only this machine."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from time import monotonic
from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

from blocks.records.interface import Records
from schemas.scopes import Scope
from tasks.access.keys import find_key
from tasks.access.sessions import name_of

_FORWARDED = (
    "forwarded",
    "via",
    "x-real-ip",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-client-ip",
)
_CLIENTS = 10_000  # remembered at once; 2 MB
_ONE_NETWORK = 64  # bits: whoever has one IPv6 address has all of its network


@dataclass(slots=True)
class RateLimit:
    """How many requests a client may make: `per_minute` on average, `burst` at once (a token bucket).

    If there are more clients than `_CLIENTS`, the one that was away longest is forgotten.
    """

    per_minute: float = 300.0
    burst: float = 60.0
    now: Callable[[], float] = monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)  # the last one to ask comes last

    def wait_s(self, client: str) -> float:
        """Seconds that this client has to wait; 0 if the request may go on."""
        now = self.now()
        left, at = self._left.pop(client, (self.burst, now))
        left = min(self.burst, left + (now - at) * self.per_minute / 60)
        wait = max(0.0, (1 - left) * 60 / self.per_minute)
        self._left[client] = (left if wait else left - 1, now)
        if len(self._left) > _CLIENTS:
            del self._left[next(iter(self._left))]
        return wait


@dataclass(frozen=True, slots=True)
class Access:
    """How requests are let in. `records` is None if the environment keeps no keys."""

    records: Records | None
    open_to_loopback: bool
    rate: RateLimit
    # Of refusals, by address: who has a key is not kept out by somebody behind the same address who has none.
    refusals: RateLimit = field(default_factory=lambda: RateLimit(per_minute=30.0, burst=30.0))
    # Of people who ask for themselves, each by what proves them.
    people: RateLimit = field(default_factory=lambda: RateLimit(per_minute=60.0, burst=20.0))
    # Of backends that ask for their people: thirty a second, so that no loop of one of them keeps the others out.
    backends: RateLimit = field(default_factory=lambda: RateLimit(per_minute=1_800.0, burst=400.0))
    # Of people who prove nothing, by address: whoever wants to be another person only has to begin anew.
    strangers: RateLimit = field(default_factory=lambda: RateLimit(per_minute=120.0, burst=40.0))


def requires(scope: Scope) -> Callable[[Request], Awaitable[str]]:
    """A dependency of a route: the caller's name, as it is kept with what they decide; or 401, 403 or 429."""

    async def allowed(request: Request) -> str:
        client = await client_of(request, scope)
        within(request.app.state.access.rate, client)
        return client

    return allowed


async def client_of(request: Request, scope: Scope) -> str:
    """The caller's name, however often they ask; or 401, 403 or 429 for those who were refused too often."""
    access: Access = request.app.state.access
    try:
        return await _client(request, access, scope)
    except HTTPException:
        within(access.refusals, address_of(request))
        raise


def within(rate: RateLimit, client: str) -> None:
    """429 if this client has asked too often."""
    if (seconds := rate.wait_s(client)) > 0:
        headers = {"Retry-After": str(int(seconds) + 1)}
        raise HTTPException(HTTPStatus.TOO_MANY_REQUESTS, "too many requests; wait a moment", headers)


def address_of(request: Request) -> str:
    """The client's address; of IPv6, its network."""
    host = request.client.host if request.client is not None else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host[:60]
    return host if address.version == 4 else str(ip_network((address, _ONE_NETWORK), strict=False))  # noqa: PLR2004


async def _client(request: Request, access: Access, scope: Scope) -> str:
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and access.records is not None:
        key = await find_key(access.records, bearer.strip())
        if key is None:
            raise unauthorized("the API key is not known, or was revoked")
        if not key.allows(scope):
            raise HTTPException(HTTPStatus.FORBIDDEN, f"this needs a key with the scope {scope}")
        return name_of(key)
    if access.open_to_loopback and from_here(request):
        return "this machine"
    raise unauthorized("give an API key: Authorization: Bearer rv_…; `revive keys add` makes one")


def unauthorized(said: str) -> HTTPException:
    """A refusal that says what was missing."""
    return HTTPException(HTTPStatus.UNAUTHORIZED, said, {"WWW-Authenticate": "Bearer"})


def from_here(request: Request) -> bool:
    """Whether a person or program on this machine asks, and not another site's page in their browser.

    A proxy on this machine speaks for others, so requests that it passes on need a key. A host name that is not this
    machine's is how another site's page reaches us (DNS rebinding).
    """
    if request.client is None or not is_loopback(request.client.host):
        return False
    if any(name in request.headers for name in _FORWARDED):
        return False
    host = request.headers.get("host", "")
    if not is_loopback(host_name(host)):
        return False
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    origin = request.headers.get("origin")
    return origin is None or origin.partition("://")[2] == host


def host_name(host: str) -> str:
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
