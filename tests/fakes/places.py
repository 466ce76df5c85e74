"""A place whose store and environment the test has made."""

from dataclasses import replace

from blocks.artifacts import ArtifactStore
from blocks.settings import read_settings
from schemas.environment import EnvironmentSpec
from tasks.bulk.place import Place


def place_of(store: ArtifactStore, environment: EnvironmentSpec | None = None, s3_endpoint: str | None = None) -> Place:
    """The settings of this process, but for where S3 is."""
    spec = environment or EnvironmentSpec(name="local", artifacts_url=store.url)
    return Place(replace(read_settings(), s3_endpoint=s3_endpoint), spec, store)
