"""A program's change on the audit page: written before it begins, and once more with how it ended."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from fastapi import Request
from starlette.exceptions import HTTPException

from schemas.access import AuditEntry
from schemas.errors import ReviveError
from schemas.scopes import Role
from tasks.access.audit import Audited
from web.access import Access
from web.requests import request_id


@asynccontextmanager
async def audited(request: Request, caller: str, what: str, role: Role) -> AsyncIterator[None]:
    """The block is one change, asked for by `caller`; an environment without records keeps no audit."""
    access: Access = request.app.state.access
    if access.records is None:
        yield
        return
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    where = request.url.path[:400]
    entry = AuditEntry(at=at, who=caller, role=role, what=what, where=where, request_id=request_id.get())
    change = Audited(access.records, entry)
    await change.begin()
    try:
        yield
    except (ReviveError, HTTPException) as error:
        await change.end(f"refused ({type(error).__name__})")
        raise
    await change.end("done")
