"""Where an analysis reads: the warehouse as it is, a copy of one on S3, tables of connected services in its place."""

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
from schemas.errors import BadInputError
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import Place
from tasks.revenue.importing import connected_tables
from tasks.revenue.knowledge.tables import knowledge


def is_remote(warehouse: str) -> bool:
    """Whether it must be copied first: the locked process of the warehouse reaches no network."""
    return warehouse.startswith("s3://")


@asynccontextmanager
async def read_warehouse(request: RevenueRequest, place: Place) -> AsyncIterator[RevenueRequest]:
    """The request over tables of this machine. Raises `ServiceError` where a connected service gives none."""
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
    with TemporaryDirectory(prefix="revive-s3-") as folder:
        store = open_store(warehouse.rstrip("/"), spec.aws, read_settings().s3_endpoint)
        there = [table for table in knowledge().tables if await _copied(store, f"{table}.parquet", Path(folder))]
        if not there:
            raise BadInputError(f"{redacted(warehouse)} holds none of the tables {', '.join(knowledge().tables)}")
        yield folder


async def _copied(store: ArtifactStore, key: str, folder: Path) -> bool:
    """Whether there is such a table; it is copied a piece at a time."""
    if not await store.exists(key):
        return False
    with (folder / key).open("wb") as file:
        async for piece in store.pieces(key):
            await asyncio.to_thread(file.write, piece)
    return True
