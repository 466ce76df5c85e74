"""Opening the records that an environment names."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import unquote

from blocks.records.interface import Records
from blocks.records.sqlite import SqliteRecords, Upgrade
from blocks.records.table import Table
from blocks.urls import redacted, split_url
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError


@asynccontextmanager
async def open_records(
    url: str, aws: AwsIdentity, tables: Sequence[Table], upgrade: Upgrade, *, made_by: str = ""
) -> AsyncIterator[Records]:
    """The records at a URL, until the block ends. Raises `BadInputError` if it cannot be used.

    `made_by` is the command that makes the tables; it is named where they are missing.
    """
    parts = split_url(url)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1 and not (parts.query or parts.fragment):
        yield SqliteRecords(Path(unquote(parts.path)), tables, upgrade)
    elif parts.scheme == "dynamodb" and parts.netloc and not parts.path.strip("/"):
        # Imported here so that a laptop with SQLite does not wait for botocore.
        from blocks.records.aws import open_client  # noqa: PLC0415
        from blocks.records.dynamodb import DynamoRecords  # noqa: PLC0415

        async with open_client(parts.netloc, aws) as client:
            yield DynamoRecords(client, parts.netloc, tables, made_by=made_by)
    else:
        raise BadInputError(f"cannot keep records at {redacted(url)}: give sqlite:///… or dynamodb://table-prefix")
