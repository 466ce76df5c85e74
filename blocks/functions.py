"""A function of AWS Lambda, invoked without waiting for what it does."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from aws.direct_http import DirectSession
from aws.session import aio_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, StoreError, one_line

_OURS = {"retries": {"total_max_attempts": 5, "mode": "standard"}, "connect_timeout": 5, "read_timeout": 10}
_REFUSED = ("AccessDenied", "UnrecognizedClient", "InvalidSignature", "ResourceNotFound")


class Functions:
    """One function, by its name or ARN."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    async def invoke(self, event: Mapping[str, Any]) -> None:
        """Have it work on an event, at least once. Raises `BadInputError` if that is refused, else `StoreError`."""
        try:
            await self._client.invoke(
                FunctionName=self._name,
                InvocationType="Event",
                Payload=json.dumps(event, separators=(",", ":")).encode(),
            )
        except ClientError as error:
            code, said = error.response["Error"]["Code"], one_line(error.response["Error"].get("Message", ""))
            kind = BadInputError if code.startswith(_REFUSED) else StoreError
            raise kind(f"lambda:{self._name}: {code}: {said}") from None
        except BotoCoreError as error:
            raise StoreError(f"lambda:{self._name}: {one_line(error)}") from None


@asynccontextmanager
async def open_functions(name: str, aws: AwsIdentity) -> AsyncIterator[Functions]:
    """A function until the block ends. Raises `BadInputError` without region or credentials."""
    config = AioConfig(**(aws.config | _OURS), http_session_cls=DirectSession)
    try:
        session = await aio_session(aws, f"lambda:{name}")
        context = session.create_client("lambda", config=config, **aws.arguments)
        client = await context.__aenter__()
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"lambda:{name}: {one_line(error)}") from None
    try:
        yield Functions(client, name)
    finally:
        await context.__aexit__(None, None, None)
