import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet

from blocks.warehouse.source import find_source
from blocks.warehouse.warehouse import Limits, Warehouse, open_warehouse
from schemas.errors import BadInputError

COLUMNS = {"usage": {"account": "VARCHAR", "day": "DATE", "units": "DOUBLE"}, "calls": {"call_id": "VARCHAR"}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    rows = 4328
    table = pa.table(
        {"account": [f"a{n % 7}" for n in range(rows)], "day": ["2026-01-31"] * rows, "units": range(rows)}
    )
    parquet.write_table(table, folder / "usage.parquet")
    parquet.write_table(pa.table({"secret": ["truth"]}), folder / "truth.parquet")
    (folder / "truth.json").write_text("[]")
    return folder


@pytest.fixture
async def warehouse(folder: Path) -> AsyncIterator[Warehouse]:
    async with open_warehouse(find_source(folder, COLUMNS), Limits(threads=1)) as opened:
        yield opened


async def test_an_answer_comes_in_the_chunks_of_the_seed(warehouse: Warehouse) -> None:
    chunks = [one async for one in warehouse.chunks("SELECT account, day, units FROM usage ORDER BY units")]
    first, last = chunks[0], chunks[-1]
    assert (first.success, first.chunked, first.total_chunks, first.total_rows) == (True, True, 5, 4328)
    assert [len(one.results) for one in chunks] == [1000, 1000, 1000, 1000, 328]
    assert [one.chunk_index for one in chunks] == [0, 1, 2, 3, 4]
    assert first.columns == ("account", "day", "units")
    assert first.results[0] == ("a0", "2026-01-31", 0.0)
    assert last.results[-1][2] == 4327.0
    assert first.query_info.query.startswith("SELECT account")
    small = await warehouse.rows("SELECT count(*) AS n FROM usage WHERE day = CAST($on AS DATE)", {"on": "2026-01-31"})
    assert small.dicts() == [{"n": 4328}]


async def test_no_rows_not_permitted_and_failed_are_three_answers(warehouse: Warehouse, folder: Path) -> None:
    asked = {
        "SELECT * FROM usage WHERE units < 0": "no_rows",
        "SELECT * FROM calls": "no_rows",  # a table without a file
        "SELECT * FROM usage WHERE": "failed",
        "SELECT no_such FROM usage": "failed",
        f"SELECT * FROM read_parquet('{folder}/truth.parquet')": "not_permitted",
        f"SELECT * FROM '{folder}/truth.json'": "not_permitted",
        "SELECT * FROM read_text('/etc/hostname')": "not_permitted",
        "COPY usage TO 'copied.csv'": "not_permitted",
        "SELECT 1; SELECT 2": "not_permitted",
        "SET threads = 9": "not_permitted",
        "ATTACH 'other.db'": "not_permitted",
        "DROP VIEW usage": "not_permitted",
    }
    answers = {sql: (await warehouse.rows(sql)).answer for sql in asked}
    assert answers == asked
    assert (await warehouse.rows("SELECT count(*) FROM usage")).answer == "rows"


async def test_a_query_that_takes_too_long_is_stopped(warehouse: Warehouse) -> None:
    endless = "SELECT sum(a.units * b.units * c.units) FROM usage a, usage b, usage c"
    found = await asyncio.wait_for(warehouse.rows(endless, timeout_s=0.3), 20)
    assert found.answer == "failed"
    assert "longer than 0.3 s" in str(found.error)
    assert (await warehouse.rows("SELECT 1")).rows == [(1,)]


@pytest.mark.wire
async def test_a_query_of_some_seconds_prints_nothing_into_its_answer(warehouse: Warehouse) -> None:
    """DuckDB shows a progress bar after two seconds; it went into the answers, which then could not be read."""
    slow = "SELECT count(*) FROM usage a, usage b, usage c"
    assert "took longer than 4 s" in str((await warehouse.rows(slow, timeout_s=4)).error)
    assert (await warehouse.rows("SELECT count(*) AS n FROM usage")).dicts() == [{"n": 4328}]


async def test_a_chunk_that_fails_leaves_a_partial_result(warehouse: Warehouse) -> None:
    chunks = warehouse.chunks("SELECT units FROM usage")
    first = await anext(chunks)
    warehouse._child.kill()
    second = await anext(chunks)
    assert (first.success, second.success, second.answer) == (True, False, "failed")
    assert [one async for one in chunks] == []


async def test_a_database_file_is_a_warehouse_too(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "company.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"CREATE TABLE usage AS SELECT * FROM read_parquet('{folder}/usage.parquet')")
        connection.execute("CREATE TABLE hidden AS SELECT 1 AS secret")
    async with open_warehouse(find_source(path, COLUMNS), Limits(threads=1)) as opened:
        assert (await opened.rows("SELECT count(*) FROM usage")).rows == [(4328,)]
        assert (await opened.rows("DELETE FROM source.usage")).answer == "not_permitted"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("other", b"", "there is no such folder"),
        ("usage.parquet", b"no parquet", "cannot be opened as a warehouse"),
        ("old.duckdb", b"\0" * 8 + b"DUCK" + b"\x01" + b"\0" * 6000, "old.duckdb"),
        ("[a]/usage.parquet", b"PAR1", "which stand for several files"),
        ("nothing.txt", b"", "holds none of the tables usage.parquet, calls.parquet"),
    ],
)
async def test_what_is_no_warehouse_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    if name != "other":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    location = path if path.suffix not in {".parquet", ".txt"} else path.parent
    with pytest.raises(BadInputError) as refused:
        async with open_warehouse(find_source(location, COLUMNS), Limits(threads=1)):
            pass
    assert said in str(refused.value)
    assert "SELECT" not in str(refused.value)
