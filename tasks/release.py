"""The moves of a release, each one commit to the registry. Whoever continues reads the state there and goes on.

A process may die between any two lines: what was committed is whole, what was not never happened, and every function
here may be called again. Nothing here needs Prefect.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.release.decide import decide
from agents.release.moves import Moves, figures_of
from blocks.registry.base import RegistryStore
from schemas.errors import BadInputError, ConflictError, shown
from schemas.registry import Append, Event, ReleaseState, VersionRecord, Write
from schemas.release import Decision, Gate, Policy
from tasks.release_figures import figures_now

_ATTEMPTS = 5  # of a person's move, where somebody else's landed in between
Announce = Callable[[Event], None]


def _now() -> datetime:
    return datetime.now(UTC)


def _quiet(_event: Event) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where releases are decided: the registry, the rules, who acts, the clock, and who is told of events."""

    registry: RegistryStore
    policy: Policy
    by: str
    now: Callable[[], datetime] = _now
    announce: Announce = _quiet


async def start(desk: Desk, agent: str, version: str, token: str) -> ReleaseState:
    """Make a registered version the candidate, at 0%; where it is already, its release is gone on with.

    Another candidate's release ends by it. `token` tells this release from others. Raises `BadInputError` where the
    version is production, `ConflictError` where somebody else was faster.
    """
    state, candidate = await state_of(desk, agent), await _version(desk, agent, version)
    if state.candidate == version:
        return state
    if state.production == version:
        raise BadInputError(f"{agent} {version} is production already; there is nothing to release")
    await commit(desk, Moves(state, desk.by, desk.now()).claim(candidate, f"{agent}-{version}-{token}"))
    return await state_of(desk, agent)


async def settle_gate(desk: Desk, agent: str, evaluate: Callable[[ReleaseState], Awaitable[Gate]]) -> ReleaseState:
    """Evaluate the candidate, where that was not done: on to approval or to the ramp, or over.

    What `evaluate` raises is the caller's; the candidate has no customers yet.
    """
    state = await state_of(desk, agent)
    if state.stage != "evaluating" or state.candidate is None:
        return state
    gate = await evaluate(state)
    candidate = await _version(desk, agent, state.candidate)
    moves = Moves(state, desk.by, desk.now())
    await commit(desk, moves.gate(candidate, gate, approval=desk.policy.approval))
    return await state_of(desk, agent)


async def withdraw(desk: Desk, agent: str, release_id: str, why: str) -> None:
    """End a release that got no further than its evaluation."""
    state = await state_of(desk, agent)
    if state.release_id == release_id and state.stage == "evaluating":
        await commit(desk, Moves(state, desk.by, desk.now()).roll_back(None, why, {}))


async def approve(desk: Desk, release_id: str, comment: str = "") -> ReleaseState:
    """A person says yes. Said twice it changes nothing. Raises `BadInputError` where nothing waits for it."""
    state = await find(desk, release_id)
    if state.stage == "ramping":
        return state
    candidate = await _waiting(desk, state)
    await commit(desk, Moves(state, desk.by, desk.now()).approve(candidate, comment))
    return await state_of(desk, state.agent)


async def reject(desk: Desk, release_id: str, comment: str = "") -> ReleaseState:
    """A person says no: the release is over. Raises `BadInputError` where nothing waits for it."""
    state = await find(desk, release_id)
    await _waiting(desk, state)
    await commit(desk, Moves(state, desk.by, desk.now()).reject(comment))
    return await state_of(desk, state.agent)


async def promote(desk: Desk, agent: str) -> ReleaseState:
    """Everybody gets the candidate now, whatever the figures say: a person's decision, kept with the figures.

    Raises `BadInputError` where there is no candidate in the ramp.
    """
    state = await _ramping(desk, agent)
    decision = decide(desk.policy, state, *await figures_now(desk.registry, state), desk.now())
    by_hand = decision.model_copy(update={"action": "promote", "why": f"by hand, at {state.share}%: {decision.why}"})
    await apply(desk, state, by_hand)
    return await state_of(desk, agent)


async def apply(desk: Desk, state: ReleaseState, decision: Decision) -> None:
    """Commit what was decided of a release in the ramp; nothing where it is held for what is known already."""
    moves = Moves(state, desk.by, desk.now())
    assert state.candidate is not None, "only a candidate is decided on"
    candidate = await _version(desk, state.agent, state.candidate)
    if decision.action == "advance":
        await commit(desk, moves.advance(desk.policy, decision))
    elif decision.action == "roll_back":
        await commit(desk, moves.roll_back(candidate, decision.why, figures_of(decision)))
    elif decision.action == "promote":
        old = await desk.registry.version(state.agent, state.production)
        await commit(desk, moves.promote(candidate, old, decision))
    elif decision.why != state.held_because:
        await commit(desk, moves.hold(decision))


async def roll_back(desk: Desk, agent: str, to: str | None = None, comment: str = "") -> ReleaseState:
    """The candidate serves nobody any more; without one, production goes back to the version before it, or `to`.

    A move of somebody else that lands in between does not stop it. Raises `BadInputError` where there is nothing to go
    back to.
    """
    for attempt in range(_ATTEMPTS):
        state = await state_of(desk, agent)
        try:
            await commit(desk, await _back(desk, state, to, comment))
            break
        except ConflictError:
            if attempt + 1 == _ATTEMPTS:
                raise
    return await state_of(desk, agent)


async def find(desk: Desk, release_id: str) -> ReleaseState:
    """The state of a release under way; `BadInputError` where there is none of that id."""
    states = await desk.registry.releases()
    for state in states:
        if state.release_id == release_id:
            return state
    under_way = ", ".join(state.release_id for state in states if state.release_id) or "none"
    raise BadInputError(f"no release {shown(release_id)} is under way; under way: {under_way}")


async def _back(desk: Desk, state: ReleaseState, to: str | None, comment: str) -> list[Write]:
    moves = Moves(state, desk.by, desk.now())
    if state.candidate is not None and to is None:
        if not state.share:
            return moves.roll_back(None, comment or "by hand", {})
        decision = decide(desk.policy, state, *await figures_now(desk.registry, state), desk.now())
        candidate = await desk.registry.version(state.agent, state.candidate)
        return moves.roll_back(candidate, comment or "by hand", figures_of(decision))
    back = await _version(desk, state.agent, to or await _before(desk, state))
    now = await desk.registry.version(state.agent, state.production)
    return moves.restore(now, back, comment or "by hand")


async def _before(desk: Desk, state: ReleaseState) -> str:
    """The version that production replaced; never a guess where it was put there by a rollback."""
    for event in await desk.registry.history(state.agent):
        if event.what == "promoted" and event.version == state.production:
            return str(event.figures["replaced"])
        if event.what == "rolled_back" and event.figures.get("production") == state.production:
            raise BadInputError(
                f"{state.agent} was rolled back to {state.production} already, by {event.by} at {event.at}; "
                "for another version say --to VERSION"
            )
    raise BadInputError(
        f"{state.agent} has no release under way, and {state.production} replaced no other version; say --to VERSION"
    )


async def _waiting(desk: Desk, state: ReleaseState) -> VersionRecord:
    if state.stage != "approval" or state.candidate is None:
        raise BadInputError(f"{state.release_id} does not wait for approval: it is {state.stage} at {state.share}%")
    return await _version(desk, state.agent, state.candidate)


async def _ramping(desk: Desk, agent: str) -> ReleaseState:
    state = await state_of(desk, agent)
    if state.stage == "approval":
        raise BadInputError(f"{state.release_id} waits for approval: revive agents approve {state.release_id}")
    if state.stage != "ramping":
        what = "has no release under way" if state.candidate is None else f"{state.candidate} is still being evaluated"
        raise BadInputError(f"{agent} {what}; revive agents status says where everything is")
    return state


async def state_of(desk: Desk, agent: str) -> ReleaseState:
    """The release state of an agent; `BadInputError` where nothing of it is registered."""
    state = await desk.registry.release(agent)
    if state is None:
        raise BadInputError(f"nothing is registered of {shown(agent)}; revive agents register {shown(agent)} VERSION")
    return state


async def _version(desk: Desk, agent: str, version: str) -> VersionRecord:
    record = await desk.registry.version(agent, version)
    if record is None:
        raise BadInputError(f"{shown(agent)} {shown(version)} is not registered; revive agents register it first")
    return record


async def commit(desk: Desk, writes: list[Write]) -> None:
    """Write all of it, then tell of its events."""
    await desk.registry.commit(*writes)
    for write in writes:
        if isinstance(write, Append):
            desk.announce(write.event)
