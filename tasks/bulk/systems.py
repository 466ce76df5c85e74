"""The installed systems, ours and others: found by entry points, also in worker processes."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from blocks.artifacts import ArtifactStore
from blocks.layout import RESERVED
from schemas.bulk import Status
from schemas.errors import BadInputError, shown
from tasks.bulk.capabilities import KeepsElsewhere, KeepsPeople
from tasks.bulk.status import require_status
from tasks.bulk.system import AnySystem, names_of

GROUP = "revive.systems"
KEEPERS = "revive.keepers"


def system_named(name: str) -> AnySystem:
    """The system of this name; no other is imported. Raises `BadInputError` if none of this name is installed."""
    if name in RESERVED:
        raise BadInputError(f"no system can be called {name}: the store has a folder of that name for something else")
    found = installed().get(name)
    if found is None:
        there = ", ".join(installed()) or "none; install Revive again, an update may have brought them"
        raise BadInputError(f"no system {shown(name)} is installed; those that are: {there}")
    system: AnySystem = found.load()
    return system


def system_names() -> tuple[str, ...]:
    """The names of all installed systems, without importing any."""
    return tuple(installed())


def systems() -> tuple[AnySystem, ...]:
    """All installed systems, by name."""
    return tuple(system_named(name) for name in system_names())


def keepers() -> tuple[KeepsPeople, ...]:
    """All that keep something of people outside of uploads: systems that do, and what the group `revive.keepers` names.

    The latter keep people without working over uploads, such as conversations.
    """
    named = sorted(entry_points(group=KEEPERS), key=lambda one: one.name)
    return (*(one for one in systems() if isinstance(one, KeepsElsewhere)), *(point.load() for point in named))


def system_asking(agent: str) -> AnySystem:
    """The system that an agent belongs to. Raises `BadInputError` if it belongs to none, like the judge."""
    found = next((system for system in systems() if agent in names_of(system)), None)
    if found is None:
        raise BadInputError(f"{shown(agent)} belongs to no installed system; there are {', '.join(system_names())}")
    return found


def system_of(upload: Status) -> AnySystem:
    """The system of an upload. Raises `BadInputError` if it is not installed."""
    found = next((system for system in systems() if system.owns(upload)), None)
    return system_named(upload.system) if found is None else found


async def upload_of(system: AnySystem, store: ArtifactStore, upload_id: str) -> Status:
    """The status of a system's upload. Raises `BadInputError` if there is none, or it is another system's."""
    status = await require_status(store, upload_id)
    if not system.owns(status):
        raise BadInputError(f"upload {shown(upload_id)} is of {system_of(status).name}, not of {system.name}")
    return status


@lru_cache(maxsize=1)
def installed() -> Mapping[str, EntryPoint]:
    """The entry point of each installed system, by name. Looked up once: it takes about ten milliseconds."""
    return MappingProxyType(
        {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda one: one.name)}
    )
