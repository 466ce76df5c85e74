"""A DynamoDB client, and AWS's errors as ours."""

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from aws.direct_http import DirectSession
from aws.session import aio_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, MissingTableError, ReviveError, StoreError, one_line

ATTEMPTS = 5
_PREFIX = re.compile(r"[a-zA-Z0-9_.-]{1,200}")
_REFUSED = ("AccessDenied", "UnrecognizedClient", "InvalidSignature", "IncompleteSignature", "MissingAuthentication")


class CancelledTransactionError(Exception):
    """A transaction that was not carried out, with a reason for each of its writes."""

    def __init__(self, reasons: list[dict[str, Any]]) -> None:
        super().__init__()
        self.reasons = reasons


@contextmanager
def spoken(url: str, made_by: str = "") -> Iterator[None]:
    """Turns errors of the calls in this block into ours, in one line each.

    `made_by` is the command that makes tables which are missing.
    """
    try:
        yield
    except ClientError as error:
        if error.response["Error"]["Code"] == "TransactionCanceledException":
            raise CancelledTransactionError(error.response.get("CancellationReasons") or []) from None
        raise _failed(error, url, made_by) from None
    except BotoCoreError as error:
        raise StoreError(f"{url}: {one_line(error)}") from None


def _failed(error: ClientError, url: str, made_by: str) -> ReviveError:
    code, said = error.response["Error"]["Code"], one_line(error.response["Error"].get("Message", ""))
    if code == "ResourceNotFoundException":
        how = f"; `{made_by}` makes them" if made_by else ""
        return MissingTableError(f"{url}: the tables are not there{how}")
    if code.startswith(_REFUSED):
        return BadInputError(f"{url} refuses us ({code}): {said}")
    return StoreError(f"{url}: {code}: {said}")


@asynccontextmanager
async def open_client(prefix: str, aws: AwsIdentity) -> AsyncIterator[Any]:
    """A client until the block ends. Raises `BadInputError` without region or credentials, or with an odd prefix."""
    if not _PREFIX.fullmatch(prefix):
        raise BadInputError("dynamodb://…: a table prefix has letters, digits, - _ and . only, 200 at most")
    ours = {"retries": {"total_max_attempts": ATTEMPTS, "mode": "standard"}, "connect_timeout": 5, "read_timeout": 10}
    config = AioConfig(**(aws.config | ours), http_session_cls=DirectSession)
    try:
        session = await aio_session(aws, f"dynamodb://{prefix}")
        context = session.create_client("dynamodb", config=config, **aws.arguments)
        client = await context.__aenter__()
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"dynamodb://{prefix}: {one_line(error)}") from None
    try:
        yield client
    finally:
        await context.__aexit__(None, None, None)
