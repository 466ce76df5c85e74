"""Processes that meet at a registry which none of them finds: every write arrives, and nobody sees half a schema."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from conftest import TESTS

from blocks.records.sqlite import SqliteRecords
from blocks.records.table import Put, Row
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.registry.tables import RELEASES, TABLES

PROCESSES, ROUNDS = 8, 40
WRITER = """
import asyncio, sys
from pathlib import Path
from blocks.records.sqlite import SqliteRecords
from blocks.records.table import Put, Row
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.registry.tables import RELEASES, TABLES

folder, me, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    records = SqliteRecords(folder / str(number) / "registry.db", TABLES, upgrade_registry)
    print("ready", flush=True)
    sys.stdin.readline()
    asyncio.run(records.commit(Put(RELEASES, Row({"agent": me}, "{}"), expected=None)))
    for table in TABLES:
        asyncio.run(records.scan(table))
"""


def test_eight_processes_at_one_fresh_registry(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(TESTS.parent)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), str(number), str(ROUNDS)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    for _ in range(ROUNDS):
        # All wait until all are ready, so that all of them create the file.
        assert [_read(process) for process in processes] == ["ready"] * PROCESSES
        for process in processes:
            _go(process)
    said = [process.communicate(timeout=120)[1] for process in processes]
    assert said == [""] * PROCESSES
    for number in range(ROUNDS):
        with closing(sqlite3.connect(tmp_path / str(number) / "registry.db")) as db:
            assert db.execute("SELECT count(*) FROM releases").fetchone() == (PROCESSES,)
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            assert tables == {table.name for table in TABLES}
            assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def _read(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert process.stderr is not None
    return line or process.stderr.read()[-300:]


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


async def test_a_writer_waits_for_one_that_is_about_to_make_the_tables(tmp_path: Path) -> None:
    """The other one has not switched the file to a write-ahead log yet: SQLite itself would not wait for it."""
    path = tmp_path / "registry.db"
    records = SqliteRecords(path, TABLES, upgrade_registry)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(records.commit(Put(RELEASES, Row({"agent": "a"}, "{}"), expected=None)))
        await asyncio.wait([writing], timeout=0.1)
        assert not writing.done()
        other.execute("ROLLBACK")
        await writing
    assert len(await records.scan(RELEASES)) == 1
