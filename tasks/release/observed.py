"""The observed figures of candidate and production in the current step of a release."""

from datetime import datetime, timedelta

from blocks.registry.base import RegistryStore
from schemas.registry import EVERYBODY, Figures, Observation, ReleaseState, instant, total

BASELINE = timedelta(days=28)


async def observed_now(registry: RegistryStore, state: ReleaseState) -> tuple[Figures, Figures]:
    """Figures of candidate and production under this release at its current share: same period, same split.

    At 100% production serves nobody; its figures are then those since four weeks before the release.
    """
    if state.candidate is None or state.started_at is None:
        return Figures(), Figures()
    candidate = await registry.observations(state.agent, state.candidate, state.started_at)
    since = state.started_at
    if state.share == EVERYBODY:
        since = instant(datetime.fromisoformat(since) - BASELINE)
    production = await registry.observations(state.agent, state.production, since)
    if state.share < EVERYBODY:
        production = _of_step(production, state)
    return total(_of_step(candidate, state)), total(production)


def _of_step(observations: list[Observation], state: ReleaseState) -> list[Observation]:
    """Whether it is under this release at this share: an upload that began in an earlier step does not count."""
    return [one for one in observations if (one.release_id, one.share) == (state.release_id, state.share)]
