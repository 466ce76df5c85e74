"""The interface of a registry store, and what all stores do alike before they write."""

from collections.abc import Iterable
from typing import Protocol

from schemas.errors import ConflictError
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


class RegistryStore(Protocol):
    """Versions, release states, history and observations.

    Every method raises `StoreError` if the store is out of reach, and `BadInputError` if it is set up wrongly.
    """

    @property
    def url(self) -> str:
        """Where it is, in a form that may be shown."""

    async def version(self, agent: str, version: str) -> VersionRecord | None:
        """One version."""

    async def versions(self, agent: str) -> list[VersionRecord]:
        """The versions of an agent, lowest first."""

    async def by_status(self, status: VersionStatus) -> list[VersionRecord]:
        """The versions of every agent that have this status, by agent and version."""

    async def release_state(self, agent: str) -> ReleaseState | None:
        """The release state of an agent; None as long as nothing was written for it."""

    async def release_states(self) -> list[ReleaseState]:
        """Every release state, by agent."""

    async def history(self, agent: str, limit: int = 100) -> list[Event]:
        """The last events of an agent, newest first."""

    async def commit(self, *writes: Write) -> None:
        """Write all or nothing. The store sets revisions, and `seq` and `part` of events.

        Raises `ConflictError`, naming who was faster, if a record is no longer at its expected revision.
        """

    async def observe(self, *observations: Observation) -> None:
        """Write observations; each replaces the one with the same agent, version and key."""

    async def observations(self, agent: str, version: str, since: str | None = None) -> list[Observation]:
        """The observations of a version, oldest first; only those written at or after `since`."""

    async def prepare(self) -> list[str]:
        """Create the tables that are missing; returns their names."""


def numbered(writes: Iterable[Write]) -> list[Write]:
    """The same writes in the form they are stored: with the next revision, and each event's place in the history."""
    writes = list(writes)
    revisions = {write.state.agent: (write.expected or 0) + 1 for write in writes if isinstance(write, PutRelease)}
    stored: list[Write] = []
    parts: dict[str, int] = {}
    for write in writes:
        match write:
            case PutVersion(record, expected):
                changed = record.model_copy(update={"revision": (expected or 0) + 1})
                stored.append(PutVersion(changed, expected))
            case PutRelease(state, expected):
                stored.append(PutRelease(state.model_copy(update={"revision": (expected or 0) + 1}), expected))
            case Append(event):
                agent = event.agent
                assert agent in revisions, "an event comes with the change of its agent's release state"
                parts[agent] = parts.get(agent, -1) + 1
                stored.append(Append(event.model_copy(update={"seq": revisions[agent], "part": parts[agent]})))
    return stored


def by_version(record: VersionRecord) -> tuple[str, tuple[int, ...]]:
    """A sort key: by agent, then 1.9.0 before 1.10.0."""
    return record.agent, tuple(int(part) for part in record.version.split("."))


def conflict(write: PutVersion | PutRelease, found: VersionRecord | ReleaseState | None) -> ConflictError:
    """The error for the one who was slower."""
    agent, name = _named(write)
    look = f"nothing was changed; look with `revive agents show {agent}` and try again"
    if isinstance(found, VersionRecord):
        return ConflictError(f"{name}: {found.changed_by} was faster ({found.status}, {found.changed_at}); {look}")
    if isinstance(found, ReleaseState):
        serving = f"production {found.production}"
        if found.candidate:
            serving += f", candidate {found.candidate} at {found.share}%"
        return ConflictError(f"{name}: {found.by} was faster ({serving}, {found.since}); {look}")
    return ConflictError(f"{name}: the record is gone; {look}")


def _named(write: PutVersion | PutRelease) -> tuple[str, str]:
    if isinstance(write, PutVersion):
        return write.record.agent, f"{write.record.agent} {write.record.version}"
    return write.state.agent, write.state.agent
