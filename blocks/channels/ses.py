"""Email by Amazon SES (API v2), as the environment's AWS identity. One attempt: a second could send twice.

SES accepts what it then suppresses, so `sent` is not delivered.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from aws.direct_http import DirectSession
from aws.session import aio_session
from blocks.channels.asking import WITHIN_S
from blocks.channels.aws_failures import aws_failure
from blocks.channels.delivery import Delivery, Reached
from blocks.channels.letter import letter
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line
from schemas.outbox import Content


@dataclass(frozen=True, slots=True)
class SesChannel:
    """Who writes (a verified identity), and to whom; the region is the identity's unless one is named."""

    aws: AwsIdentity = field(repr=False)
    sender: str
    to: tuple[str, ...]
    region: str | None = None

    @property
    def name(self) -> str:
        """To whom."""
        return f"email {', '.join(self.to)}"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Hand it to SES, once."""
        message = letter(message_id, content, self.sender, self.to).as_bytes()
        said = {
            "FromEmailAddress": self.sender,
            "Destination": {"ToAddresses": list(self.to)},
            "Content": {"Raw": {"Data": message}},
        }
        try:
            async with asyncio.timeout(WITHIN_S), self._client() as client:
                await client.send_email(**said)
        except (ClientError, BotoCoreError, BadInputError, TimeoutError) as error:
            return aws_failure("SES", error)
        return Delivery("sent")

    async def check(self) -> Reached:
        """Whether SES may send for this account."""
        try:
            async with asyncio.timeout(WITHIN_S), self._client() as client:
                account = await client.get_account()
        except (ClientError, BotoCoreError, BadInputError, TimeoutError) as error:
            return Reached(ok=False, said=aws_failure("SES", error).reason)
        if not account.get("SendingEnabled", False):
            return Reached(ok=False, said="SES has sending switched off for this account")
        where = "production" if account.get("ProductionAccessEnabled") else "the sandbox (verified recipients only)"
        return Reached(ok=True, said=f"SES sends, in {where}")

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Any]:
        ours = {"retries": {"total_max_attempts": 1}, "connect_timeout": 5, "read_timeout": WITHIN_S}
        aws = replace(self.aws, region=self.region or self.aws.region)
        config = AioConfig(**(aws.config | ours), http_session_cls=DirectSession)
        try:
            session = await aio_session(aws, "ses")
            context = session.create_client("sesv2", config=config, **aws.arguments)
        except ValueError as error:
            raise BadInputError(f"ses: {one_line(error)}") from None
        async with context as client:
            yield client
