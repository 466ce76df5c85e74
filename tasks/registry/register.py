"""Registering agent versions, and what every writer to the registry needs: an agent's first state, and a name."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from agents.core.kit import folder_of, kits
from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.local import resolve_environment
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from blocks.settings import Settings, login_name, read_settings
from blocks.stores import open_store
from schemas.agent import NEW_VERSION, AgentVersion
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError, shown
from schemas.registry import Append, Event, PutRelease, PutVersion, ReleaseState, VersionRecord, instant
from tasks.registry.publish import publish
from tasks.registry.serving import load_published, require_registered

_TRIES = 5
_Result = TypeVar("_Result")


@dataclass
class OpenRegistry:
    """An open registry, with the project's versions; the artifact store is opened on first use."""

    environment: EnvironmentSpec
    registry: RegistryStore
    settings: Settings
    versions: Versions = field(default_factory=Versions)

    @cached_property
    def store(self) -> ArtifactStore:
        """The artifact store, where versions are published."""
        return open_store(self.environment.artifacts_url, self.environment.aws, self.settings.s3_endpoint)

    async def content(self, agent: str, version: str) -> AgentVersion:
        """A version as it was registered; if it was not, as in the project's files or as published."""
        record = await self.registry.version(agent, version)
        if self.versions.has_file(agent, version):
            file = self.versions.get(agent, version)
            if record is None or record.content_hash == file.content_hash:
                return file
        published = await load_published(self.store, agent, version)
        require_registered(published, record)
        return published


@asynccontextmanager
async def open_agents(environment: str) -> AsyncIterator[OpenRegistry]:
    """The registry of an environment by name. Opening it creates nothing."""
    settings = read_settings()
    spec = await resolve_environment(environment, settings)
    async with open_registry(spec) as registry:
        yield OpenRegistry(spec, registry, settings)


def known_agent(agent: str) -> str:
    """The agent's name; `BadInputError` if there is no such agent."""
    if agent not in kits():
        raise BadInputError(f"no agent is called {shown(agent)}; there are {', '.join(kits())}")
    return agent


def known_version(version: str) -> str:
    """A version's name; `BadInputError` if it is not one."""
    if not re.fullmatch(NEW_VERSION, version):
        raise BadInputError(
            f"{shown(version)} is not a version; give one like 1.2.0: three numbers of up to 9 digits, no leading zeros"
        )
    return version


def reference(text: str) -> tuple[str, str]:
    """Agent and version of `AGENT@VERSION`."""
    agent, _, version = text.partition("@")
    if not version:
        raise BadInputError(f"give AGENT@VERSION, for example {next(iter(kits()))}@1.0.0, not {shown(text)}")
    return known_agent(agent), known_version(version)


def person(by: str | None) -> str:
    """The person's name for the history."""
    name = (login_name() if by is None else by).strip()
    if not name or len(name) > 80 or not name.isprintable():  # noqa: PLR2004 -- as schemas.registry.Person
        raise BadInputError("--by: give a name of 1 to 80 characters, on one line")
    return name


async def until_it_lands(write: Callable[[], Awaitable[_Result]]) -> _Result:
    """Read and write again if somebody else's write came in between; only for changes that do not depend on theirs.

    Raises `ConflictError` if that happens every time.
    """
    for _ in range(_TRIES - 1):
        try:
            return await write()
        except ConflictError:
            continue
    return await write()


async def register(
    records: OpenRegistry, agent: str, version: str, by: str, now: datetime
) -> tuple[VersionRecord, bool]:
    """Publish a version of the project and record it as a draft; False if that was done before.

    Its output schema is pinned beside its file. Raises `BadInputError` if there is no such file, or if the version was
    published with other content.
    """
    known_version(version)
    if not records.versions.has_file(agent, version):
        there = ", ".join(records.versions.files(agent)) or "none"
        raise BadInputError(f"prompts/{folder_of(agent)}/{version}.yaml does not exist; of {agent} there are {there}")
    registered = await register_content(records, records.versions.get(agent, version), by, now)
    records.versions.pin(agent, version)
    return registered


async def register_content(
    records: OpenRegistry, content: AgentVersion, by: str, now: datetime
) -> tuple[VersionRecord, bool]:
    """Like `register`, for a version that need not be a file of the project."""
    await publish(records.store, content)
    # Two registrations at once do not exclude each other: the later one is repeated.
    return await until_it_lands(lambda: _register(records, content, by, now))


async def _register(records: OpenRegistry, content: AgentVersion, by: str, now: datetime) -> tuple[VersionRecord, bool]:
    state = await ensure_state(records, content.agent, by, now)
    record = await records.registry.version(content.agent, content.version)
    if record is not None:
        require_registered(content, record)
        _require_reason(content, record)
        return record, False
    new = draft_of(content, by, now)
    event = Event(
        agent=content.agent, at=instant(now), by=by, what="registered", version=content.version, note=content.why
    )
    changed = state.model_copy(update={"by": by})
    await records.registry.commit(PutVersion(new, None), PutRelease(changed, state.revision), Append(event))
    return new.model_copy(update={"revision": 1}), True


def _require_reason(content: AgentVersion, record: VersionRecord) -> None:
    """The content hash leaves the reason out, so only this tells a file whose reason was edited from the original."""
    if record.why != content.why:
        raise BadInputError(
            f"why: {content.agent} {content.version} was registered by {record.created_by} with another reason "
            f"({shown(record.why)}, not {shown(content.why)}); a version never changes, its reason included: "
            f"put it back, or give a new number"
        )


async def ensure_state(records: OpenRegistry, agent: str, by: str, now: datetime) -> ReleaseState:
    """The release state of an agent; if there is none, it is created from prompts/production.yaml."""
    state = await records.registry.release_state(agent)
    if state is not None:
        return state
    content = records.versions.get(agent, records.versions.seed(agent))
    await publish(records.store, content)
    record = draft_of(content, by, now).model_copy(update={"status": "production"})
    begun = ReleaseState(agent=agent, production=content.version, since=instant(now), by=by)
    event = Event(
        agent=agent, at=instant(now), by=by, what="registered", version=content.version,
        note="in production as prompts/production.yaml said; from now on the registry says",
    )  # fmt: skip
    try:
        await records.registry.commit(PutVersion(record, None), PutRelease(begun, None), Append(event))
    except ConflictError:
        state = await records.registry.release_state(agent)  # somebody else has just begun it
        if state is None:
            raise
        return state
    return begun.model_copy(update={"revision": 1})


def draft_of(content: AgentVersion, by: str, now: datetime) -> VersionRecord:
    """The record of a new version, a draft."""
    return VersionRecord(
        agent=content.agent,
        version=content.version,
        content_hash=content.content_hash,
        model=content.model,
        why=content.why,
        created_at=instant(now),
        created_by=by,
        changed_at=instant(now),
        changed_by=by,
    )
