"""Where an analysis reads: the warehouse as it is, a copy of one on S3 or in Firebolt, tables of connected services."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from blocks.artifacts import ArtifactStore
from blocks.settings import read_settings
from blocks.stores import open_store
from blocks.urls import redacted
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, shown
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import Place
from tasks.revenue.importing import connected_tables, import_source
from tasks.revenue.knowledge.tables import knowledge

FIREBOLT = "firebolt://"


def is_remote(warehouse: str) -> bool:
    """Whether it must be copied first: the locked process of the warehouse reaches no network."""
    return warehouse.startswith(("s3://", FIREBOLT))


@asynccontextmanager
async def read_warehouse(request: RevenueRequest, place: Place) -> AsyncIterator[RevenueRequest]:
    """The request over tables of this machine. Raises `ServiceError` if a connected service gives none."""
    async with (
        local_warehouse(request.warehouse, place.environment) as folder,
        connected_tables(request.connect, place.environment.connections) as connected,
    ):
        said = {"warehouse": folder, "connected": None if connected is None else str(connected)}
        yield request.model_copy(update=said)


@asynccontextmanager
async def local_warehouse(warehouse: str, spec: EnvironmentSpec) -> AsyncIterator[str]:
    """A path of this machine: of the warehouse itself, or of a copy of its tables until the block ends."""
    if not is_remote(warehouse):
        yield warehouse
        return
    with TemporaryDirectory(prefix="revive-copied-") as folder:
        if warehouse.startswith(FIREBOLT):
            await _read_firebolt(warehouse.removeprefix(FIREBOLT).strip("/"), spec, Path(folder))
            yield folder
            return
        store = open_store(warehouse.rstrip("/"), spec.aws, read_settings().s3_endpoint)
        there = [table for table in knowledge().tables if await _copied(store, f"{table}.parquet", Path(folder))]
        if not there:
            raise BadInputError(f"{redacted(warehouse)} holds none of the tables {', '.join(knowledge().tables)}")
        yield folder


async def _read_firebolt(database: str, spec: EnvironmentSpec, folder: Path) -> None:
    """All tables of the database that the environment is connected to; another one is nobody's to read."""
    access = spec.connections.firebolt
    if access is not None and database not in {"", access.database}:
        raise BadInputError(f"the environment is connected to the database {access.database}, not to {shown(database)}")
    done = await import_source("firebolt", spec.connections, folder, None)
    if not done.files:
        raise BadInputError(f"{FIREBOLT}{database} holds none of the tables {', '.join(done.absent)}")


async def _copied(store: ArtifactStore, key: str, folder: Path) -> bool:
    """Whether there is such a table; it is copied a piece at a time."""
    if not await store.exists(key):
        return False
    with (folder / key).open("wb") as file:
        async for piece in store.pieces(key):
            await asyncio.to_thread(file.write, piece)
    return True
