"""A queue in SQS, for several machines: a FIFO queue, and another one for dead letters.

FIFO, because of one customer only one message may be under way. Marks in the records (`marks.py`) decide what SQS alone
cannot: whether an id was there before, which attempt this is, and that a message that comes once more was done already.
"""

import asyncio
import math
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from time import time
from typing import Any

from blocks.queue.aws import TEN, Entry
from blocks.queue.marks import Mark, Marks
from blocks.queue.message import TOO_MANY_ATTEMPTS, Dead, Depth, Leased, Message, Outcome
from blocks.queue.pauses import Pauses
from blocks.queue.sqs_calls import Place, SqsCalls
from blocks.queue.sqs_envelope import Envelope, dead_letter, in_envelope, read_envelope
from blocks.queue.sqs_sending import SqsSending
from blocks.records.interface import Records

NOT_OURS = "not_ours"  # what somebody else sent into the queue
_LISTED_S = 120  # what is being looked at is hidden from others that long
_Received = tuple[str, Envelope]  # with its receipt handle


class SqsQueue:
    """See `Queue`. `wait_s`: how long to wait for messages; without waiting, SQS may overlook some."""

    def __init__(
        self,
        client: Any,
        records: Records,
        name: str,
        limit: int,
        pauses: Pauses | None = None,
        now: Callable[[], float] = time,
        wait_s: int = 1,
    ) -> None:
        self._sqs = SqsCalls(client, name, wait_s)
        self._records = records
        self._pauses = pauses or Pauses()
        self._now = now
        self._marks = Marks(records, name, now)
        self._sending = SqsSending(self._sqs, self._marks, limit, now)

    @property
    def url(self) -> str:
        """Where it is."""
        return self._sqs.url

    async def put(self, messages: Sequence[Message]) -> list[Outcome]:
        """Store messages durably, ten at a time. If one of a later ten fails, those before it are stored."""
        return await self._sending.put(messages)

    async def put_dead(self, messages: Sequence[Message], reason: str, details: Sequence[str]) -> list[Outcome]:
        """Store messages as dead from the beginning."""
        outcomes = []
        for message, detail in zip(messages, details, strict=True):
            outcome, mark = await self._marks.admit(message)
            if outcome == "accepted":
                await self._sending.bury(message, mark, reason, detail, self._now())
            outcomes.append(outcome)
        return outcomes

    async def lease(self, most: int, seconds: float) -> list[Leased]:
        """At most `most` messages; those that were leased too often are dead instead."""
        found: list[Leased] = []
        while len(found) < most:
            batch = await self._receive("main", min(TEN, most - len(found)), math.ceil(seconds))
            if not batch:
                break
            first, rest = _one_of_each_group(batch)
            # Later ones of a group come again after the first is done; until then SQS holds them back.
            await self._sqs.hide("main", [handle for handle, _ in rest], 0)
            taken = await asyncio.gather(*(self._take(one, seconds) for one in first))
            found += [one for one in taken if one is not None]
        return found

    async def extend(self, leased: Sequence[Leased], seconds: float) -> int:
        """Keep leases for so many seconds from now."""
        held = await self._changed(leased, lambda _: {"until": self._now() + seconds})
        await self._sqs.hide("main", [one.receipt[0] for one in held], math.ceil(seconds))
        return len(held)

    async def acknowledge(self, leased: Sequence[Leased]) -> int:
        """Messages are done: first in the records, so that one that comes again is recognised."""
        held = await self._changed(leased, lambda _: {"state": "done", "lease": "", "until": 0.0})
        await self._sqs.remove("main", [one.receipt[0] for one in held])
        return len(held)

    async def release(self, leased: Sequence[Leased], fault: str | None = None) -> int:
        """Give messages back before their lease ends."""
        if fault is not None and (spent := [one for one in leased if one.attempt >= self._pauses.attempts]):
            rest = [one for one in leased if one.attempt < self._pauses.attempts]
            return await self.dead_letter(spent, fault) + await self.release(rest, fault)
        less = int(fault is None)
        held = await self._changed(leased, lambda mark: {"lease": "", "until": 0.0, "attempts": mark.attempts - less})
        for one in held:
            pause = 0 if fault is None else math.ceil(self._pauses.after(one.attempt))
            await self._sqs.hide("main", [one.receipt[0]], pause)
        return len(held)

    async def dead_letter(self, leased: Sequence[Leased], reason: str, detail: str = "") -> int:
        """Try these no more: first a dead letter, then the mark, then the message goes."""
        count = 0
        for one in leased:
            mark = await self._marks.get(self._marks.key(one.message))
            if mark is None or mark.lease != one.receipt[1]:
                continue
            await self._sending.bury(one.message, mark, reason, detail, one.put_at)
            await self._sqs.remove("main", [one.receipt[0]])
            count += 1
        return count

    async def depth(self) -> Depth:
        """How much is in it, as far as SQS knows at the moment."""
        main, dead = await self._sqs.counts("main"), await self._sqs.counts("dead")
        return Depth(main[0], main[1], sum(dead))

    async def oldest(self) -> float | None:
        """Not known here."""
        return None

    async def dead(self, reason: str | None = None) -> AsyncIterator[Dead]:
        """The dead messages. While they are looked at, nobody else sees them, for two minutes at most."""
        seen: dict[str, str] = {}
        try:
            while batch := await self._receive("dead", TEN, _LISTED_S):
                for handle, envelope in batch:
                    key = self._marks.key(envelope.message)
                    mark = await self._marks.get(key)
                    gone = mark is not None and envelope.reason and mark.state in ("sent", "done")
                    if gone or key in seen:  # redriven, or buried twice: the records say so
                        await self._sqs.remove("dead", [handle])
                        continue
                    seen[key] = handle
                    if reason in (None, envelope.reason or TOO_MANY_ATTEMPTS):
                        yield dead_letter(envelope, handle)
        finally:
            await self._sqs.hide("dead", list(seen.values()), 0)

    async def redrive(self, dead: Sequence[Dead]) -> int:
        """Make dead messages due again: sent first, removed from the dead letters then."""
        count = 0
        for one in dead:
            key = self._marks.key(one.message)
            mark = await self._marks.get(key) or Mark(digest=one.message.digest, state="dead")
            if mark.state in ("sent", "done"):
                continue
            life = mark.redriven + int(mark.state == "dead")
            fresh = {"state": "pending", "attempts": 0, "lease": "", "until": 0.0, "redriven": life}
            pending = await self._marks.change(key, mark, **fresh)
            if pending is None:
                continue
            await self._sending.send([(one.message, pending)])
            await self._sqs.remove("dead", [one.receipt])
            count += 1
        return count

    async def erase(self, is_about: Callable[[Message], bool]) -> int:
        """Remove messages that are about somebody, as far as they can be leased now."""
        count, others = 0, list[Leased]()
        while batch := await self.lease(10 * TEN, _LISTED_S):
            count += await self.acknowledge([one for one in batch if is_about(one.message)])
            others += [one for one in batch if not is_about(one.message)]
        await self.release(others)
        async for one in self.dead():
            if is_about(one.message):
                key = self._marks.key(one.message)
                if mark := await self._marks.get(key):
                    await self._marks.change(key, mark, state="done")
                await self._sqs.remove("dead", [one.receipt])
                count += 1
        return count

    async def prepare(self) -> list[str]:
        """Create the two queues and the table of marks."""
        return await self._records.prepare() + await self._sqs.prepare()

    async def _receive(self, place: Place, most: int, seconds: int) -> list[_Received]:
        """Receipt handle and content of each. What is not of ours goes to the dead letters."""
        found = []
        for one in await self._sqs.receive(place, most, seconds):
            envelope = read_envelope(one["Body"]) or await self._foreign(place, one)
            if envelope is not None:
                found.append((one["ReceiptHandle"], envelope))
        return found

    async def _foreign(self, place: Place, one: Entry) -> Envelope | None:
        """Something that somebody else sent: a dead letter, where it can be read; None if it has just become one."""
        message = Message(NOT_OURS, one["MessageId"], one["MessageId"], one["Body"].encode(), one["MD5OfBody"])
        if place == "dead":
            return in_envelope(message, self._now()).model_copy(update={"reason": NOT_OURS, "died_at": self._now()})
        await self.put_dead([message], NOT_OURS, ["it was not put by Revive"])
        await self._sqs.remove(place, [one["ReceiptHandle"]])
        return None

    async def _take(self, received: _Received, seconds: float) -> Leased | None:
        """The lease on a message; None if it is done, dead, or somebody else's at the moment."""
        handle, envelope = received
        message = envelope.message
        key, now = self._marks.key(message), self._now()
        mark = await self._marks.get(key) or Mark(digest=message.digest, state="sent")
        if mark.state in ("done", "dead"):
            await self._sqs.remove("main", [handle])
            return None
        if mark.lease and mark.until > now:
            return None  # delivered twice; it comes again when this lease ends, too
        if mark.attempts >= self._pauses.attempts:
            detail = "every lease of it ended without an answer"
            await self._sending.bury(message, mark, TOO_MANY_ATTEMPTS, detail, envelope.put_at)
            await self._sqs.remove("main", [handle])
            return None
        lease, attempt = secrets.token_hex(8), mark.attempts + 1
        update = {"state": "sent", "lease": lease, "until": now + seconds, "attempts": attempt}
        if await self._marks.change(key, mark, **update) is None:
            return None
        return Leased(message, attempt, envelope.put_at, (handle, lease))

    async def _changed(self, leased: Sequence[Leased], update: Callable[[Mark], dict[str, Any]]) -> list[Leased]:
        """Those whose lease was still held, with their marks changed."""

        async def change(one: Leased) -> bool:
            key = self._marks.key(one.message)
            mark = await self._marks.get(key)
            if mark is None or mark.lease != one.receipt[1]:
                return False
            return await self._marks.change(key, mark, **update(mark)) is not None

        held: list[Leased] = []
        for start in range(0, len(leased), TEN):
            ten = leased[start : start + TEN]
            kept = await asyncio.gather(*(change(one) for one in ten))
            held += [one for one, was_held in zip(ten, kept, strict=True) if was_held]
        return held


def _one_of_each_group(
    batch: Sequence[_Received],
) -> tuple[list[_Received], list[_Received]]:
    """The first of each group, and the others."""
    groups: set[str] = set()
    first, rest = list[_Received](), list[_Received]()
    for one in batch:
        (rest if one[1].group in groups else first).append(one)
        groups.add(one[1].group)
    return first, rest
