"""Opening the registry that an environment names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from blocks.records.open_records import open_records
from blocks.records.sqlite import SqliteRecords
from blocks.registry.base import RegistryStore
from blocks.registry.nowhere import NoRegistry
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.registry.store import Registry
from blocks.registry.tables import TABLES
from schemas.environment import EnvironmentSpec, elsewhere


@asynccontextmanager
async def open_registry(environment: EnvironmentSpec) -> AsyncIterator[RegistryStore]:
    """The registry of an environment, until the block ends. Raises `BadInputError` if its URL cannot be used."""
    if environment.records_url is None:
        yield NoRegistry(environment.name)
        return
    made_by = f"revive agents init{elsewhere(environment.name)}"
    url, aws = environment.records_url, environment.aws
    async with open_records(url, aws, TABLES, upgrade_registry, made_by=made_by) as records:
        yield Registry(records)


def registry_in(path: Path) -> Registry:
    """The registry in a file of this machine."""
    return Registry(SqliteRecords(path, TABLES, upgrade_registry))
