"""API keys as rows of the records: added, listed, revoked, and looked up at every request.

A key is `rv_<id>_<secret>`. It is shown once, when it is added; a revoked one is refused from the next request on.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Put, RefusedWriteError, Row
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.access import ApiKey
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError, MissingTableError, StoreError, shown
from schemas.registry import instant
from schemas.scopes import SCOPE_OF, Role, Scope
from tasks.access.tables import KEYS, TABLES

_KEY = re.compile(r"rv_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@asynccontextmanager
async def open_keys(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    """The records that hold an environment's keys. Raises `BadInputError` if it has none."""
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records to keep API keys in: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, TABLES, upgrade_registry) as records:
        yield records


async def add_key(records: Records, name: str, scope: Scope, by: str, now: datetime, role: Role | None = None) -> str:
    """Add a key and return it, only this once: its hash is all that is kept. Raises `BadInputError` without a name."""
    if not name.strip() or len(name) > 80 or not name.isprintable():  # noqa: PLR2004 -- fits a line
        raise BadInputError("say in up to 80 characters whose key it is, like: revive keys add ci --scope run")
    await records.prepare()
    identifier, secret = secrets.token_hex(6), secrets.token_urlsafe(32)
    key = ApiKey(
        id=identifier,
        name=name.strip(),
        scope=scope,
        secret_sha256=_hash(secret),
        added_at=instant(now),
        added_by=by,
        role=role,
    )
    await records.commit(Put(KEYS, _row(key), expected=None))
    return f"rv_{identifier}_{secret}"


async def invite(records: Records, name: str, role: Role, by: str, now: datetime) -> str:
    """Add a person's key, with which they sign in, and return it, only this once."""
    return await add_key(records, name, SCOPE_OF[role], by, now, role)


async def list_keys(records: Records) -> list[ApiKey]:
    """Every key, the newest first, revoked ones included."""
    try:
        rows = await records.scan(KEYS)
    except MissingTableError:
        return []  # nobody has added one
    return sorted([_parsed(row) for row in rows], key=lambda key: key.added_at, reverse=True)


async def revoke_key(records: Records, identifier: str, now: datetime) -> ApiKey:
    """Revoke a key by its id; revoking it again changes nothing. Raises `BadInputError` if there is none."""
    row = await _get(records, identifier)
    if row is None:
        raise BadInputError(f"there is no key {shown(identifier)}; `revive keys list` shows their ids")
    key = _parsed(row)
    if key.revoked_at:
        return key
    revoked = key.model_copy(update={"revoked_at": instant(now)})
    try:
        await records.commit(Put(KEYS, _row(revoked, row.revision + 1), expected=row.revision))
    except RefusedWriteError:
        raise ConflictError(f"key {key.id} was changed by somebody else in the meantime; look again") from None
    return revoked


async def find_key(records: Records, bearer: str) -> ApiKey | None:
    """The key that a request carries; None if it is not one of ours, or was revoked."""
    parts = _KEY.fullmatch(bearer)
    key = None if parts is None else await known_key(records, parts[1])
    if parts is None or key is None:
        return None
    matches = hmac.compare_digest(key.secret_sha256, _hash(parts[2]))
    return key if matches and not key.revoked_at else None


async def known_key(records: Records, identifier: str) -> ApiKey | None:
    """A key by its id, revoked or not; None if there is none."""
    row = await _get(records, identifier)
    return None if row is None else _parsed(row)


async def _get(records: Records, identifier: str) -> Row | None:
    try:
        return await records.get(KEYS, identifier)
    except MissingTableError:
        return None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _row(key: ApiKey, revision: int = 1) -> Row:
    return Row({"id": key.id}, key.model_dump_json(), revision)


def _parsed(row: Row) -> ApiKey:
    try:
        return ApiKey.model_validate_json(row.document)
    except ValidationError:
        raise StoreError(f"the records are damaged: API key {row.attributes['id']} cannot be read") from None
