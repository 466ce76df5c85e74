"""The versions that serve subjects, kept up to date with the registry during a run."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.agent import AgentVersion
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ReviveError
from schemas.registry import VersionRecord
from tasks.registry.publish import publish, read_published

REFRESH_S = 30.0
_log = logging.getLogger(__name__)
Check = Callable[[AgentVersion], Awaitable[None]]


@dataclass(slots=True)
class Pointers:
    """Which versions serve whom according to the registry, as this run last saw it, for the `agents` it refreshes.

    `check` refuses a version that this run could not call. `publishes`: whether versions are published on first use.
    """

    registry: RegistryStore  # who serves whom
    store: ArtifactStore  # where published versions are
    versions: Versions  # what it keeps up to date
    agents: tuple[str, ...] = ()
    check: Check | None = None
    publishes: bool = False
    # by agent and version: read, published and registered
    _settled: dict[tuple[str, str], AgentVersion] = field(default_factory=dict)
    _checked: set[tuple[str, str]] = field(default_factory=set)  # those that `check` has let through

    async def refresh(self) -> None:
        """Follow what the registry says now; nothing changes if any version cannot be used."""
        states = {state.agent: state for state in await self.registry.release_states()}
        for agent in self.agents:
            state = states.get(agent)
            await self._may_serve(agent, state.production if state else self.versions.seed(agent))
            if state and state.candidate:
                await self._may_serve(agent, state.candidate)
        self.versions.follow(states[agent] for agent in self.agents if agent in states)

    async def version(self, agent: str, name: str) -> AgentVersion:
        """A version as it was published: from the project's files, or else from the store."""
        if (agent, name) in self._settled:
            return self._settled[agent, name]
        if not self.versions.has_file(agent, name):
            self.versions.add(await load_published(self.store, agent, name))
        version = self.versions.get(agent, name)
        if self.publishes:
            await publish(self.store, version)
        require_registered(version, await self.registry.version(agent, name))
        self._settled[agent, name] = version
        return version

    async def _may_serve(self, agent: str, name: str) -> None:
        version = await self.version(agent, name)
        if self.check is not None and (agent, name) not in self._checked:
            await self.check(version)
            self._checked.add((agent, name))

    @asynccontextmanager
    async def kept_fresh(self) -> AsyncIterator[None]:
        """Refresh in the background. A failure is logged once, and the last known state stays in force."""
        refreshing = asyncio.create_task(self._keep_fresh())
        try:
            yield
        finally:
            refreshing.cancel()
            with suppress(asyncio.CancelledError):
                await refreshing

    async def _keep_fresh(self) -> None:
        failing = False
        while True:
            await asyncio.sleep(REFRESH_S)
            try:
                await self.refresh()
                failing = False
            except Exception as error:  # noqa: BLE001 -- a registry that fails must not stop a run that goes on
                if not failing:
                    said = str(error) if isinstance(error, ReviveError) else type(error).__name__
                    _log.warning("the release state cannot be read, the last one stays in force: %s", said)
                failing = True


async def load_published(store: ArtifactStore, agent: str, name: str) -> AgentVersion:
    """A version that is not among the project's files; `BadInputError` if it was not published either."""
    version = await read_published(store, agent, name)
    if version is None:
        raise BadInputError(f"{agent} {name} is neither among the project's prompts nor published in {store.url}")
    return version


def require_registered(version: AgentVersion, record: VersionRecord | None) -> None:
    """Raise `BadInputError` if a version is not what was registered under its name."""
    if record is not None and record.content_hash != version.content_hash:
        raise BadInputError(
            f"{version.agent} {version.version} was registered by {record.created_by} with other content "
            f"({record.content_hash}, not {version.content_hash}): a version never changes, add a new one"
        )


async def current_versions(environment: EnvironmentSpec, store: ArtifactStore, agents: tuple[str, ...]) -> Versions:
    """The versions that serve at this moment, for callers that only look."""
    versions = Versions()
    async with open_registry(environment) as registry:
        await Pointers(registry, store, versions, agents).refresh()
    return versions
