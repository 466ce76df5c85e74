"""Who asks for a page: by their session, by a key, or nobody but this machine."""

import re

from fastapi import Request

from blocks.settings import login_name
from schemas.access import Session
from schemas.environment import LOCAL
from tasks.access.keys import find_key
from tasks.access.sessions import find_session, name_of
from tasks.bulk.place import Place
from web.access import Access, from_here, host_name, is_loopback

_ODD = re.compile(r"[^a-z0-9]")


def cookie_name(request: Request) -> str:
    """Of the session. A browser sends cookies of one host to all its ports, so it names the environment."""
    place: Place = request.app.state.place
    return f"revive_session_{_ODD.sub('_', place.environment.name.lower())[:40]}"


def over_tls(request: Request) -> bool:
    """Whether cookies are for TLS only: but for loopback, always. TLS may end before us, so no scheme says it."""
    return not is_loopback(host_name(request.headers.get("host", "")))


async def visitor(request: Request) -> Session | None:
    """Who asks; None for somebody who has to sign in."""
    access: Access = request.app.state.access
    place: Place = request.app.state.place
    kind, _, bearer = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return await _by_key(access, bearer.strip())
    token = request.cookies.get(cookie_name(request))
    if token and access.records is not None:
        session = await find_session(access.records, token)
        if session is not None:
            return session
    # No sign-in is needed only on a laptop: reaching another environment's port does not make somebody its operator.
    if access.open_to_loopback and place.environment.name == LOCAL and from_here(request):
        return Session(name=login_name()[:80], role="admin", at="")
    return None


async def _by_key(access: Access, bearer: str) -> Session | None:
    key = None if access.records is None else await find_key(access.records, bearer)
    if key is None:
        return None
    return Session(name=name_of(key), role=key.role_on_pages, key_id=key.id, at=key.added_at)
