"""Continuing releases whose candidate has a share: figures, decision, commit."""

from collections.abc import Awaitable, Callable

from agents.release.comparisons import QUALITY
from agents.release.decide import a_person, decide
from agents.release.moves import VOUCHED, Moves
from schemas.errors import AlreadyRunningError, ConflictError, ReviveError
from schemas.registry import ReleaseState
from schemas.release import Decision, Replay, Vouched
from tasks.release.moves import apply
from tasks.release.observed import observed_now
from tasks.release.release_desk import ReleaseDesk, commit, state_of

MakeReplay = Callable[[ReleaseState], Awaitable[Replay]]
_REPLAY = "replay"


async def advance(desk: ReleaseDesk, state: ReleaseState, replay: MakeReplay | None = None) -> Decision:
    """Decide on one release and commit the decision. `replay` runs both versions over past subjects.

    Raises `ConflictError` if the release has moved in the meantime.
    """
    decision = await decide_now(desk, state)
    if decision.replay and replay is not None:
        try:
            state = await _keep(desk, state, await replay(state))
            decision = await decide_now(desk, state)
        except (AlreadyRunningError, ConflictError):  # another run is doing it, and will decide by its result
            raise
        except ReviveError as error:  # the share stays either way, and the history says why
            person = f"; {a_person(desk.policy, state)}" if decision.why.startswith(f"waits for {QUALITY}") else ""
            decision = decision.model_copy(update={"why": f"{decision.why}; no shadow replay: {error}{person}"})
    await apply(desk, state, decision)
    return decision


async def decide_now(desk: ReleaseDesk, state: ReleaseState) -> Decision:
    """What would be decided now; changes nothing."""
    kept, said = state.gate.get(_REPLAY), state.gate.get(VOUCHED)
    replay = None if kept is None else Replay.model_validate(kept)
    vouched = None if said is None else Vouched.model_validate(said)
    return decide(desk.policy, state, *await observed_now(desk.registry, state), desk.now(), replay, vouched)


async def _keep(desk: ReleaseDesk, state: ReleaseState, said: Replay) -> ReleaseState:
    """Store a replay, so that it is paid for once per release."""
    kept = {_REPLAY: said.model_dump(mode="json")}
    await commit(desk, Moves(state, desk.by, desk.now()).keep(kept, f"shadow replay: {said.says}"))
    return await state_of(desk, state.agent)
