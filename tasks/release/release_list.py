"""The state of releases, what would be decided now, and on which figures."""

from blocks.registry.base import RegistryStore
from schemas.registry import Event
from schemas.release import ReleaseShown
from tasks.release.release_desk import ReleaseDesk, whole_history
from tasks.release.rollout import decide_now


async def list_releases(desk: ReleaseDesk, agent: str | None) -> list[ReleaseShown]:
    """The releases of one agent, or of all that the registry knows. Changes nothing."""
    states = [state for state in await desk.registry.release_states() if agent in (None, state.agent)]
    return [
        ReleaseShown(
            release=state,
            decision=await decide_now(desk, state) if state.stage == "ramping" else None,
            events=await release_events(desk.registry, state.agent, state.release_id),
        )
        for state in states
    ]


async def release_events(registry: RegistryStore, agent: str, release_id: str | None) -> list[Event]:
    """The history of one release, oldest first; without one under way, of the last one and what came after it."""
    events = list(reversed(await whole_history(registry, agent)))
    wanted = release_id or next((event.release_id for event in reversed(events) if event.release_id), None)
    if wanted is None:
        return []
    first = next((place for place, event in enumerate(events) if event.release_id == wanted), len(events))
    # Production that was put back by hand belongs to no release.
    return [event for event in events[first:] if event.release_id == wanted or event.what == "rolled_back"]
