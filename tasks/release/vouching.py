"""Who may approve a release, and vouching for a quality that nobody measured."""

from agents.release.moves import Moves
from schemas.errors import BadInputError
from schemas.registry import ReleaseState
from schemas.release import Vouched
from tasks.release.release_desk import ReleaseDesk, commit, find_release, state_of, whole_history


async def vouch(desk: ReleaseDesk, named: str, comment: str) -> ReleaseState:
    """Record that a person has read the candidate's answers and finds them as good as production's.

    It counts for the rest of this release, wherever quality was measured on too few subjects. Raises `BadInputError`
    if there is no such release with a share, no comment is given, or the policy asks for another person.
    """
    state = await find_release(desk, named)
    if state.stage != "ramping":
        raise BadInputError(
            f"{state.release_id} serves nobody yet, so there are no answers to read: it is {state.stage}"
        )
    if not comment.strip():
        raise BadInputError("--quality: say with --comment what you have read; it stands in for the figures")
    await require_another(desk, state)
    await commit(desk, Moves(state, desk.by, desk.now()).vouch(Vouched(by=desk.by, says=comment.strip())))
    return await state_of(desk, state.agent)


async def require_another(desk: ReleaseDesk, state: ReleaseState) -> None:
    """Raise `BadInputError` if the person who acts may not approve this release."""
    if why := await barred(desk, state):
        raise BadInputError(why)


async def barred(desk: ReleaseDesk, state: ReleaseState) -> str:
    """Why the person who acts may not approve: the release is theirs and the policy wants two people; else empty.

    Names are whatever people say: this separates two roles, it does not stop an attacker.
    """
    if desk.policy.self_approval:
        return ""
    began = state.started_by or await _began(desk, state)
    if not _same(began, desk.by):
        return ""
    return (
        f"{state.release_id} was begun by {began}, and here somebody else has to approve it (self_approval in the "
        "policy of this environment)"
    )


async def _began(desk: ReleaseDesk, state: ReleaseState) -> str:
    """Who began a release that an older Revive wrote, from the history."""
    for event in await whole_history(desk.registry, state.agent):
        if event.release_id == state.release_id and event.what in ("started", "restarted"):
            return event.by
    return ""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
