"""Trails in the environment's records: one row a live question, written before its first paid call and after each.

So a killed process leaves what it paid for. The same question sent again with its interaction_id continues from there;
while another process is answering it, it waits for that one.
"""

from datetime import datetime

from blocks.records.interface import Records
from blocks.records.table import Delete, Put, Row
from schemas.support.trail import Trail
from tasks.support.tables import KEPT_FOR, TRAILS, epoch

TAKEN_OVER = "another process answers this question now: its deadline had passed here"


class Trails:
    """Reads and writes them; every method raises `StoreError` while the records are away."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def find(self, interaction_id: str) -> tuple[Trail, int] | None:
        """A trail with its revision."""
        row = await self._records.get(TRAILS, interaction_id)
        return None if row is None else (Trail.model_validate_json(row.document), row.revision)

    async def write(self, trail: Trail, revision: int) -> int:
        """Write it over the given revision, 0 where there is none yet; returns the new one.

        Raises `RefusedWriteError` if another process has written it meanwhile.
        """
        await self._records.commit(self.put(trail, revision))
        return revision + 1

    def put(self, trail: Trail, revision: int) -> Put:
        """The same, to be written together with other rows."""
        at = trail.at.isoformat()
        attributes = {"interaction_id": trail.interaction_id, "session_id": trail.session_id, "day": at[:10], "at": at}
        expires = epoch(trail.at + KEPT_FOR)
        return Put(TRAILS, Row(attributes, trail.model_dump_json(), revision + 1, expires), revision or None)

    async def of_session(self, session_id: str) -> list[Delete]:
        """What removes those of a session."""
        rows = await self._records.query(TRAILS, session_id, index="by_session")
        return [Delete(TRAILS, {"interaction_id": row.attributes["interaction_id"]}) for row in rows]

    async def users(self) -> dict[str, str]:
        """Whose the session of each trail is, also where nothing else is kept of it yet."""
        trails = [Trail.model_validate_json(row.document) for row in await self._records.scan(TRAILS)]
        return {trail.session_id: trail.user_id for trail in trails}

    async def last_written(self) -> dict[str, datetime]:
        """When the last trail of each session was written."""
        last: dict[str, datetime] = {}
        for row in await self._records.scan(TRAILS):
            session_id, at = str(row.attributes["session_id"]), datetime.fromisoformat(str(row.attributes["at"]))
            last[session_id] = max(at, last.get(session_id, at))
        return last

    async def of_day(self, day: datetime) -> list[Trail]:
        """Those that were last written on this day in UTC, oldest first."""
        rows = await self._records.query(TRAILS, day.date().isoformat(), index="by_day")
        return [Trail.model_validate_json(row.document) for row in rows]
