"""What SQLite has beside the contract: kills, a full disk, a lock that is said too late, a poison among a thousand."""

import asyncio
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS

from blocks.queue.draining import Drain
from blocks.queue.message import TOO_MANY_ATTEMPTS, Depth, Message
from blocks.queue.sqlite import SqliteQueue
from schemas.errors import BadInputError, StoreError

LIMIT = 10_000


def message(number: int, *, body: bytes = b"{}") -> Message:
    return Message("", f"e{number}", f"g{number}", body, "d")


async def test_a_lock_that_is_said_after_the_commit_stores_nothing_twice(tmp_path: Path) -> None:
    late = [True]

    class LateLock(sqlite3.Connection):
        def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
            done = super().execute(statement, *values)
            if statement == "COMMIT" and super().execute("SELECT count(*) FROM messages").fetchone()[0] and late:
                late.clear()
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise error
            return done

    def connect(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return sqlite3.connect(*arguments, **options, factory=LateLock)

    queue = SqliteQueue(tmp_path / "q.db", LIMIT, connect=connect)
    await queue.put([message(1), message(2)])
    assert late == []
    assert await queue.depth() == Depth(2, 0, 0)
    await queue.close()


async def test_a_poison_among_a_thousand_ends_up_alone(tmp_path: Path) -> None:
    at = [1_800_000_000.0]
    queue = SqliteQueue(tmp_path / "q.db", LIMIT, now=lambda: at[0])
    await queue.put([message(number) for number in range(1_000)])
    done: list[str] = []
    for _ in range(100):
        taken = Drain(queue, 1_000, 60)
        found = [one.message.id async for one in taken.messages()]
        if "e500" in found:
            at[0] += 61  # its process is killed: nothing is acknowledged, and the leases end
            continue
        await taken.acknowledge()
        done += found
        if not (await queue.depth()).open:
            break
    assert sorted(done) == sorted(f"e{number}" for number in range(1_000) if number != 500)
    assert [(one.message.id, one.reason) async for one in queue.dead()] == [("e500", TOO_MANY_ATTEMPTS)]
    await queue.close()


FULL = """
import asyncio, sys
from pathlib import Path
from blocks.queue.message import Message
from blocks.queue.sqlite import SqliteQueue
from schemas.errors import StoreError

async def main():
    queue = SqliteQueue(Path(sys.argv[1]), 10_000)
    for number in range(1_000):
        try:
            await queue.put([Message("", f"e{number}", f"g{number}", b"x" * 4_000, "d")])
        except StoreError as error:
            print(number, error)
            break
    await queue.close()

asyncio.run(main())
"""


def filled(path: Path) -> tuple[int, str]:
    """The number of the first message that had no room, and what was said of it."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(path)],
        cwd=TESTS.parent,
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert done.stderr == ""
    number, _, said = done.stdout.strip().partition(" ")
    return int(number), said


async def test_a_disk_that_fills_up_takes_all_of_a_message_or_nothing(tmp_path: Path) -> None:
    number, said = filled(tmp_path / "q.db")
    assert said.startswith("cannot use the queued messages")
    queue = SqliteQueue(tmp_path / "q.db", LIMIT)
    assert await queue.depth() == Depth(number, 0, 0)
    assert await queue.put([message(number)]) == ["accepted"]
    await queue.close()


async def test_a_file_that_is_replaced_is_not_written_to_any_more(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    queue = SqliteQueue(path, LIMIT)
    await queue.put([message(1)])
    for one in tmp_path.iterdir():
        one.unlink()
    await queue.put([message(2)])
    assert (await queue.depth()).open == 1
    assert path.stat().st_mode & 0o077 == 0
    await queue.close()


async def test_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    path = tmp_path / "q.db"
    path.write_bytes(b"no database " * 100)
    queue = SqliteQueue(path, LIMIT)
    with pytest.raises(StoreError, match="are damaged"):
        await queue.put([message(1)])
    path.chmod(0o666)
    with pytest.raises(BadInputError, match="may be somebody else's"):
        await queue.depth()
    await queue.close()


async def test_whoever_goes_away_meanwhile_is_stored_all_the_same(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "q.db", LIMIT)
    waiting = asyncio.create_task(queue.put([message(1)]))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert await queue.put([message(1)]) == ["repeated"]
    await queue.close()


async def test_what_was_removed_stands_nowhere_in_the_file(tmp_path: Path) -> None:
    queue = SqliteQueue(tmp_path / "q.db", LIMIT)
    await queue.put([Message("", f"e{number}", f"customer ann{number}", b"planted" * 900, "d") for number in range(9)])
    await queue.acknowledge(await queue.lease(1, 60))
    assert await queue.erase(lambda one: one.id != "e0") == 8
    assert not [one for one in tmp_path.iterdir() if b"plantedplanted" in one.read_bytes()]
    await queue.close()
