"""Opening a queue of an environment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from blocks.queue.interface import Queue
from blocks.queue.sqlite import SqliteQueue
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.urls import redacted, split_url
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError


@asynccontextmanager
async def open_queue(environment: EnvironmentSpec, name: str) -> AsyncIterator[Queue]:
    """The queue of that name, until the block ends. Raises `BadInputError` if the environment has no usable place."""
    url = environment.queue_url
    if url is None:
        raise BadInputError(f"environment {environment.name!r} has no queue: set queue_url of its block")
    parts = split_url(url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and not (parts.query or parts.fragment):
        queue = SqliteQueue(Path(unquote(parts.path)) / f"{name}.db", environment.queue_limit)
        try:
            yield queue
        finally:
            await queue.close()
    elif parts.scheme == "sqs" and parts.netloc and not parts.path.strip("/"):
        async with _sqs(environment, parts.netloc, name) as sqs:
            yield sqs
    else:
        raise BadInputError(f"cannot keep a queue at {redacted(url)}: give sqlite:///folder or sqs://name-prefix")


@asynccontextmanager
async def _sqs(environment: EnvironmentSpec, prefix: str, name: str) -> AsyncIterator[Queue]:
    # Imported here so that a laptop with SQLite does not wait for botocore.
    from blocks.queue.aws import open_client  # noqa: PLC0415
    from blocks.queue.marks import MARKS  # noqa: PLC0415
    from blocks.queue.sqs import SqsQueue  # noqa: PLC0415

    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records to remember events in: set records_url of its block"
        )
    async with (
        open_records(environment.records_url, environment.aws, (MARKS,), upgrade_registry) as records,
        open_client(prefix, environment.aws) as client,
    ):
        yield SqsQueue(client, records, f"{prefix}-{name}", environment.queue_limit)
