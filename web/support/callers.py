"""Who asks support: a company's backend for anybody, a person for themselves, or somebody unknown in one session.

A backend has an API key (or is this machine), a person a user token that the backend signed, and somebody unknown a
session token that was made with their session. Whatever else somebody asks for is not there, whether it exists or not.
"""

import hashlib
import logging
import re
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from http import HTTPStatus
from time import time

from fastapi import Request
from starlette.exceptions import HTTPException

from blocks.settings import DoorRules
from schemas.errors import StoreError
from schemas.support.interaction import Asked, Reply
from tasks.support.conversations import Conversations
from web.access import Access, address_of, client_of, from_here, unauthorized, within
from web.problems import NotFoundError
from web.user_tokens import UserTokenError, user_of

_SESSION_TOKEN, _ID_BYTES = (
    "rs_",
    18,
)  # what begins a session token; bytes of the session's id, as many as it has entropy
_FORM = re.compile(r"rs_[A-Za-z0-9_-]{43}")  # what is shorter could be guessed
_MISSING = "there is no such session"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """What somebody may ask for: `user_id` is a person's, `session_id` the only session of somebody unknown."""

    user_id: str | None = None
    session_id: str | None = None
    new_token: str | None = None  # of the session that begins with this request

    @property
    def is_backend(self) -> bool:
        """Whether it speaks for anybody."""
        return self.user_id is None and self.session_id is None

    async def asks(self, question: str, session: str | None, user: str | None, kept: Conversations | None) -> Asked:
        """The question in the caller's name. Raises `NotFoundError` for a session that is not theirs."""
        if self.is_backend:
            return Asked(question=question, session_id=session, user_id=user)
        if user not in (None, self.user_id):
            raise HTTPException(HTTPStatus.FORBIDDEN, "user_id: people ask for themselves; leave it out")
        if self.session_id is not None:
            if session not in (None, self.session_id):
                raise NotFoundError(_MISSING)
            return Asked(question=question, session_id=self.session_id)
        if session is not None and kept is not None:
            try:
                await self.require(session, kept)
            except StoreError as error:  # nothing can be read of it then, and it is not written to without its owner
                _log.warning("whose a session is cannot be read: %s", error)
        return Asked(question=question, session_id=session, user_id=self.user_id)

    async def require(self, session: str, kept: Conversations) -> str:
        """Whose a session is. Raises `NotFoundError` unless it is there and the caller may see it."""
        owner = await kept.owner(session)
        theirs = self.is_backend or (session == self.session_id if self.session_id else owner == self.user_id)
        if owner is None or not theirs:
            raise NotFoundError(_MISSING)
        return owner

    def shown(self, reply: Reply) -> Reply:
        """The reply without what is a company's own business: prices, versions, how long each stage took."""
        if self.is_backend:
            return reply
        return reply.model_copy(update={"cost_usd": None, "agent_version": None, "latency_ms": {}, "signals": None})


async def caller(request: Request) -> Caller:
    """A dependency of a route: who asks; or 401, 403 or 429."""
    access: Access = request.app.state.access
    rules: DoorRules = request.app.state.rules
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    token = token.strip() if kind.lower() == "bearer" else ""
    if token.count(".") == 2:  # noqa: PLR2004 -- a JSON Web Token; neither API keys nor session tokens have a dot
        return _person(token, request, access, rules)
    if token.startswith(_SESSION_TOKEN) or _begins(request, token, access, rules):
        return _somebody(token, request, access, rules)
    within(access.backends, await client_of(request, "run"))
    return Caller()


def session_of(token: str) -> str:
    """The session of a token. It is derived, so a session's id, which more people see, lets nobody in."""
    digest = hashlib.sha256(token.encode()).digest()[:_ID_BYTES]
    return f"anon-{urlsafe_b64encode(digest).decode()}"


def _begins(request: Request, token: str, access: Access, rules: DoorRules) -> bool:
    """Whether somebody unknown begins a session, and not a program on this machine or with a key that is wrong."""
    return rules.anonymous and not token and not (access.open_to_loopback and from_here(request))


def _person(token: str, request: Request, access: Access, rules: DoorRules) -> Caller:
    try:
        user = user_of(token, rules.user_token_secrets, time())
    except UserTokenError as error:
        within(access.refusals, address_of(request))
        raise unauthorized(str(error)) from None
    within(access.people, f"user {user}")
    return Caller(user_id=user)


def _somebody(token: str, request: Request, access: Access, rules: DoorRules) -> Caller:
    if not rules.anonymous or not (token == "" or _FORM.fullmatch(token)):
        within(access.refusals, address_of(request))
        said = "this is no session token" if rules.anonymous else "people need a user token here"
        raise unauthorized(said)
    within(access.strangers, address_of(request))
    mine = token or _SESSION_TOKEN + secrets.token_urlsafe(32)
    within(access.people, f"session {session_of(mine)}")
    return Caller(session_id=session_of(mine), new_token=None if token else mine)
