"""What people say of findings: their status, that one is wrong, that one is snoozed."""

from collections.abc import Callable
from datetime import date, datetime

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError
from schemas.errors import BadInputError, ConflictError, shown
from schemas.registry import instant
from schemas.revenue.log import InsightStatus, Sighting, Tracked
from tasks.revenue.log.tables import FINDINGS, SIGHTINGS, all_rows, finding_row, many, one_row, parsed
from tasks.revenue.log.tracking import with_change

_RANK = {"high": 0, "medium": 1, "low": 2}


async def findings(records: Records) -> list[Tracked]:
    """All findings that are followed, the most important first."""
    found = many(await all_rows(records, FINDINGS), Tracked)
    return sorted(found, key=lambda one: (_RANK[one.severity], -(one.revenue_at_stake or 0), one.finding_id))


async def finding(records: Records, finding_id: str) -> Tracked:
    """One of them. Raises `BadInputError`."""
    row = await one_row(records, FINDINGS, finding_id)
    if row is None:
        raise BadInputError(f"there is no finding {shown(finding_id)} in the log")
    return parsed(row, Tracked)


async def sightings(records: Records, finding_id: str) -> list[Sighting]:
    """When it was seen, the oldest first."""
    found = many(await all_rows(records, SIGHTINGS, finding_id), Sighting)
    return sorted(found, key=lambda one: (one.as_of, one.seen_at))


async def set_status(
    records: Records, finding_id: str, status: InsightStatus, *, by: str, note: str, now: datetime
) -> Tracked:
    """Set its status."""

    def change(one: Tracked) -> Tracked:
        decided = {"status": status, "decided_by": by, "decided_at": instant(now), "note": note}
        return with_change(one, instant(now), by, _line(status.replace("_", " "), note), decided)

    return await _change(records, finding_id, change)


async def call_wrong(records: Records, finding_id: str, *, wrong: bool, by: str, note: str, now: datetime) -> Tracked:
    """Call it wrong, or take that back. The threshold of its kind learns from this."""

    def change(one: Tracked) -> Tracked:
        if one.wrong == wrong:
            raise BadInputError(f"finding {shown(finding_id)} is {'already' if wrong else 'not'} called wrong")
        decided = {
            "wrong": wrong, "status": "dismissed" if wrong else "new", "decided_by": by, "decided_at": instant(now),
            "note": note,
        }  # fmt: skip
        return with_change(one, instant(now), by, _line("wrong" if wrong else "not wrong after all", note), decided)

    return await _change(records, finding_id, change)


async def snooze(records: Records, finding_id: str, until: date | None, *, by: str, now: datetime) -> Tracked:
    """Nothing is done about it before that day; None wakes it. Raises `BadInputError` for a day that is over."""
    if until is not None and until <= now.date():
        raise BadInputError(f"{until} is over: give a day to come")

    def change(one: Tracked) -> Tracked:
        if until is None:
            return with_change(one, instant(now), by, "awake", {"snoozed_until": None})
        waits = {"snoozed_until": until.isoformat(), "snoozes": one.snoozes + 1}
        return with_change(one, instant(now), by, f"snoozed until {until}", waits)

    return await _change(records, finding_id, change)


async def _change(records: Records, finding_id: str, change: Callable[[Tracked], Tracked]) -> Tracked:
    row = await one_row(records, FINDINGS, finding_id)
    if row is None:
        raise BadInputError(f"there is no finding {shown(finding_id)} in the log")
    after = change(parsed(row, Tracked))
    try:
        await records.commit(Put(FINDINGS, finding_row(after, row.revision + 1), row.revision))
    except RefusedWriteError:
        raise ConflictError(f"finding {shown(finding_id)} was changed by somebody else meanwhile; look again") from None
    return after


def _line(what: str, note: str) -> str:
    return f"{what}: {note}" if note else what
