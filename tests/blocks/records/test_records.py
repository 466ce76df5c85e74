"""The contract of records, the same for SQLite and for DynamoDB over HTTP."""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from fakes.aws_emulator import serve_aws

from blocks.records.aws import open_client
from blocks.records.dynamodb import DynamoRecords
from blocks.records.interface import Records
from blocks.records.sqlite import SqliteRecords
from blocks.records.table import Delete, Index, Put, RefusedWriteError, Row, Table, Value
from schemas.environment import AwsIdentity
from schemas.errors import StoreError

TURNS = Table(
    "turns",
    "conversation",
    "number",
    numbers=frozenset({"number"}),
    indexes=(Index("by_time", "conversation", "at"), Index("by_person", "person", "at")),
)
FLAGS = Table("flags", "name")
ODD = "odd; DROP TABLE turns; -- \N{SNOWMAN}\n'\""


class Clock:
    """Seconds since the epoch, as the test says."""

    def __init__(self) -> None:
        self.at = 1_800_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    return Clock()


def nothing_old(_: sqlite3.Connection) -> None:
    raise AssertionError("no file of these tests is of an old schema")


@pytest.fixture(params=["sqlite", "dynamodb"])
async def records(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> AsyncIterator[Records]:
    if request.param == "sqlite":
        yield SqliteRecords(tmp_path / "records.db", (TURNS, FLAGS), nothing_old, clock)
        return
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", request.getfixturevalue("aws_url"))
    prefix = uuid4().hex
    async with open_client(prefix, AwsIdentity()) as client:
        store = DynamoRecords(client, prefix, (TURNS, FLAGS), clock)
        await store.prepare()
        yield store


def turn(
    number: int,
    conversation: str = "c",
    *,
    person: str = "ann",
    document: str | None = None,
    revision: int = 0,
    expires_at: int | None = None,
) -> Row:
    attributes: dict[str, Value] = {
        "conversation": conversation,
        "number": number,
        "at": f"2026-11-{number:02d}",
        "person": person,
    }
    return Row(attributes, document or f'{{"number": {number}}}', revision, expires_at)


async def numbers(records: Records, **asked: object) -> list[object]:
    found = await records.query(TURNS, "c", **asked)  # type: ignore[arg-type]
    return [row.attributes["number"] for row in found]


async def test_nothing_is_there_at_first(records: Records) -> None:
    assert await records.get(TURNS, "c", 1) is None
    assert await records.query(TURNS, "c") == []
    assert await records.scan(FLAGS) == []


async def test_a_row_comes_back_as_it_was(records: Records) -> None:
    row = turn(1, ODD, document=f'"{ODD}"', revision=7)
    await records.commit(Put(TURNS, row))
    assert await records.get(TURNS, ODD, 1) == row
    changed = turn(1, ODD, document="{}", revision=8)
    await records.commit(Put(TURNS, changed))
    assert await records.query(TURNS, ODD) == [changed]


async def test_rows_come_in_order_between_bounds(records: Records) -> None:
    await records.commit(*(Put(TURNS, turn(number)) for number in (10, 2, 9, 1)))
    assert await numbers(records) == [1, 2, 9, 10]  # as numbers, not as text
    assert await numbers(records, newest_first=True, limit=2) == [10, 9]
    assert await numbers(records, first=2) == [2, 9, 10]
    assert await numbers(records, last=9) == [1, 2, 9]
    assert await numbers(records, first=2, last=9) == [2, 9]
    assert await numbers(records, index="by_time", first="2026-11-09") == [9, 10]


async def test_another_key_finds_rows_of_all_keys(records: Records) -> None:
    await records.commit(Put(TURNS, turn(3, "a")), Put(TURNS, turn(1, "b")), Put(TURNS, turn(2, "b", person="bob")))
    found = await records.query(TURNS, "ann", index="by_person")
    assert [(row.attributes["conversation"], row.attributes["number"]) for row in found] == [("b", 1), ("a", 3)]


async def test_a_table_without_a_sort_key(records: Records) -> None:
    await records.commit(*(Put(FLAGS, Row({"name": name}, "{}")) for name in ("b", "a", "c")))
    assert [row.attributes["name"] for row in await records.scan(FLAGS)] == ["a", "b", "c"]
    assert await records.get(FLAGS, "a") == Row({"name": "a"}, "{}")


async def test_a_write_finds_what_it_expects_or_nothing_happens(records: Records) -> None:
    await records.commit(Put(TURNS, turn(1, revision=1), expected=None))
    for wrong in (Put(TURNS, turn(1, revision=5), expected=None), Put(TURNS, turn(1, revision=5), expected=4)):
        with pytest.raises(RefusedWriteError) as refused:
            await records.commit(Put(FLAGS, Row({"name": "beside"}, "{}")), wrong)
        assert (refused.value.number, refused.value.found) == (1, turn(1, revision=1))
    assert await records.scan(FLAGS) == []
    await records.commit(Put(FLAGS, Row({"name": "beside"}, "{}")), Put(TURNS, turn(1, revision=2), expected=1))
    assert await records.get(TURNS, "c", 1) == turn(1, revision=2)
    assert len(await records.scan(FLAGS)) == 1
    with pytest.raises(RefusedWriteError) as refused:
        await records.commit(Put(TURNS, turn(9), expected=1))
    assert refused.value.found is None


async def test_rows_are_deleted(records: Records) -> None:
    await records.commit(Put(TURNS, turn(1, revision=3)), Put(TURNS, turn(2)))
    with pytest.raises(RefusedWriteError):
        await records.commit(Delete(TURNS, {"conversation": "c", "number": 1}, expected=2))
    await records.commit(Delete(TURNS, {"conversation": "c", "number": 1}, expected=3))
    await records.commit(Delete(TURNS, {"conversation": "c", "number": 7}))  # was never there
    assert await numbers(records) == [2]


async def test_a_row_whose_time_has_come_is_not_there(records: Records, clock: Clock) -> None:
    until = int(clock.at) + 60
    await records.commit(Put(TURNS, turn(1, expires_at=until, revision=4)), Put(TURNS, turn(2)))
    assert (await records.get(TURNS, "c", 1)) == turn(1, expires_at=until, revision=4)
    assert await numbers(records) == [1, 2]
    clock.at = until
    assert await records.get(TURNS, "c", 1) is None
    assert await numbers(records, limit=1) == [2]
    assert len(await records.scan(TURNS)) == 1
    with pytest.raises(RefusedWriteError):
        await records.commit(Put(TURNS, turn(1), expected=4))
    await records.commit(Put(TURNS, turn(1), expected=None))
    assert await numbers(records) == [1, 2]


async def test_tables_are_made_once(records: Records) -> None:
    await records.commit(Put(FLAGS, Row({"name": "a"}, "{}")))
    assert await records.prepare() == []
    assert len(await records.scan(FLAGS)) == 1


async def test_sqlite_gives_back_the_space_of_rows_whose_time_has_come(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "records.db"
    store = SqliteRecords(path, (TURNS,), nothing_old, clock)
    await store.commit(Put(TURNS, turn(1, expires_at=int(clock.at) + 60)))
    clock.at += 61
    await store.commit(Put(TURNS, turn(2)))
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT number FROM turns").fetchall() == [(2,)]
    db.close()


async def test_sqlite_says_that_a_disk_is_full(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "records.db").mkdir()  # it cannot be opened, as a log cannot be made on a full disk
    store = SqliteRecords(tmp_path / "records.db", (TURNS,), nothing_old, clock)
    with pytest.raises(StoreError) as other:
        await store.scan(TURNS)
    assert "the disk is full" not in str(other.value)
    usage = shutil.disk_usage(tmp_path)._replace(free=1000)
    monkeypatch.setattr("blocks.disk.shutil.disk_usage", lambda _: usage)
    with pytest.raises(StoreError, match=r"cannot use the records .*records\.db: the disk is full"):
        await store.scan(TURNS)
