"""The registry, kept in tables of records."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row
from blocks.records.table import Write as RecordWrite
from blocks.registry.base import by_version, conflict, numbered
from blocks.registry.tables import (
    HISTORY,
    OBSERVATIONS,
    RELEASES,
    VERSIONS,
    arm,
    event_row,
    observation_row,
    release_row,
    version_row,
)
from schemas.errors import ConflictError, StoreError
from schemas.registry import (
    Append,
    Event,
    Observation,
    PutRelease,
    PutVersion,
    ReleaseState,
    VersionRecord,
    VersionStatus,
    Write,
)

_MOST = 100  # rows in one transaction (DynamoDB)
_Record = TypeVar("_Record", bound=BaseModel)


class Registry:
    """See `RegistryStore`."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @property
    def url(self) -> str:
        """Where it is."""
        return self._records.url

    async def version(self, agent: str, version: str) -> VersionRecord | None:
        """One version."""
        return self._one(VersionRecord, await self._records.get(VERSIONS, agent, version))

    async def versions(self, agent: str) -> list[VersionRecord]:
        """The versions of an agent, lowest first."""
        return sorted(self._parsed(VersionRecord, await self._records.query(VERSIONS, agent)), key=by_version)

    async def by_status(self, status: VersionStatus) -> list[VersionRecord]:
        """The versions of every agent that have this status."""
        rows = await self._records.query(VERSIONS, status, index="by_status")
        return sorted(self._parsed(VersionRecord, rows), key=by_version)

    async def release_state(self, agent: str) -> ReleaseState | None:
        """The release state of an agent."""
        return self._one(ReleaseState, await self._records.get(RELEASES, agent))

    async def release_states(self) -> list[ReleaseState]:
        """Every release state."""
        return self._parsed(ReleaseState, await self._records.scan(RELEASES))

    async def history(self, agent: str, limit: int = 100) -> list[Event]:
        """The last events of an agent, newest first."""
        return self._parsed(Event, await self._records.query(HISTORY, agent, newest_first=True, limit=limit))

    async def observations(self, agent: str, version: str, since: str | None = None) -> list[Observation]:
        """The observations of a version, oldest first."""
        rows = await self._records.query(OBSERVATIONS, arm(agent, version), index="by_time", first=since)
        return sorted(self._parsed(Observation, rows), key=lambda one: (one.at, one.upload_id))

    async def commit(self, *writes: Write) -> None:
        """Write all or nothing."""
        stored = numbered(writes)
        try:
            await self._records.commit(*map(_put, stored))
        except RefusedWriteError as refused:
            raise await self._conflict(stored, refused) from None

    async def observe(self, *observations: Observation) -> None:
        """Write observations; each replaces the one with the same key."""
        last = {(one.agent, one.version, one.key): Put(OBSERVATIONS, observation_row(one)) for one in observations}
        puts = list(last.values())
        for start in range(0, len(puts), _MOST):
            await self._records.commit(*puts[start : start + _MOST])

    async def prepare(self) -> list[str]:
        """Create the tables that are not there yet."""
        return await self._records.prepare()

    async def _conflict(self, stored: list[Write], refused: RefusedWriteError) -> ConflictError:
        """The error for the one who was slower; an event that is there already means that its release state is, too."""
        write = stored[refused.number]
        if isinstance(write, PutVersion):
            return conflict(write, self._one(VersionRecord, refused.found))
        if isinstance(write, PutRelease):
            return conflict(write, self._one(ReleaseState, refused.found))
        agent = write.event.agent
        release = next(one for one in stored if isinstance(one, PutRelease) and one.state.agent == agent)
        return conflict(release, await self.release_state(agent))

    def _one(self, kind: type[_Record], row: Row | None) -> _Record | None:
        return None if row is None else self._parsed(kind, [row])[0]

    def _parsed(self, kind: type[_Record], rows: Iterable[Row]) -> list[_Record]:
        try:
            return [kind.model_validate_json(row.document) for row in rows]
        except ValidationError as error:
            raise StoreError(f"the registry {self.url} is damaged: {error.title} cannot be read") from None


def _put(write: Write) -> RecordWrite:
    match write:
        case PutVersion(record, expected):
            return Put(VERSIONS, version_row(record), expected)
        case PutRelease(state, expected):
            return Put(RELEASES, release_row(state), expected)
        case Append(event):
            return Put(HISTORY, event_row(event), None)
