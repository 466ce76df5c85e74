"""What every SQLite file of ours needs: a write-ahead log from the first writer on, and errors in one line."""

import os
import sqlite3
from pathlib import Path
from time import monotonic, sleep

from blocks.disk import is_full
from schemas.errors import StoreError

BUSY_S, _AGAIN_S = 10.0, 0.01
# What SQLite says where there is no room: as an error of its own, or that reading or opening failed.
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
_HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def create_file(path: Path, what: str) -> None:
    """An empty file, readable by its owner only: SQLite gives its journal files the same mode."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"cannot write {what} {path}: {error.strerror}") from None


def write_ahead(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, as the first writers of a new file all do.

    Here SQLite does not wait, whatever its timeout is: two that switch at once would wait for each other.
    """
    deadline = monotonic() + BUSY_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_held(error) or monotonic() > deadline:
                raise
            sleep(_AGAIN_S)
        else:
            return


def is_held(error: sqlite3.Error) -> bool:
    """Whether another process or connection has the lock."""
    return _code(error) in _HELD


def failure(what: str, path: Path, error: sqlite3.Error) -> StoreError:
    """The one line for an error of SQLite; `what` names the file in it: "the records"."""
    code = _code(error)
    if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
        return StoreError(f"{what} {path} are damaged ({error}); bring back a copy, or remove the file")
    if code in _HELD:
        return StoreError(f"{what} {path} are held by another process; try again")
    full = code in _NO_ROOM and is_full(path.parent)
    return StoreError(f"cannot use {what} {path}: {'the disk is full' if full else error}")


def _code(error: sqlite3.Error) -> int:
    return error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else 0
