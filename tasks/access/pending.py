"""Sign-ins that a provider has not answered yet: each is taken once, by who began it, within ten minutes."""

import hashlib
from datetime import datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, RefusedWriteError, Row
from schemas.errors import MissingTableError
from schemas.identity import PendingSignIn
from tasks.access.tables import SIGN_INS

LASTS = timedelta(minutes=10)


async def keep_pending(records: Records, state: str, pending: PendingSignIn, now: datetime) -> None:
    """Keep it until the provider sends somebody back with this state."""
    await records.prepare()
    expires = int((now + LASTS).timestamp())
    await records.commit(Put(SIGN_INS, Row({"id": _hash(state)}, pending.model_dump_json(), 1, expires), None))


async def take_pending(records: Records, state: str) -> PendingSignIn | None:
    """Take it; None if there is none, or somebody was faster."""
    try:
        row = await records.get(SIGN_INS, _hash(state))
        if row is None:
            return None
        await records.commit(Delete(SIGN_INS, {"id": _hash(state)}, row.revision))
        return PendingSignIn.model_validate_json(row.document)
    except (MissingTableError, RefusedWriteError, ValidationError):
        return None


def _hash(state: str) -> str:
    return hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()
