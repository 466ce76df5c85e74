"""A topic of Amazon SNS, as the environment's AWS identity. One attempt: a second could send twice."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError
from pydantic_core import to_json

from aws.direct_http import DirectSession
from aws.session import aio_session
from blocks.channels.asking import WITHIN_S
from blocks.channels.aws_failures import aws_failure
from blocks.channels.delivery import Delivery, Reached
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line
from schemas.outbox import Content

_ARN = re.compile(r"arn:aws[a-z-]{0,12}:sns:([a-z0-9-]{1,32}):[0-9]{12}:[A-Za-z0-9_-]{1,256}(?:\.fifo)?")
_SUBJECT, _BYTES = 100, 250_000  # what SNS takes
_UNPRINTABLE = re.compile(r"[^ -~]")
_FAILURES = (ClientError, BotoCoreError, BadInputError, TimeoutError)


@dataclass(frozen=True, slots=True)
class SnsChannel:
    """The topic, by its ARN, which says its region, too."""

    topic: str
    aws: AwsIdentity = field(repr=False)

    @property
    def name(self) -> str:
        """The topic's name."""
        return f"sns {self.topic.rpartition(':')[2]}"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Publish once; subscribers get the text, and machines the data as an attribute where it fits."""
        text = content.text.encode()[:_BYTES].decode(errors="ignore")
        said = {
            "TopicArn": self.topic,
            "Subject": _UNPRINTABLE.sub("?", content.title)[:_SUBJECT],
            "Message": text or content.title,
            "MessageAttributes": {"message_id": {"DataType": "String", "StringValue": message_id}},
        }
        data = to_json(content.data).decode()
        if len(text.encode()) + len(data.encode()) <= _BYTES and content.data:
            said["MessageAttributes"]["data"] = {"DataType": "String", "StringValue": data}  # type: ignore[index]
        if self.topic.endswith(".fifo"):
            said |= {"MessageGroupId": "revive", "MessageDeduplicationId": message_id}
        try:
            async with asyncio.timeout(WITHIN_S), self._client() as client:
                await client.publish(**said)
        except _FAILURES as error:
            return aws_failure("SNS", error)
        return Delivery("sent")

    async def check(self) -> Reached:
        """Whether the topic is there, and somebody is subscribed to it."""
        try:
            async with asyncio.timeout(WITHIN_S), self._client() as client:
                attributes = (await client.get_topic_attributes(TopicArn=self.topic))["Attributes"]
        except _FAILURES as error:
            return Reached(ok=False, said=aws_failure("SNS", error).reason)
        confirmed = int(attributes.get("SubscriptionsConfirmed", 0))
        if not confirmed:
            return Reached(ok=False, said=f"nobody has confirmed a subscription to {self.name}")
        return Reached(ok=True, said=f"{confirmed} are subscribed to {self.name}")

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[Any]:
        known = _ARN.fullmatch(self.topic)
        if known is None:
            raise BadInputError("a topic is named by its ARN, like arn:aws:sns:eu-west-1:123456789012:alerts")
        ours = {"retries": {"total_max_attempts": 1}, "connect_timeout": 5, "read_timeout": WITHIN_S}
        aws = replace(self.aws, region=known[1])
        config = AioConfig(**(aws.config | ours), http_session_cls=DirectSession)
        try:
            session = await aio_session(aws, "sns")
            context = session.create_client("sns", config=config, **aws.arguments)
        except ValueError as error:
            raise BadInputError(f"sns: {one_line(error)}") from None
        async with context as client:
            yield client
