"""The registry in one SQLite file: for `local`, and for several processes on one machine at once.

A connection per operation: nothing to close, nothing shared between threads, and reading makes no file.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from blocks.registry.base import by_version, conflict, numbered
from schemas.errors import BadInputError, ReviveError, StoreError
from schemas.registry import (
    Append,
    Event,
    Observation,
    PutRelease,
    PutVersion,
    ReleaseState,
    VersionRecord,
    VersionStatus,
    Write,
)

SCHEMA = 1
BUSY_S = 10.0
_TABLES = """
CREATE TABLE versions (agent TEXT, version TEXT, status TEXT NOT NULL, revision INTEGER NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (agent, version)) WITHOUT ROWID;
CREATE INDEX by_status ON versions (status, agent);
CREATE TABLE releases (agent TEXT PRIMARY KEY, revision INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE history (agent TEXT, seq INTEGER, part INTEGER, document TEXT NOT NULL,
    PRIMARY KEY (agent, seq, part)) WITHOUT ROWID;
CREATE TABLE observations (agent TEXT, version TEXT, upload_id TEXT, release_id TEXT, share INTEGER, at TEXT NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (agent, version, upload_id, release_id, share)) WITHOUT ROWID;
CREATE INDEX by_time ON observations (agent, version, at);
"""
_Record = TypeVar("_Record", bound=BaseModel)
_Value = str | int


class SqliteRegistry:
    """See `RegistryStore`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self._path)

    async def version(self, agent: str, version: str) -> VersionRecord | None:
        """One version."""
        sql = "SELECT document FROM versions WHERE agent = ? AND version = ?"
        return next(iter(await self._read(VersionRecord, sql, agent, version)), None)

    async def versions(self, agent: str) -> list[VersionRecord]:
        """The versions of an agent, lowest first."""
        found = await self._read(VersionRecord, "SELECT document FROM versions WHERE agent = ?", agent)
        return sorted(found, key=by_version)

    async def by_status(self, status: VersionStatus) -> list[VersionRecord]:
        """The versions of every agent that have this status."""
        found = await self._read(VersionRecord, "SELECT document FROM versions WHERE status = ?", status)
        return sorted(found, key=by_version)

    async def release(self, agent: str) -> ReleaseState | None:
        """The release state of an agent."""
        found = await self._read(ReleaseState, "SELECT document FROM releases WHERE agent = ?", agent)
        return found[0] if found else None

    async def releases(self) -> list[ReleaseState]:
        """Every release state."""
        return await self._read(ReleaseState, "SELECT document FROM releases ORDER BY agent")

    async def history(self, agent: str, limit: int = 100) -> list[Event]:
        """The last events of an agent, newest first."""
        sql = "SELECT document FROM history WHERE agent = ? ORDER BY seq DESC, part DESC LIMIT ?"
        return await self._read(Event, sql, agent, limit)

    async def observations(self, agent: str, version: str, since: str | None = None) -> list[Observation]:
        """What was observed of a version, oldest first."""
        sql = "SELECT document FROM observations WHERE agent = ? AND version = ? AND at >= ? ORDER BY at, upload_id"
        return await self._read(Observation, sql, agent, version, since or "")

    async def commit(self, *writes: Write) -> None:
        """All of it or nothing, in one IMMEDIATE transaction."""
        await asyncio.to_thread(self._commit, numbered(writes))

    async def observe(self, *observations: Observation) -> None:
        """Write observations, each in the place of the one with the same key."""
        await asyncio.to_thread(self._observe, observations)

    async def prepare(self) -> list[str]:
        """The file and its tables."""
        return await asyncio.to_thread(self._prepare)

    async def _read(self, kind: type[_Record], sql: str, *values: _Value) -> list[_Record]:
        documents = await asyncio.to_thread(self._documents, sql, values)
        try:
            return [kind.model_validate_json(document) for document in documents]
        except ValidationError as error:
            raise StoreError(f"the registry {self._path} is damaged: {error.title} cannot be read") from None

    def _documents(self, sql: str, values: tuple[_Value, ...]) -> list[str]:
        if not self._path.exists():
            return []
        with self._open() as db:
            return [] if _schema(db) == 0 else [row[0] for row in db.execute(sql, values)]

    def _commit(self, writes: list[Write]) -> None:
        with self._writing() as db:
            for write in writes:
                _write(db, write)

    def _observe(self, observations: tuple[Observation, ...]) -> None:
        with self._writing() as db:
            db.executemany(
                "INSERT OR REPLACE INTO observations VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(one.agent, one.version, *one.key, one.at, one.model_dump_json()) for one in observations],
            )

    def _prepare(self) -> list[str]:
        if self._path.exists():
            return []
        with self._writing():
            return [self.url]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction; the file and its tables are made on the way, for their owner only."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # SQLite gives its journal files the mode of this one.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"cannot write the registry {self._path}: {error.strerror}") from None
        with self._open() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN IMMEDIATE")
            if _schema(db) == 0:
                for statement in filter(str.strip, _TABLES.split(";")):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection that is closed at the end; what was not committed by then never happened."""
        try:
            uri = f"{self._path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)) as db:
                if _schema(db) > SCHEMA:
                    raise BadInputError(f"the registry {self._path} was written by a newer Revive; update this one")
                yield db
        except sqlite3.Error as error:
            raise self._failed(error) from None

    def _failed(self, error: sqlite3.Error) -> ReviveError:
        code = error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else 0
        if code in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return StoreError(f"the registry {self._path} is damaged ({error}); bring back a copy, or remove it")
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StoreError(f"the registry {self._path} is held by another process; try again")
        return StoreError(f"cannot use the registry {self._path}: {error}")


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _write(db: sqlite3.Connection, write: Write) -> None:
    match write:
        case PutVersion(record, expected):
            keys = (record.agent, record.version)
            sql = "SELECT revision, document FROM versions WHERE agent = ? AND version = ?"
            _require(write, expected, db.execute(sql, keys).fetchone(), VersionRecord)
            put_version = (*keys, record.status, record.revision, record.model_dump_json())
            db.execute("INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?)", put_version)
        case PutRelease(state, expected):
            sql = "SELECT revision, document FROM releases WHERE agent = ?"
            _require(write, expected, db.execute(sql, (state.agent,)).fetchone(), ReleaseState)
            put_release = (state.agent, state.revision, state.model_dump_json())
            db.execute("INSERT OR REPLACE INTO releases VALUES (?, ?, ?)", put_release)
        case Append(event):
            appended = (event.agent, event.seq, event.part, event.model_dump_json())
            db.execute("INSERT INTO history VALUES (?, ?, ?, ?)", appended)


def _require(
    write: PutVersion | PutRelease,
    expected: int | None,
    row: tuple[int, str] | None,
    kind: type[VersionRecord] | type[ReleaseState],
) -> None:
    if (row and row[0]) != expected:
        raise conflict(write, kind.model_validate_json(row[1]) if row else None)
