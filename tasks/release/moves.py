"""The moves of a release, each one commit to the registry, from whose state any process can continue.

A process may die between any two lines: a commit is whole or never happened, and every function here may be called
again. Nothing here needs Prefect.
"""

from collections.abc import Awaitable, Callable

from agents.release.decide import decide
from agents.release.moves import Moves, figures_of
from schemas.environment import elsewhere
from schemas.errors import BadInputError, ConflictError, GateFailedError
from schemas.registry import ReleaseState, VersionRecord, Write
from schemas.release import Decision, ReleaseGate
from tasks.registry.register import until_it_lands
from tasks.release.observed import observed_now
from tasks.release.release_desk import ReleaseDesk, commit, find_release, state_of, version_of, whole_history
from tasks.release.vouching import require_another

BUDGET = "max_cost_usd"  # a key in the state's `gate` until the figures are there
Evaluate = Callable[[ReleaseState], Awaitable[ReleaseGate]]


async def start(
    desk: ReleaseDesk, agent: str, version: str, token: str, max_cost_usd: float | None = None
) -> ReleaseState:
    """Make a registered version the candidate, at 0%; if it is already, continue its release.

    `token` identifies this release: given again after that release is over, it begins no other, and the state has no
    candidate. `max_cost_usd` is the evaluation's, whoever runs it. Raises `BadInputError` if the version is production
    or another one is being released, `ConflictError` if somebody else was faster.
    """
    state, candidate = await state_of(desk, agent), await version_of(desk, agent, version)
    named = release_id(agent, version, token)
    if state.candidate == version or await _is_over(desk, agent, named):
        return state
    require_new(state, version)
    require_free(state, version, desk.environment)
    asked = {} if max_cost_usd is None else {BUDGET: max_cost_usd}
    await commit(desk, Moves(state, desk.by, desk.now()).claim(candidate, named, asked))
    return await state_of(desk, agent)


async def replace(
    desk: ReleaseDesk, agent: str, version: str, token: str, evaluate: Evaluate, max_cost_usd: float | None = None
) -> ReleaseState:
    """Like `start`, but a release of another version ends once this one has passed its gate.

    Raises `GateFailedError` if it fails: the release under way was not touched. A process that dies during the
    evaluation has changed nothing; called again, it pays for nothing twice.
    """
    state = await state_of(desk, agent)
    named = release_id(agent, version, token)
    if state.candidate in (None, version) or await _is_over(desk, agent, named):
        return await start(desk, agent, version, token, max_cost_usd)
    require_new(state, version)
    asked = {} if max_cost_usd is None else {BUDGET: max_cost_usd}
    gate = await evaluate(state.model_copy(update={"candidate": version, "gate": asked}))
    now, candidate = await state_of(desk, agent), await version_of(desk, agent, version)
    if now.production != state.production:
        raise ConflictError(f"{agent} {now.production} became production during the evaluation; release it again")
    moves = Moves(now, desk.by, desk.now())
    if not gate.passed:
        await commit(desk, moves.refuse(candidate, gate))
        raise GateFailedError(f"{agent} {version}: {gate.why}; the release of {state.candidate} goes on")
    await commit(desk, moves.take_over(candidate, named, gate, approval=desk.policy.approval))
    return await state_of(desk, agent)


def require_free(state: ReleaseState, version: str, environment: str) -> None:
    """Raise `BadInputError` if another version of the agent is being released."""
    if state.candidate not in (None, version):
        replace = f"revive agents release {state.agent}@{version} --replace{elsewhere(environment)}"
        raise BadInputError(
            f"{state.agent} {state.candidate} is being released and serves {state.share}% of the customers; "
            f"{replace} ends that once {version} has passed its own gate"
        )


def require_new(state: ReleaseState, version: str) -> None:
    """Raise `BadInputError` if everybody has this version."""
    if state.production == version:
        raise BadInputError(f"{state.agent} {version} is production already; there is nothing to release")


def release_id(agent: str, version: str, token: str) -> str:
    """The id of a release."""
    return f"{agent}-{version}-{token}"


async def settle_gate(desk: ReleaseDesk, agent: str, evaluate: Evaluate) -> ReleaseState:
    """Evaluate the candidate unless that was done, and go on to approval or to the first share, or end the release.

    What `evaluate` raises is left to the caller; the candidate has no subjects yet.
    """
    state = await state_of(desk, agent)
    if state.stage != "evaluating" or state.candidate is None:
        return state
    gate = await evaluate(state)
    candidate = await version_of(desk, agent, state.candidate)
    moves = Moves(state, desk.by, desk.now())
    await commit(desk, moves.gate(candidate, gate, approval=desk.policy.approval))
    return await state_of(desk, agent)


async def withdraw(desk: ReleaseDesk, agent: str, named: str, why: str) -> None:
    """End a release that got no further than its evaluation."""
    state = await state_of(desk, agent)
    if state.release_id == named and state.stage == "evaluating":
        await commit(desk, Moves(state, desk.by, desk.now()).roll_back(None, why, {}))


async def approve(desk: ReleaseDesk, named: str, comment: str = "") -> ReleaseState:
    """A person approves. Doing so twice changes nothing.

    Raises `BadInputError` if nothing waits for it, or if the policy asks for another person than the one who began it.
    """
    state = await find_release(desk, named)
    if state.stage == "ramping":
        return state
    candidate = await _waiting(desk, state)
    await require_another(desk, state)
    await commit(desk, Moves(state, desk.by, desk.now()).approve(candidate, comment))
    return await state_of(desk, state.agent)


async def reject(desk: ReleaseDesk, named: str, comment: str = "") -> ReleaseState:
    """A person rejects: the release is over. Raises `BadInputError` if nothing waits for it."""
    state = await find_release(desk, named)
    await _waiting(desk, state)
    await commit(desk, Moves(state, desk.by, desk.now()).reject(comment))
    return await state_of(desk, state.agent)


async def promote(desk: ReleaseDesk, agent: str, comment: str = "") -> ReleaseState:
    """Give the candidate to everybody now, whatever the figures say: a person's decision, stored with its reason.

    Raises `BadInputError` if no candidate has a share yet.
    """
    state = await _ramping(desk, agent)
    decision = decide(desk.policy, state, *await observed_now(desk.registry, state), desk.now())
    why = f"by hand, at {state.share}%{f' ({comment})' if comment else ''}"
    by_hand = decision.model_copy(update={"action": "promote", "why": f"{why}: {decision.why}"})
    await apply(desk, state, by_hand)
    return await state_of(desk, agent)


async def apply(desk: ReleaseDesk, state: ReleaseState, decision: Decision) -> None:
    """Commit what was decided about a release; nothing if it is held for a reason that is recorded already."""
    moves = Moves(state, desk.by, desk.now())
    assert state.candidate is not None, "only a candidate is decided on"
    candidate = await version_of(desk, state.agent, state.candidate)
    if decision.action == "advance":
        await commit(desk, moves.advance(desk.policy, decision))
    elif decision.action == "roll_back":
        await commit(desk, moves.roll_back(candidate, decision.why, figures_of(decision)))
    elif decision.action == "promote":
        old = await desk.registry.version(state.agent, state.production)
        await commit(desk, moves.promote(candidate, old, decision))
    elif decision.why != state.held_because:
        await commit(desk, moves.hold(decision))


async def roll_back(desk: ReleaseDesk, agent: str, to: str | None = None, comment: str = "") -> ReleaseState:
    """Take the candidate out of service; without one, put the previous version, or `to`, back into production.

    Somebody else's move in between does not stop it. Raises `BadInputError` if there is nothing to go back to.
    """

    async def back() -> None:
        await commit(desk, await _back(desk, await state_of(desk, agent), to, comment))

    await until_it_lands(back)
    return await state_of(desk, agent)


async def _is_over(desk: ReleaseDesk, agent: str, named: str) -> bool:
    """Whether a release with this id has ended; one that was withdrawn before its gate may be tried again."""
    events = await whole_history(desk.registry, agent)
    return any(event.release_id == named and event.what == "evaluated" for event in events)


async def _back(desk: ReleaseDesk, state: ReleaseState, to: str | None, comment: str) -> list[Write]:
    moves = Moves(state, desk.by, desk.now())
    if state.candidate is not None and to is None:
        if not state.share:
            return moves.roll_back(None, comment or "by hand", {})
        decision = decide(desk.policy, state, *await observed_now(desk.registry, state), desk.now())
        candidate = await desk.registry.version(state.agent, state.candidate)
        return moves.roll_back(candidate, comment or "by hand", figures_of(decision))
    if to is not None:
        await _require_served(desk, state, to)
    back = await version_of(desk, state.agent, to or await _before(desk, state))
    now = await desk.registry.version(state.agent, state.production)
    return moves.restore(now, back, comment or "by hand")


async def _require_served(desk: ReleaseDesk, state: ReleaseState, version: str) -> None:
    """Raise `BadInputError` if a version was never production: it was not evaluated or approved."""
    events = await whole_history(desk.registry, state.agent)
    left = [event.figures.get(name) for event in events for name in ("replaced", "instead_of")]
    served = {str(name) for name in left if name}
    if version not in served | {state.production}:
        were = ", ".join(sorted(served)) or "none"
        raise BadInputError(
            f"{state.agent} {version} was never in production, only what was can be gone back to ({were}); "
            f"revive agents release {state.agent}@{version}{desk.elsewhere} evaluates it and brings it there"
        )


async def _before(desk: ReleaseDesk, state: ReleaseState) -> str:
    """The version that production replaced; not guessed if production was set by a rollback."""
    for event in await whole_history(desk.registry, state.agent):
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


async def _waiting(desk: ReleaseDesk, state: ReleaseState) -> VersionRecord:
    if state.stage != "approval" or state.candidate is None:
        raise BadInputError(f"{state.release_id} does not wait for approval: it is {state.stage} at {state.share}%")
    return await version_of(desk, state.agent, state.candidate)


async def _ramping(desk: ReleaseDesk, agent: str) -> ReleaseState:
    state = await state_of(desk, agent)
    if state.stage == "approval":
        raise BadInputError(
            f"{state.release_id} waits for approval: revive agents approve {state.release_id}{desk.elsewhere}"
        )
    if state.stage != "ramping":
        what = "has no release under way" if state.candidate is None else f"{state.candidate} is still being evaluated"
        raise BadInputError(f"{agent} {what}; revive agents status{desk.elsewhere} says where everything is")
    return state
