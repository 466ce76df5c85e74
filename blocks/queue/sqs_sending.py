"""What goes into a queue in SQS: marked in the records first, so that nothing is sent twice, and sent then."""

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic

from blocks.queue.aws import TEN, Entry
from blocks.queue.gathering import Gathered
from blocks.queue.marks import Mark, Marks, hashed
from blocks.queue.message import Message, Outcome
from blocks.queue.sqs_calls import SqsCalls
from blocks.queue.sqs_envelope import in_envelope
from schemas.errors import QueueFullError

_COUNTED_EVERY_S = 5.0


class SqsSending:
    """Puts messages and dead letters into the two queues of `SqsQueue`, which takes at most `limit` messages."""

    def __init__(self, sqs: SqsCalls, marks: Marks, limit: int, now: Callable[[], float]) -> None:
        self._sqs = sqs
        self._marks = marks
        self._limit = limit
        self._now = now
        self._put: Gathered[Message, Outcome] = Gathered(self._put_all, TEN)
        self._open, self._counted_at = 0, -_COUNTED_EVERY_S

    async def put(self, messages: Sequence[Message]) -> list[Outcome]:
        """Store messages durably, ten at a time. If one of a later ten fails, those before it are stored."""
        return await self._put(messages)

    async def _put_all(self, messages: list[Message]) -> list[Outcome]:
        unique: dict[str, Message] = {}
        for one in messages:
            unique.setdefault(self._marks.key(one), one)
        admitted = await asyncio.gather(*(self._marks.admit(one) for one in unique.values()))
        found = dict(zip(unique, admitted, strict=True))
        new = [(unique[key], mark) for key, (outcome, mark) in found.items() if outcome == "accepted"]
        await self._require_room(len(new))  # without it they stay pending, and are sent when they come again
        await self.send(new)
        self._open += len(new)
        return [self._outcome(one, unique, found) for one in messages]

    def _outcome(self, message: Message, unique: dict[str, Message], found: dict[str, tuple[Outcome, Mark]]) -> Outcome:
        """Of two with one name in one batch, the first was put and the second is a repetition, or another one."""
        key = self._marks.key(message)
        if message is unique[key]:
            return found[key][0]
        return "repeated" if message.digest == found[key][1].digest else "conflicting"

    async def _require_room(self, more: int) -> None:
        if monotonic() - self._counted_at >= _COUNTED_EVERY_S or self._open + more > self._limit:
            self._open, self._counted_at = sum(await self._sqs.counts("main")), monotonic()
        if self._open + more > self._limit:
            raise QueueFullError(f"the queue has {self._open:,} messages of at most {self._limit:,}: try again later")

    async def send(self, pending: Sequence[tuple[Message, Mark]]) -> None:
        """Send what may not have arrived, then mark it as sent."""
        now, entries = self._now(), list[Entry]()
        for message, mark in pending:
            body = in_envelope(message, now).text()
            entries.append(self._entry(message, mark, body, hashed("group", message.group)))
        await self._sqs.send("main", entries)
        await asyncio.gather(
            *(self._marks.change(self._marks.key(message), mark, state="sent") for message, mark in pending)
        )

    def _entry(self, message: Message, mark: Mark, body: str, group: str) -> Entry:
        life = f"{self._marks.key(message)}-{mark.redriven}"
        return {"MessageBody": body, "MessageGroupId": group, "MessageDeduplicationId": life}

    async def bury(self, message: Message, mark: Mark, reason: str, detail: str, put_at: float) -> None:
        """Send a message to the dead letters, then mark it as dead."""
        said = {"reason": reason, "detail": detail, "attempts": mark.attempts, "died_at": self._now()}
        body = in_envelope(message, put_at).model_copy(update=said).text()
        key = self._marks.key(message)  # as its group: no dead letter hides another one of the customer
        entry = self._entry(message, mark, body, key)
        await self._sqs.send("dead", [entry])
        await self._marks.change(key, mark, state="dead", lease="", until=0.0)
