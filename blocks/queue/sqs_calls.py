"""The calls to SQS that a queue makes: its two queues, in batches of ten, with errors of ours."""

from collections.abc import Sequence
from typing import Any, Literal

from blocks.queue.aws import Entry, carry_out, spoken
from schemas.errors import StoreError

Place = Literal["main", "dead"]
_KEPT_S = 14 * 86_400  # the longest that SQS keeps a message
_ENDS = {"main": ".fifo", "dead": "-dead.fifo"}


class SqsCalls:
    """`wait_s`: how long to wait for messages; without waiting, SQS may overlook some."""

    def __init__(self, client: Any, name: str, wait_s: int) -> None:
        self._client = client
        self._name = name
        self._wait_s = wait_s
        self._urls: dict[Place, str] = {}

    @property
    def url(self) -> str:
        """Where it is, as messages name it."""
        return f"sqs://{self._name} in {self._client.meta.region_name}"

    async def prepare(self) -> list[str]:
        """Create the queues that are missing; returns their names."""
        common = {"FifoQueue": "true", "MessageRetentionPeriod": str(_KEPT_S), "VisibilityTimeout": "300"}
        # By customer, and so without the limit of 300 calls a second of the queue as a whole.
        fast = {"DeduplicationScope": "messageGroup", "FifoThroughputLimit": "perMessageGroupId"}
        made = []
        for end in _ENDS.values():
            name = f"{self._name}{end}"
            with spoken(self.url):
                try:
                    await self._client.get_queue_url(QueueName=name)
                except self._client.exceptions.QueueDoesNotExist:
                    await self._client.create_queue(QueueName=name, Attributes=common | fast)
                    made.append(name)
        return made

    async def send(self, place: Place, entries: Sequence[Entry]) -> None:
        """Send messages. Raises `StoreError` if one of them was not taken."""
        await carry_out(self._client.send_message_batch, await self._queue_url(place), entries, self.url)

    async def receive(self, place: Place, most: int, seconds: int) -> list[Entry]:
        """At most ten messages, hidden from others for so many seconds."""
        queue_url = await self._queue_url(place)
        with spoken(self.url):
            answer = await self._client.receive_message(
                QueueUrl=queue_url,
                MaxNumberOfMessages=most,
                VisibilityTimeout=seconds,
                WaitTimeSeconds=self._wait_s,
            )
        return answer.get("Messages") or []

    async def hide(self, place: Place, handles: Sequence[str], seconds: int) -> None:
        """Hide messages for so many seconds from now; 0 shows them at once."""
        entries = [{"ReceiptHandle": handle, "VisibilityTimeout": seconds} for handle in handles]
        call = self._client.change_message_visibility_batch
        await carry_out(call, await self._queue_url(place), entries, self.url, must=False)

    async def remove(self, place: Place, handles: Sequence[str]) -> None:
        """Remove messages for good."""
        entries = [{"ReceiptHandle": handle} for handle in handles]
        await carry_out(self._client.delete_message_batch, await self._queue_url(place), entries, self.url, must=False)

    async def counts(self, place: Place) -> tuple[int, int]:
        """Messages that wait, and those that are with somebody; approximate."""
        names = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        queue_url = await self._queue_url(place)
        with spoken(self.url):
            answer = await self._client.get_queue_attributes(QueueUrl=queue_url, AttributeNames=list(names))
        try:
            waiting, leased = (int(answer["Attributes"][name]) for name in names)
        except (KeyError, ValueError):
            raise StoreError(f"{self.url}: it does not say how much is in it") from None
        return waiting, leased

    async def _queue_url(self, place: Place) -> str:
        if place not in self._urls:
            with spoken(self.url):
                answer = await self._client.get_queue_url(QueueName=f"{self._name}{_ENDS[place]}")
            self._urls[place] = answer["QueueUrl"]
        return self._urls[place]
