"""One connection to one SQLite file, used by one thread off the event loop, until it is closed."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from typing import TypeVar

from blocks.own_files import require_own_file
from blocks.sqlite_file import BUSY_S, create_file, failure, is_held, write_ahead

Result = TypeVar("Result")
Work = Callable[[sqlite3.Connection], Result]
_WHAT = "the queued messages"


class SqliteConnection:
    """Transactions on a file that is made when something is first written; `create` makes its tables."""

    def __init__(
        self, path: Path, create: Work[None], connect: Callable[..., sqlite3.Connection] = sqlite3.connect
    ) -> None:
        self._path = path
        self._create = create
        self._connect = connect
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="queue")
        self._db: sqlite3.Connection | None = None
        self._inode = 0

    async def write(self, work: Work[Result]) -> Result:
        """One IMMEDIATE transaction, durable when this returns.

        It is carried out again if another process held the file, also if that was said after the commit: `work` has to
        find out by itself what is there already.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._write, work)

    async def read(self, work: Work[Result], otherwise: Result) -> Result:
        """One read; `otherwise` where there is no file yet: reading creates none."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, work, otherwise)

    async def forget_removed(self) -> None:
        """Let nothing that was removed stay in the write-ahead log; who reads meanwhile may hold that up."""

        def truncate(db: sqlite3.Connection) -> None:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        await self.read(truncate, None)

    async def close(self) -> None:
        """Close the connection once what is under way has ended."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._disconnect)
        self._thread.shutdown()

    def _write(self, work: Work[Result]) -> Result:
        create_file(self._path, _WHAT)
        deadline = monotonic() + BUSY_S
        while True:
            try:
                return self._transaction(work)
            except sqlite3.Error as error:
                self._disconnect()  # whatever was not committed is dropped
                if not is_held(error) or monotonic() > deadline:
                    raise failure(_WHAT, self._path, error) from None

    def _transaction(self, work: Work[Result]) -> Result:
        db = self._connected()
        db.execute("BEGIN IMMEDIATE")
        try:
            result = work(db)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
        return result

    def _read(self, work: Work[Result], otherwise: Result) -> Result:
        if not self._path.exists():
            return otherwise
        try:
            return work(self._connected())
        except sqlite3.Error as error:
            self._disconnect()
            raise failure(_WHAT, self._path, error) from None

    def _connected(self) -> sqlite3.Connection:
        """The connection; a new one if the file was replaced, because what is written to a removed file is lost."""
        inode = self._path.stat().st_ino
        if self._db is None or inode != self._inode:
            self._disconnect()
            require_own_file(self._path.absolute())
            uri = f"{self._path.absolute().as_uri()}?mode=rw"
            self._db = self._connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)
            self._inode = inode
            write_ahead(self._db)
            self._db.execute("PRAGMA synchronous = FULL")  # a commit survives a loss of power, not only of the process
            self._db.execute("PRAGMA secure_delete = ON")  # an event names people; what is removed is overwritten
            self._create(self._db)
        return self._db

    def _disconnect(self) -> None:
        db, self._db = self._db, None
        if db is not None:
            db.close()
