"""Where a run works."""

from dataclasses import dataclass

from blocks.artifacts import ArtifactStore
from blocks.local import resolve_environment
from blocks.settings import Settings, read_settings
from blocks.stores import open_store
from schemas.environment import EnvironmentSpec


@dataclass(slots=True)
class Place:
    """An environment, the settings of this process, and the environment's store."""

    settings: Settings
    environment: EnvironmentSpec
    store: ArtifactStore


async def open_place(environment: str) -> Place:
    """Resolve an environment by name and open its store."""
    settings = read_settings()
    spec = await resolve_environment(environment, settings)
    return Place(settings, spec, open_store(spec.artifacts_url, spec.aws, settings.s3_endpoint))
