"""A queue in one SQLite file: for `local`, also for several processes on one machine. Not on a network file system."""

import secrets
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from functools import partial
from pathlib import Path
from time import monotonic, time
from typing import Any

from blocks.queue import sqlite_statements as sql
from blocks.queue.gathering import Gathered
from blocks.queue.message import TOO_MANY_ATTEMPTS, Dead, Depth, Leased, Message, Outcome
from blocks.queue.pauses import REMEMBERED_S, Pauses
from blocks.queue.sqlite_connection import SqliteConnection
from schemas.errors import QueueFullError

_TOGETHER = 500  # messages in a transaction, unless one call has more
_COUNTED_EVERY_S = 1.0
Row = tuple[Any, ...]


class SqliteQueue:
    """See `Queue`. Concurrent calls of `put` share a transaction."""

    def __init__(
        self,
        path: Path,
        limit: int,
        pauses: Pauses | None = None,
        now: Callable[[], float] = time,
        connect: Callable[..., sqlite3.Connection] = sqlite3.connect,
    ) -> None:
        self._path = path
        self._limit = limit
        self._pauses = pauses or Pauses()
        self._now = now
        self._file = SqliteConnection(path, sql.create, connect)
        self._put: Gathered[Message, Outcome] = Gathered(self._put_all, _TOGETHER)
        self._open, self._counted_at = 0, -_COUNTED_EVERY_S

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self._path)

    async def close(self) -> None:
        """Finish what is under way, and close the file."""
        await self._put.settle()
        await self._file.close()

    async def put(self, messages: Sequence[Message]) -> list[Outcome]:
        """Store messages durably, with what others put meanwhile."""
        return await self._put(messages)

    async def put_dead(self, messages: Sequence[Message], reason: str, details: Sequence[str]) -> list[Outcome]:
        """Store messages as dead from the beginning."""
        now = self._now()
        rows = [
            _columns(message, now) | {"reason": reason, "detail": detail}
            for message, detail in zip(messages, details, strict=True)
        ]
        return await self._file.write(lambda db: _insert(db, sql.PUT_DEAD, rows))

    async def lease(self, most: int, seconds: float) -> list[Leased]:
        """At most `most` messages; those that were leased too often are dead instead."""
        now, lease = self._now(), secrets.token_hex(8)
        asked = {"lease": lease, "now": now, "until": now + seconds, "most": most}

        def claim(db: sqlite3.Connection) -> list[Row]:
            rows = db.execute(sql.LEASE, asked).fetchall()
            spent = [row for row in rows if row[6] > self._pauses.attempts]
            said = {"now": now, "reason": TOO_MANY_ATTEMPTS, "detail": "every lease of it ended without an answer"}
            _end(db, sql.BURY, [said | {"seq": row[0], "lease": lease} for row in spent], [row[3] for row in spent])
            return sorted(row for row in rows if row[6] <= self._pauses.attempts)

        found = await self._file.write(claim)
        return [Leased(_message(row), row[6], row[7], (row[0], lease)) for row in found]

    async def extend(self, leased: Sequence[Leased], seconds: float) -> int:
        """Keep leases for so many seconds from now."""
        rows = [(self._now() + seconds, *one.receipt) for one in leased]
        return await self._file.write(lambda db: db.executemany(sql.EXTEND, rows).rowcount)

    async def acknowledge(self, leased: Sequence[Leased]) -> int:
        """Messages are done: their bodies are removed, and their ids remembered."""
        rows = [(self._now() + REMEMBERED_S, *one.receipt) for one in leased]
        return await self._file.write(lambda db: _end(db, sql.END, rows, _groups(leased)))

    async def release(self, leased: Sequence[Leased], fault: str | None = None) -> int:
        """Give messages back before their lease ends."""
        if fault is not None and (spent := [one for one in leased if one.attempt >= self._pauses.attempts]):
            rest = [one for one in leased if one.attempt < self._pauses.attempts]
            return await self.dead_letter(spent, fault) + await self.release(rest, fault)
        now = self._now()
        rows = [
            {
                "seq": one.receipt[0],
                "lease": one.receipt[1],
                "due_at": now if fault is None else now + self._pauses.after(one.attempt),
                "uncounted": int(fault is None),
            }
            for one in leased
        ]
        return await self._file.write(lambda db: db.executemany(sql.GIVE_BACK, rows).rowcount if rows else 0)

    async def dead_letter(self, leased: Sequence[Leased], reason: str, detail: str = "") -> int:
        """Try these no more."""
        said = {"now": self._now(), "reason": reason, "detail": detail}
        rows = [said | {"seq": one.receipt[0], "lease": one.receipt[1]} for one in leased]
        return await self._file.write(lambda db: _end(db, sql.BURY, rows, _groups(leased)))

    async def depth(self) -> Depth:
        """How much is in it."""
        return await self._file.read(self._depth, Depth(0, 0, 0))

    async def oldest(self) -> float | None:
        """When the oldest open message was put."""
        nothing: float | None = None
        return await self._file.read(_oldest, nothing)

    async def dead(self, reason: str | None = None) -> AsyncIterator[Dead]:
        """The dead messages, in the order in which they came, a page at a time."""
        after, nothing = 0, list[Row]()
        while rows := await self._file.read(_page_of_dead(after, reason), nothing):
            after = rows[-1][0]
            for row in rows:
                yield Dead(_message(row), row[8], row[9], row[6], row[7], row[10], row[0])

    async def redrive(self, dead: Sequence[Dead]) -> int:
        """Make dead messages due again."""
        rows = [(self._now(), one.receipt) for one in dead]
        groups = [one.message.group for one in dead]
        return await self._file.write(lambda db: _end(db, sql.REDRIVE, rows, groups))

    async def erase(self, is_about: Callable[[Message], bool]) -> int:
        """Remove messages that are about somebody, and what the file would still hold of them."""
        after, count, nothing = 0, 0, list[Row]()
        while rows := await self._file.read(_page_of_all(after), nothing):
            after = rows[-1][0]
            theirs = [row for row in rows if is_about(_message(row))]
            gone, groups = [(self._now() + REMEMBERED_S, row[0]) for row in theirs], [row[3] for row in theirs]
            count += await self._file.write(partial(_end, statement=sql.ERASE, rows=gone, groups=groups)) if gone else 0
        if count:
            await self._file.forget_removed()
        return count

    async def prepare(self) -> list[str]:
        """Create the file and its table."""
        is_new = not self._path.exists()
        await self._file.write(lambda _: None)
        return [self.url] if is_new else []

    async def _put_all(self, messages: list[Message]) -> list[Outcome]:
        now = self._now()
        rows = [_columns(message, now) for message in messages]

        def put(db: sqlite3.Connection) -> list[Outcome]:
            db.execute(sql.FORGET, (now,))
            outcomes = _insert(db, sql.PUT, rows)
            self._require_room(db, outcomes.count("accepted"))
            return outcomes

        outcomes = await self._file.write(put)
        self._open += outcomes.count("accepted")
        return outcomes

    def _require_room(self, db: sqlite3.Connection, more: int) -> None:
        """Whether there is for what was just inserted; what was there before needs none.

        Counted once a second: counting costs more than a commit. What this process put since then is added.
        """
        if monotonic() - self._counted_at >= _COUNTED_EVERY_S or self._open + more > self._limit:
            self._open, self._counted_at = int(db.execute(sql.OPEN).fetchone()[0]) - more, monotonic()
        if self._open + more > self._limit:
            raise QueueFullError(f"the queue has {self._open:,} messages of at most {self._limit:,}: try again later")

    def _depth(self, db: sqlite3.Connection) -> Depth:
        leased = int(db.execute(sql.LEASED, (self._now(),)).fetchone()[0])
        waiting = int(db.execute(sql.OPEN).fetchone()[0]) - leased
        return Depth(waiting, leased, int(db.execute(sql.DEAD).fetchone()[0]))


def _oldest(db: sqlite3.Connection) -> float | None:
    (put_at,) = db.execute(sql.OLDEST).fetchone()
    return None if put_at is None else float(put_at)


def _columns(message: Message, now: float) -> dict[str, Any]:
    return {
        "source": message.source,
        "id": message.id,
        "group": message.group,
        "digest": message.digest,
        "body": message.body,
        "now": now,
    }


def _insert(db: sqlite3.Connection, statement: str, rows: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Insert what is not there yet; of the others, whether they are the same."""
    outcomes: list[Outcome] = []
    for row in rows:
        if db.execute(statement, row).rowcount:
            outcomes.append("accepted")
        else:
            (digest,) = db.execute(sql.DIGEST, (row["source"], row["id"])).fetchone()
            outcomes.append("repeated" if digest == row["digest"] else "conflicting")
    return outcomes


def _end(db: sqlite3.Connection, statement: str, rows: Sequence[Any], groups: Sequence[str]) -> int:
    """Change the state of messages; then the first open message of each of their groups may be leased."""
    if not rows:
        return 0
    changed = db.executemany(statement, rows).rowcount
    db.executemany(sql.NEXT_OF_GROUP, [{"group": group} for group in set(groups)])
    return changed


def _groups(leased: Sequence[Leased]) -> list[str]:
    return [one.message.group for one in leased]


def _message(row: Row) -> Message:
    return Message(row[1], row[2], row[3], row[5] or b"", row[4])


def _page_of_all(after: int) -> Callable[[sqlite3.Connection], list[Row]]:
    return lambda db: db.execute(sql.ALL, (after,)).fetchall()


def _page_of_dead(after: int, reason: str | None) -> Callable[[sqlite3.Connection], list[Row]]:
    return lambda db: db.execute(sql.LIST_DEAD, {"after": after, "reason": reason}).fetchall()
