"""Which subjects of an upload were already counted in an earlier one, under the same release.

A subject that returns every night is served by the same version, with much the same outcome. Counted
each time, 200 of them look like 2,000 after ten nights, and one equal candidate in eight is rolled back. So a subject
counts only with its first night. Nothing is stored for this: the manifests of the earlier uploads say who was there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.registry.base import RegistryStore
from schemas.errors import ReviveError
from schemas.registry import Observation, ReleaseState
from tasks.bulk.status import read_status_of
from tasks.bulk.system import AnySystem, names_of

_Release = tuple[str, str]  # agent, release id


@dataclass(frozen=True, slots=True)
class Earlier:
    """`customers`: by agent and release, who was counted before. `at`: when this upload was first counted, if it was.

    `unknown`: why this cannot be known; the upload cannot be counted yet.
    """

    customers: Mapping[_Release, frozenset[str]] = field(default_factory=dict)
    at: str | None = None
    unknown: str = ""

    def has(self, agent: str, release_id: str, customer_id: str) -> bool:
        """Whether this subject was counted already."""
        return customer_id in self.customers.get((agent, release_id), ())


async def counted_before(registry: RegistryStore, store: ArtifactStore, upload_id: str, system: AnySystem) -> Earlier:
    """Look through the uploads that were counted earlier under the current releases.

    An upload that is counted again, after a ruling or a resumption, keeps its place among the others.
    """
    try:
        return await _before(registry, store, upload_id, system)
    except ReviveError as error:  # no upload fails because of its observations
        return Earlier(unknown=str(error))


async def _before(registry: RegistryStore, store: ArtifactStore, upload_id: str, system: AnySystem) -> Earlier:
    found: dict[_Release, frozenset[str]] = {}
    first: list[str] = []
    for state in await registry.release_states():
        if state.agent not in names_of(system) or state.release_id is None or state.started_at is None:
            continue
        counted = await _counted(registry, state)
        mine = min((one.at for one in counted if one.upload_id == upload_id), default=None)
        first += [mine] if mine else []
        others = {one.upload_id for one in counted if mine is None or (one.at, one.upload_id) < (mine, upload_id)}
        if others := others - {upload_id}:
            found[state.agent, state.release_id] = await _again(store, upload_id, others, system)
    return Earlier(found, min(first, default=None))


async def _counted(registry: RegistryStore, state: ReleaseState) -> list[Observation]:
    versions = [version for version in (state.candidate, state.production) if version is not None]
    every = [await registry.observations(state.agent, version, state.started_at) for version in versions]
    return [one for observations in every for one in observations if one.release_id == state.release_id]


async def _again(store: ArtifactStore, upload_id: str, others: set[str], system: AnySystem) -> frozenset[str]:
    """The subjects of an upload that are in others, too."""
    ours = await _subjects(store, upload_id, system)
    again: set[str] = set()
    for other in sorted(others):
        again |= ours & await _subjects(store, other, system)
    return frozenset(again)


async def _subjects(store: ArtifactStore, upload_id: str, system: AnySystem) -> set[str]:
    """Their ids; none if an upload is gone."""
    keys = Upload(upload_id, system.params.system)
    status = await read_status_of(store, keys)
    batches = status.batches if status is not None else 0
    return {
        from_json(line)[system.id_field]
        for batch in range(batches)
        async for line in store.lines(keys.manifest(batch))
        if line
    }
