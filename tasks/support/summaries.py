"""The summary of a session's older turns, in the session's row: who writes it next, and what it says."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row
from schemas.errors import StoreError
from tasks.support.tables import SESSIONS, TURNS, Session, Turn

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the turns from `first` up to `after` come to, together with all before them."""

    first: int
    after: int
    summary: str
    version: str  # of the agent that wrote it
    cost_usd: float | None


class Summaries:
    """Reads and writes them; every method raises `StoreError` while the records are away."""

    def __init__(self, records: Records) -> None:
        self._records = records

    async def turns(self, session_id: str, first: int, last: int) -> tuple[Turn, ...]:
        """Turns of a session by their numbers, both included."""
        found = await self._records.query(TURNS, session_id, first=first, last=last)
        return tuple(Turn.model_validate_json(row.document) for row in found)

    async def claim(
        self, session_id: str, now: datetime, until: datetime, due: Callable[[Session], bool]
    ) -> Session | None:
        """Claim a session for summarising; None if nothing is due, or another process is at it."""
        row = await self._records.get(SESSIONS, session_id)
        session = None if row is None else Session.model_validate_json(row.document)
        if row is None or session is None or not due(session):
            return None
        if session.summing_up_until is not None and now < session.summing_up_until:
            return None
        session.summing_up_until = until
        try:
            await self._records.commit(_changed(row, session))
        except RefusedWriteError:
            return None
        return session

    async def keep(self, session_id: str, stretch: Stretch) -> None:
        """Write a summary, unless the stretch was summed up meanwhile; what it cost is counted in any case."""
        for _ in range(_TRIES):
            row = await self._records.get(SESSIONS, session_id)
            if row is None:
                return  # forgotten meanwhile
            session = Session.model_validate_json(row.document)
            session.summing_up_until = None
            session.summaries_usd = _sum(session.summaries_usd, stretch.cost_usd)
            if session.summarised == stretch.first:
                session.summary, session.summary_version = stretch.summary, stretch.version
                session.summarised = stretch.after
            with suppress(RefusedWriteError):
                await self._records.commit(_changed(row, session))
                return
        raise StoreError(f"session {session_id} is written to by too many at once")


def _changed(row: Row, session: Session) -> Put:
    """The row of a session with another document."""
    return Put(SESSIONS, replace(row, document=session.model_dump_json(), revision=row.revision + 1), row.revision)


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other
