"""Who has which record open, in all processes of `revive serve`: rows that expire by themselves."""

from dataclasses import dataclass, field

from blocks.records.interface import Records
from blocks.records.table import Put, Row
from schemas.errors import MissingTableError
from tasks.access.tables import PRESENCE

AWAY_S = 20  # somebody whose page has not asked for so long has left it
_AGAIN_S = 8  # a page asks every few seconds; not each of that is written
_REMEMBERED = 10_000


@dataclass(slots=True)
class Presence:
    """Of one process, which remembers what it wrote lately."""

    _written: dict[tuple[str, str], float] = field(default_factory=dict)

    async def others(self, records: Records, record: str, name: str, now: float) -> list[str]:
        """Note that this person is there at this moment (epoch seconds); returns who else is."""
        if now - self._written.get((record, name), 0.0) >= _AGAIN_S:
            await self._write(records, record, name, now)
        rows = await records.query(PRESENCE, record)
        there = {str(row.attributes["name"]) for row in rows if (row.expires_at or 0) > now}
        return sorted(there - {name})

    async def _write(self, records: Records, record: str, name: str, now: float) -> None:
        put = Put(PRESENCE, Row({"record": record, "name": name}, "{}", expires_at=int(now + AWAY_S)))
        try:
            await records.commit(put)
        except MissingTableError:
            await records.prepare()
            await records.commit(put)
        self._written.pop((record, name), None)
        self._written[record, name] = now
        if len(self._written) > _REMEMBERED:
            del self._written[next(iter(self._written))]
