"""Who changed what on the pages, and when: written before a change begins, and once more with how it ended."""

import secrets
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from blocks.records.interface import Records
from blocks.records.table import Put, Row
from schemas.access import AuditEntry
from schemas.errors import MissingTableError
from tasks.access.tables import AUDIT

_LONGEST = 1_000  # characters of an outcome
_MONTHS = 12  # that a page looks back


class Audited:
    """One change: begun when it is made, ended by `end`. If the process is killed in between, the outcome is empty."""

    def __init__(self, records: Records, entry: AuditEntry) -> None:
        self._records = records
        self._entry = entry
        self._at = f"{entry.at}-{secrets.token_hex(3)}"

    async def begin(self) -> None:
        """Write that somebody asks for it."""
        await self._write(self._entry)

    async def end(self, outcome: str) -> None:
        """Write how it ended."""
        await self._write(self._entry.model_copy(update={"outcome": outcome[:_LONGEST]}))

    async def _write(self, entry: AuditEntry) -> None:
        row = Row({"month": entry.at[:7], "at": self._at}, entry.model_dump_json())
        try:
            await self._records.commit(Put(AUDIT, row))
        except MissingTableError:
            await self._records.prepare()
            await self._records.commit(Put(AUDIT, row))


async def recent_changes(records: Records, limit: int, now: datetime) -> list[AuditEntry]:
    """The last changes of the past year, the newest first."""
    found: list[AuditEntry] = []
    month = now.astimezone(UTC)
    for _ in range(_MONTHS):
        if len(found) >= limit:
            break
        found += await _of_month(records, month.strftime("%Y-%m"), limit - len(found))
        month = month.replace(day=1) - timedelta(days=1)
    return found


async def _of_month(records: Records, month: str, limit: int) -> list[AuditEntry]:
    try:
        rows = await records.query(AUDIT, month, newest_first=True, limit=limit)
    except MissingTableError:
        return []
    return [entry for row in rows if (entry := _parsed(row)) is not None]


def _parsed(row: Row) -> AuditEntry | None:
    try:
        return AuditEntry.model_validate_json(row.document)
    except ValidationError:
        return None  # what somebody edited by hand is no entry; the others are shown
