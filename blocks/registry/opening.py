"""Opening the registry that an environment names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from blocks.registry.base import RegistryStore
from blocks.registry.nowhere import NoRegistry
from blocks.registry.sqlite import SqliteRegistry
from blocks.urls import redacted, split
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError


@asynccontextmanager
async def open_registry(environment: EnvironmentSpec) -> AsyncIterator[RegistryStore]:
    """The registry of an environment, until the block ends. Raises `BadInputError` where its URL cannot be used."""
    url = environment.records_url
    if url is None:
        yield NoRegistry(environment.name)
        return
    parts = split(url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and not (parts.query or parts.fragment):
        yield SqliteRegistry(Path(unquote(parts.path)))
    elif parts.scheme == "dynamodb" and parts.netloc and not parts.path.strip("/"):
        # A laptop does not wait for botocore.
        from blocks.registry.aws import open_client  # noqa: PLC0415
        from blocks.registry.dynamodb import DynamoRegistry  # noqa: PLC0415

        async with open_client(parts.netloc, environment.aws) as client:
            yield DynamoRegistry(client, parts.netloc)
    else:
        raise BadInputError(f"cannot keep records at {redacted(url)}: give sqlite:///… or dynamodb://table-prefix")
