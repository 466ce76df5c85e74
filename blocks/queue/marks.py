"""What the records remember of each message of SQS, because SQS does not: its content, its attempts, its end.

SQS forgets an id after five minutes, may deliver a message twice, and counts a receipt as an attempt. So each message
has a row, found by a hash of its name, and every step is a conditional write to it.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from blocks.queue.message import Message, Outcome
from blocks.queue.pauses import REMEMBERED_S
from blocks.records.interface import Records
from blocks.records.table import Put, RefusedWriteError, Row, Table
from schemas.errors import StoreError

MARKS = Table("queued", "message")
_KEPT_BY_SQS_S = 14 * 86_400.0  # the longest retention, which our queues have


class Mark(BaseModel):
    """The state of one message. `pending`: it may not have arrived in SQS yet, and is sent again with the same id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: str
    state: Literal["pending", "sent", "done", "dead"] = "pending"
    attempts: int = 0
    lease: str = ""  # who works on it, until `until`
    until: float = 0.0  # epoch seconds
    redriven: int = 0  # how often; part of the id by which SQS finds what was sent twice
    revision: int = 0


class Marks:
    """The rows of one queue."""

    def __init__(self, records: Records, queue: str, now: Callable[[], float]) -> None:
        self._records = records
        self._queue = queue
        self._now = now

    def key(self, message: Message) -> str:
        """The row's key, which SQS knows the message by, too: it names no customer."""
        return hashed(self._queue, message.source, message.id)

    async def get(self, key: str) -> Mark | None:
        """The mark; None for a message that is not known, or no longer."""
        row = await self._records.get(MARKS, key)
        if row is None:
            return None
        try:
            return Mark.model_validate_json(row.document).model_copy(update={"revision": row.revision})
        except ValidationError:
            raise StoreError("the records are damaged: what they say of a queued message cannot be read") from None

    async def admit(self, message: Message) -> tuple[Outcome, Mark]:
        """Note a message that is new; of one that is not, say whether it is the same. A pending one is to be sent."""
        key, mark = self.key(message), Mark(digest=message.digest)
        if stored := await self.change(key, mark):
            return "accepted", stored
        found = await self.get(key)
        if found is None:  # it was forgotten this very moment
            raise StoreError("the queue changed while it was written to; try again")
        if found.digest != message.digest:
            return "conflicting", found
        return "accepted" if found.state == "pending" else "repeated", found

    async def change(self, key: str, mark: Mark, **update: object) -> Mark | None:
        """The mark with an update, stored; None if somebody else changed it first. Revision 0 is a new one."""
        changed = mark.model_copy(update={**update, "revision": mark.revision + 1})
        kept_s = REMEMBERED_S if changed.state == "done" else _KEPT_BY_SQS_S + REMEMBERED_S
        document = changed.model_dump_json(exclude={"revision"})
        row = Row({"message": key}, document, changed.revision, int(self._now() + kept_s))
        try:
            await self._records.commit(Put(MARKS, row, expected=mark.revision or None))
        except RefusedWriteError:
            return None
        return changed


def hashed(*parts: str) -> str:
    """Names of ours as SQS takes them, and without what they say of a customer."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
