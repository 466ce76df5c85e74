"""What every move of a release needs: an open registry, the rules, who acts, the clock, and a callback for events."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.release.policy import load_policy
from blocks.registry.base import RegistryStore, numbered
from schemas.environment import LOCAL, elsewhere
from schemas.errors import BadInputError, shown
from schemas.registry import Append, Event, ReleaseState, VersionRecord, Write
from schemas.release import Policy
from tasks.registry.register import OpenRegistry, open_agents, person

_FAR_BACK = 10_000  # events
Announce = Callable[[Event], None]


def _now() -> datetime:
    return datetime.now(UTC)


def _quiet(_event: Event) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class ReleaseDesk:
    """What every move needs."""

    registry: RegistryStore  # where every move is committed
    policy: Policy  # the environment's rules
    by: str  # who acts, for the history
    now: Callable[[], datetime] = _now  # the clock
    announce: Announce = _quiet  # told of every event that was committed
    environment: str = LOCAL  # by name, for the commands in messages

    @property
    def elsewhere(self) -> str:
        """The option that a command in a message needs to act in this environment; empty for `local`."""
        return elsewhere(self.environment)


@dataclass(frozen=True, slots=True)
class Releasing:
    """A desk in an environment, with the project's versions. Prefect's tasks find it by context."""

    desk: ReleaseDesk
    records: OpenRegistry

    @property
    def environment(self) -> str:
        """The name of the desk's environment."""
        return self.desk.environment


_current: ContextVar[Releasing] = ContextVar("revive_releasing")


def current_desk() -> Releasing:
    """The desk that this task belongs to."""
    return _current.get()


@asynccontextmanager
async def open_desk(environment: str, by: str | None, announce: Announce = _quiet) -> AsyncIterator[Releasing]:
    """The desk of an environment, until the block ends."""
    policy = load_policy(environment)
    async with open_agents(environment) as records:
        desk = ReleaseDesk(records.registry, policy, person(by), announce=announce, environment=environment)
        releasing = Releasing(desk, records)
        token = _current.set(releasing)
        try:
            yield releasing
        finally:
            _current.reset(token)


async def find_release(desk: ReleaseDesk, release_id: str) -> ReleaseState:
    """The state of a release under way, by its id or its agent's name; `BadInputError` if there is none."""
    states = await desk.registry.release_states()
    for state in states:
        if state.release_id and release_id in (state.release_id, state.agent):
            return state
    under_way = ", ".join(state.release_id for state in states if state.release_id) or "none"
    raise BadInputError(
        f"no release {shown(release_id)} is under way in {desk.environment}; under way there: {under_way}"
    )


async def state_of(desk: ReleaseDesk, agent: str) -> ReleaseState:
    """The release state of an agent; `BadInputError` if nothing of it is registered."""
    state = await desk.registry.release_state(agent)
    if state is None:
        raise BadInputError(
            f"nothing is registered of {shown(agent)}; revive agents register {shown(agent)} VERSION{desk.elsewhere}"
        )
    return state


async def version_of(desk: ReleaseDesk, agent: str, version: str) -> VersionRecord:
    """A registered version; `BadInputError` if it is not registered."""
    record = await desk.registry.version(agent, version)
    if record is None:
        register = f"revive agents register {shown(agent)} {shown(version)}{desk.elsewhere}"
        raise BadInputError(f"{shown(agent)} {shown(version)} is not registered; {register} comes first")
    return record


async def whole_history(registry: RegistryStore, agent: str) -> list[Event]:
    """Every event of an agent that anybody may ask about, newest first."""
    return await registry.history(agent, _FAR_BACK)


async def commit(desk: ReleaseDesk, writes: list[Write]) -> None:
    """Write all or nothing, then announce the events."""
    await desk.registry.commit(*writes)
    for write in numbered(writes):
        if isinstance(write, Append):
            desk.announce(write.event)
