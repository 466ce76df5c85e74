"""What can happen to a registry in a file."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from blocks.records import sqlite
from blocks.registry.open_registry import registry_in
from schemas.errors import BadInputError, StoreError
from schemas.registry import Append, Event, Observation, PutRelease, PutVersion, ReleaseState, VersionRecord

AT = "2026-11-21T12:00:00+00:00"
STATE = ReleaseState(agent="campaign", production="1.0.0", since=AT, by="ann")
EVENT = Append(Event(agent="campaign", at=AT, by="ann", what="promoted"))
ONE = Observation(agent="campaign", version="1.0.0", upload_id="u/ü", at=AT)
# Raises the revision over and over; one line for each that is there for good.
WRITER = """
import asyncio, sys
from pathlib import Path
from blocks.registry.open_registry import registry_in
from schemas.errors import ConflictError
from schemas.registry import *
async def main():
    registry = registry_in(Path(sys.argv[1]))
    event = Append(Event(agent="campaign", at="2026-11-21T12:00:00+00:00", by=sys.argv[2], what="advanced"))
    won = 0
    while won < int(sys.argv[3]):
        state = await registry.release_state("campaign")
        try:
            await registry.commit(PutRelease(state, state.revision), event)
        except ConflictError:
            continue
        won += 1
        print(won, flush=True)
asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "registry.db"


async def test_reading_makes_nothing_and_the_file_is_its_owners(path: Path) -> None:
    registry = registry_in(path)
    assert await registry.release_states() == []
    assert not path.parent.exists()
    await registry.commit(PutRelease(STATE, None), EVENT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def writer(path: Path, name: str, wins: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(wins)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


async def test_two_processes_at_once_and_one_that_is_killed(path: Path) -> None:
    registry = registry_in(path)
    await registry.commit(PutRelease(STATE, None), EVENT)
    killed, lasting = writer(path, "killed", 1_000_000), writer(path, "lasting", 40)
    assert killed.stdout is not None
    told = [killed.stdout.readline() for _ in range(10)]
    killed.kill()
    told += killed.communicate()[0].splitlines()
    _, err = lasting.communicate(timeout=60)
    assert lasting.returncode == 0, err
    events = await registry.history("campaign", 1_000_000)
    state = await registry.release_state("campaign")
    assert state is not None
    assert [event.seq for event in events] == list(range(state.revision, 0, -1))  # no gap, nothing twice
    won = sum(event.by == "killed" for event in events)
    assert len(told) <= won <= len(told) + 1
    assert won + 40 + 1 == state.revision


async def test_a_registry_that_somebody_holds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_S", 0.1)
    registry = registry_in(path)
    await registry.commit(PutRelease(STATE, None), EVENT)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert len(await registry.release_states()) == 1  # who only reads waits for nobody
        with pytest.raises(StoreError, match="held by another process; try again"):
            await registry.commit(PutRelease(STATE, 1), EVENT)
    finally:
        holder.close()
    await registry.commit(PutRelease(STATE, 1), EVENT)


@pytest.mark.parametrize("content", [b"this is no database, " * 100, b"SQLite format 3\0" + b"\xff" * 4096])
async def test_a_file_that_is_no_registry(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    for use in (registry_in(path).release_states(), registry_in(path).commit(PutRelease(STATE, None), EVENT)):
        with pytest.raises(StoreError, match=f"records {path}") as told:
            await use
        assert "\n" not in str(told.value)
    assert path.read_bytes() == content


async def test_a_registry_of_a_newer_revive(path: Path) -> None:
    registry = registry_in(path)
    await registry.commit(PutRelease(STATE, None), EVENT)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(BadInputError, match="newer Revive"):
        await registry.release_states()


async def test_a_record_that_was_edited(path: Path) -> None:
    registry = registry_in(path)
    await registry.commit(PutRelease(STATE, None), EVENT)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE releases SET document = '{}'")
    db.close()
    with pytest.raises(StoreError, match="ReleaseState cannot be read"):
        await registry.release_states()


async def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot write the records"):
        await registry_in(tmp_path / "file" / "registry.db").commit(PutRelease(STATE, None), EVENT)


async def test_many_first_writers(path: Path) -> None:
    await asyncio.gather(*(registry_in(path).observe(ONE) for _ in range(8)))
    assert await registry_in(path).release_states() == []


# As version 1 of the file was made, and filled, by the code of November 2026.
_SCHEMA_1 = """
CREATE TABLE versions (agent TEXT, version TEXT, status TEXT NOT NULL, revision INTEGER NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (agent, version)) WITHOUT ROWID;
CREATE INDEX by_status ON versions (status, agent);
CREATE TABLE releases (agent TEXT PRIMARY KEY, revision INTEGER NOT NULL, document TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE history (agent TEXT, seq INTEGER, part INTEGER, document TEXT NOT NULL,
    PRIMARY KEY (agent, seq, part)) WITHOUT ROWID;
CREATE TABLE observations (agent TEXT, version TEXT, upload_id TEXT, release_id TEXT, share INTEGER, at TEXT NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (agent, version, upload_id, release_id, share)) WITHOUT ROWID;
CREATE INDEX by_time ON observations (agent, version, at);
PRAGMA user_version = 1;
"""
VERSION = VersionRecord(
    agent="campaign", version="1.0.0", content_hash="0123456789abcdef", model="offline", why="It was there first.",
    status="approved", created_at=AT, created_by="ann", changed_at=AT, changed_by="ann", revision=2,
)  # fmt: skip


def first_schema(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as db:
        db.executescript(_SCHEMA_1)
        document = VERSION.model_dump_json()
        db.execute("INSERT INTO versions VALUES ('campaign', '1.0.0', 'approved', 2, ?)", (document,))
        state = STATE.model_copy(update={"revision": 2}).model_dump_json()
        db.execute("INSERT INTO releases VALUES ('campaign', 2, ?)", (state,))
        for seq, part in ((1, 0), (2, 0), (2, 1)):
            event = EVENT.event.model_copy(update={"seq": seq, "part": part}).model_dump_json()
            db.execute("INSERT INTO history VALUES ('campaign', ?, ?, ?)", (seq, part, event))
        db.execute(
            "INSERT INTO observations VALUES ('campaign', '1.0.0', 'u/ü', '', 0, ?, ?)", (AT, ONE.model_dump_json())
        )
    db.close()


async def test_a_file_of_the_first_schema_goes_on(path: Path) -> None:
    first_schema(path)
    registry = registry_in(path)
    assert await registry.by_status("approved") == [VERSION]
    assert [(event.seq, event.part) for event in await registry.history("campaign")] == [(2, 1), (2, 0), (1, 0)]
    assert await registry.observations("campaign", "1.0.0") == [ONE]
    await registry.observe(ONE)
    assert await registry.observations("campaign", "1.0.0") == [ONE]
    await registry.commit(PutVersion(VERSION, 2), PutRelease(STATE, 2), EVENT)
    state = await registry.release_state("campaign")
    assert state is not None
    assert state.revision == 3


async def test_many_open_a_file_of_the_first_schema_at_once(path: Path) -> None:
    first_schema(path)
    found = await asyncio.gather(*(registry_in(path).versions("campaign") for _ in range(8)))
    assert found == [[VERSION]] * 8


async def test_a_damaged_file_of_the_first_schema_stays_as_it_was(path: Path) -> None:
    first_schema(path)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE releases SET document = '{}'")
    db.close()
    with pytest.raises(StoreError, match="cannot be brought to the present schema: ReleaseState is damaged"):
        await registry_in(path).release_states()
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT COUNT(*) FROM history WHERE part = 1").fetchone() == (1,)
    db.close()
