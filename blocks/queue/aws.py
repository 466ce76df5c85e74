"""A client of SQS, its errors as ours, and its batches of ten."""

import re
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from aws.direct_http import DirectSession
from aws.session import aio_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, ReviveError, StoreError, one_line

TEN = 10
_BATCH_BYTES = 250_000  # together; a larger message goes alone
_PREFIX = re.compile(r"[a-zA-Z0-9_-]{1,50}")
_REFUSED = ("AccessDenied", "UnrecognizedClient", "InvalidClientTokenId", "InvalidSignature", "SignatureDoesNotMatch")
Entry = dict[str, Any]


@contextmanager
def spoken(url: str) -> Iterator[None]:
    """Turns errors of the calls in this block into ours, in one line each."""
    try:
        yield
    except ClientError as error:
        raise _failed(error, url) from None
    except BotoCoreError as error:
        raise StoreError(f"{url}: {one_line(error)}") from None


def _failed(error: ClientError, url: str) -> ReviveError:
    code, said = error.response["Error"]["Code"], one_line(error.response["Error"].get("Message", ""))
    if "QueueDoesNotExist" in code or "NonExistentQueue" in code:
        return BadInputError(f"{url}: the queue is not there; `revive upsell init` makes it")
    if code.rpartition(".")[2].startswith(_REFUSED):
        return BadInputError(f"{url} refuses us ({code}): {said}")
    return StoreError(f"{url}: {code}: {said}")


@asynccontextmanager
async def open_client(prefix: str, aws: AwsIdentity) -> AsyncIterator[Any]:
    """A client until the block ends. Raises `BadInputError` without region or credentials, or with an odd prefix."""
    if not _PREFIX.fullmatch(prefix):
        raise BadInputError("sqs://…: a prefix has letters, digits, - and _ only, 50 at most")
    ours = {"retries": {"total_max_attempts": 5, "mode": "standard"}, "connect_timeout": 5, "read_timeout": 30}
    config = AioConfig(**(aws.config | ours), http_session_cls=DirectSession)
    try:
        session = await aio_session(aws, f"sqs://{prefix}")
        context = session.create_client("sqs", config=config, **aws.arguments)
        client = await context.__aenter__()
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"sqs://{prefix}: {one_line(error)}") from None
    try:
        yield client
    finally:
        await context.__aexit__(None, None, None)


def in_tens(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Entries of batch calls, ten at a time at most, and not too many bytes together."""
    batch, size = list[Entry](), 0
    for entry in entries:
        more = len(entry.get("MessageBody", "").encode())
        if batch and (len(batch) == TEN or size + more > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += more
    if batch:
        yield batch


async def carry_out(call: Any, queue_url: str, entries: Sequence[Entry], url: str, *, must: bool = True) -> None:
    """A batch call for all entries. Raises `StoreError` if SQS did not take one of them, unless it need not.

    What need not is to hide or remove what somebody else has by now: the message's mark has decided already.
    """
    for batch in in_tens(entries):
        numbered = [{"Id": str(number), **entry} for number, entry in enumerate(batch)]
        with spoken(url):
            answer = await call(QueueUrl=queue_url, Entries=numbered)
        if must and (failed := answer.get("Failed")):
            raise StoreError(f"{url}: {failed[0].get('Code')}: {one_line(failed[0].get('Message', ''))}")
