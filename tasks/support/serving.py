"""The versions that serve live questions: those that the registry names, kept up to date while the process lives."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.support.kits import KITS
from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.registry.open_registry import open_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import ReviveError
from tasks.registry.serving import Pointers

_log = logging.getLogger(__name__)


@asynccontextmanager
async def open_serving(environment: EnvironmentSpec, store: ArtifactStore) -> AsyncIterator[Versions]:
    """Production, and a candidate with its share. While the registry is away, the last known state serves.

    At the start that is `prompts/production.yaml`: somebody who waits is answered whether or not the registry is there.
    """
    async with open_registry(environment) as registry:
        pointers = Pointers(registry, store, Versions(), tuple(kit.agent.name for kit in KITS))
        try:
            await pointers.refresh()
        except ReviveError as error:
            _log.warning("the release state cannot be read, production.yaml serves until it can: %s", error)
        async with pointers.kept_fresh():
            yield pointers.versions
