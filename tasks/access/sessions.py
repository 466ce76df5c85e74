"""People who have signed in: a random cookie each, kept as a hash, until it expires or its key is revoked."""

import hashlib
import secrets
from datetime import datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, Row
from schemas.access import ApiKey, Session
from schemas.errors import MissingTableError
from schemas.registry import instant
from schemas.scopes import Role
from tasks.access.keys import known_key
from tasks.access.tables import SESSIONS

LASTS = timedelta(hours=12)
_NAME = 60  # characters of a name: with the key's id it fits schemas.registry.Person


def name_of(key: ApiKey) -> str:
    """The name that stands with what the owner of a key decides."""
    return f"{key.name[:_NAME]} (key {key.id})"


async def begin_session(records: Records, name: str, role: Role, now: datetime, key_id: str = "") -> str:
    """Sign somebody in; returns what their cookie holds, only this once."""
    await records.prepare()
    token = secrets.token_urlsafe(32)
    session = Session(name=name, role=role, key_id=key_id, at=instant(now))
    row = Row({"id": _hash(token)}, session.model_dump_json(), expires_at=int((now + LASTS).timestamp()))
    await records.commit(Put(SESSIONS, row))
    return token


async def find_session(records: Records, token: str) -> Session | None:
    """Who a cookie belongs to; None if it is not one of ours, has expired, or its key was revoked."""
    try:
        row = await records.get(SESSIONS, _hash(token))
    except MissingTableError:
        return None
    try:
        session = None if row is None else Session.model_validate_json(row.document)
    except ValidationError:
        return None
    if session is None or not session.key_id:
        return session
    key = await known_key(records, session.key_id)
    if key is None or key.revoked_at:
        return None
    return session.model_copy(update={"role": key.role_on_pages})


async def end_session(records: Records, token: str) -> None:
    """Sign somebody out. Ending it again changes nothing."""
    await records.commit(Delete(SESSIONS, {"id": _hash(token)}))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
