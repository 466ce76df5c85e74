"""Records in one SQLite file: for `local`, also for several processes on one machine at once.

One connection per operation: nothing to close, nothing shared between threads, and reading creates no file.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import time

from blocks.own_files import require_own_file
from blocks.records.table import Put, RefusedWriteError, Row, Table, Value, Write
from blocks.sqlite_file import BUSY_S, create_file, failure, write_ahead
from schemas.errors import BadInputError

SCHEMA = 2
_WHAT = "the records"
Upgrade = Callable[[sqlite3.Connection], None]


class SqliteRecords:
    """See `Records`. `upgrade` brings a file of schema 1, which only the registry wrote, to the present one."""

    def __init__(self, path: Path, tables: Sequence[Table], upgrade: Upgrade, now: Callable[[], float] = time) -> None:
        self._path = path
        self._tables = tables
        self._upgrade = upgrade
        self._now = now

    @property
    def url(self) -> str:
        """Where it is."""
        return str(self._path)

    async def get(self, table: Table, *primary: Value) -> Row | None:
        """One row by its key and sort key."""
        where = " AND ".join(f'"{name}" = ?' for name in table.primary)
        rows = await asyncio.to_thread(self._rows, table, f"WHERE {where}", primary)
        return rows[0] if rows else None

    async def query(
        self,
        table: Table,
        key: Value,
        *,
        index: str | None = None,
        first: Value | None = None,
        last: Value | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Row]:
        """The rows of one key in the order of the sort key."""
        by, sort = (table.key, table.sort) if index is None else (table.index(index).key, table.index(index).sort)
        where, values = [f'"{by}" = ?'], [key]
        for bound, comparison in ((first, ">="), (last, "<=")):
            if bound is not None:
                where.append(f'"{sort}" {comparison} ?')
                values.append(bound)
        order = "" if sort is None else f'ORDER BY "{sort}" {"DESC" if newest_first else "ASC"}'
        clause = f"WHERE {' AND '.join(where)} {order}"
        return await asyncio.to_thread(self._rows, table, clause, tuple(values), limit)

    async def scan(self, table: Table) -> list[Row]:
        """Every row, in the order of its keys."""
        order = ", ".join(f'"{name}"' for name in table.primary)
        return await asyncio.to_thread(self._rows, table, f"ORDER BY {order}", ())

    async def commit(self, *writes: Write) -> None:
        """Write all or nothing, in one IMMEDIATE transaction."""
        await asyncio.to_thread(self._commit, writes)

    async def prepare(self) -> list[str]:
        """Create the file and its tables."""
        return await asyncio.to_thread(self._prepare)

    def _rows(self, table: Table, clause: str, values: Sequence[Value], limit: int | None = None) -> list[Row]:
        if not self._path.exists():
            return []
        with self._open() as db:
            if table.name not in _names(db):
                return []
            rows = [row for row in _select(db, table, clause, values) if self._is_there(row)]
        return rows if limit is None else rows[:limit]

    def _is_there(self, row: Row) -> bool:
        return row.expires_at is None or row.expires_at > self._now()

    def _commit(self, writes: Sequence[Write]) -> None:
        with self._writing() as db:
            for table in {write.table.name for write in writes}:
                db.execute(f'DELETE FROM "{table}" WHERE expires_at <= ?', (self._now(),))  # noqa: S608 -- ours
            for number, write in enumerate(writes):
                self._write(db, number, write)

    def _write(self, db: sqlite3.Connection, number: int, write: Write) -> None:
        table = write.table
        where = "WHERE " + " AND ".join(f'"{name}" = ?' for name in table.primary)
        primary = [write.attributes[name] for name in table.primary]
        if write.expected != "whatever":
            found = next((row for row in _select(db, table, where, primary) if self._is_there(row)), None)
            if (None if found is None else found.revision) != write.expected:
                raise RefusedWriteError(number, found)
        if isinstance(write, Put):
            insert(db, table, write.row)
        else:
            db.execute(f'DELETE FROM "{table.name}" {where}', primary)  # noqa: S608 -- names of tables are ours

    def _prepare(self) -> list[str]:
        if self._path.exists():
            return []
        with self._writing():
            return [self.url]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A write transaction. Creates the file, readable by its owner only, and its tables if need be."""
        create_file(self._path, _WHAT)
        with self._open() as db:
            write_ahead(db)
            db.execute("BEGIN IMMEDIATE")
            there = _names(db)
            for table in self._tables:
                if table.name not in there:
                    create(db, table)
            db.execute(f"PRAGMA user_version = {SCHEMA}")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection that is closed at the end; what was not committed by then is dropped."""
        require_own_file(self._path.absolute())
        try:
            uri = f"{self._path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)) as db:
                self._bring_up(db)
                yield db
        except sqlite3.Error as error:
            raise failure(_WHAT, self._path, error) from None

    def _bring_up(self, db: sqlite3.Connection) -> None:
        schema = _schema(db)
        if schema > SCHEMA:
            raise BadInputError(f"the records {self._path} were written by a newer Revive; update this one")
        if schema == 1:
            db.execute("BEGIN IMMEDIATE")
            if _schema(db) == 1:  # otherwise another process has just done it
                self._upgrade(db)
                db.execute(f"PRAGMA user_version = {SCHEMA}")
            db.execute("COMMIT")


def _schema(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _names(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def create(db: sqlite3.Connection, table: Table) -> None:
    """The statements that create a table and its indexes."""
    kinds = [f'"{name}" {"INTEGER" if name in table.numbers else "TEXT"} NOT NULL' for name in table.attributes]
    columns = [*kinds, "revision INTEGER NOT NULL", "expires_at INTEGER", "document TEXT NOT NULL"]
    primary = ", ".join(f'"{name}"' for name in table.primary)
    db.execute(f'CREATE TABLE "{table.name}" ({", ".join(columns)}, PRIMARY KEY ({primary})) WITHOUT ROWID')
    # For every write, which removes expired rows.
    db.execute(f'CREATE INDEX "{table.name}_expires" ON "{table.name}" (expires_at) WHERE expires_at IS NOT NULL')
    for index in table.indexes:
        db.execute(f'CREATE INDEX "{table.name}_{index.name}" ON "{table.name}" ("{index.key}", "{index.sort}")')


def insert(db: sqlite3.Connection, table: Table, row: Row) -> None:
    """Insert a row, or replace the one that is there."""
    values = [*(row.attributes[name] for name in table.attributes), row.revision, row.expires_at, row.document]
    db.execute(f'INSERT OR REPLACE INTO "{table.name}" VALUES ({", ".join("?" * len(values))})', values)  # noqa: S608 -- ours


def _select(db: sqlite3.Connection, table: Table, clause: str, values: Sequence[Value]) -> Iterator[Row]:
    names = ", ".join(f'"{name}"' for name in table.attributes)
    sql = f'SELECT {names}, revision, expires_at, document FROM "{table.name}" {clause}'  # noqa: S608 -- ours
    for *attributes, revision, expires_at, document in db.execute(sql, values):
        yield Row(dict(zip(table.attributes, attributes, strict=True)), document, revision, expires_at)
