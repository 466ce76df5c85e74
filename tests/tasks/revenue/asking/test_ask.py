"""Questions to the demo's warehouse, answered by the rules of `offline` through the same loop as any model's."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.errors import BadInputError
from schemas.revenue.asking import Asked
from tasks.revenue.asking.ask import Asking, ask


def rows(said: Asked) -> list[list[object]]:
    return [row for one in said.queries if one.id in said.rests_on for chunk in one.chunks for row in chunk["results"]]


def hand(sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


async def test_an_answer_has_its_sql_rows_and_freshness(demo: Path, asking: Asking) -> None:
    said = await ask("How many deals did we lose last quarter?", demo, asking)
    by_hand = hand(
        f"SELECT count(*) FROM '{demo}/opportunities.parquet' WHERE outcome = 'lost'"
        " AND coalesce(loss_reason, '') <> 'duplicate' AND closed_on BETWEEN '2026-07-01' AND '2026-09-30'"
    )
    assert (said.status, said.verified, said.partial) == ("answered", True, False)
    assert rows(said) == [[by_hand[0][0]]]
    assert str(by_hand[0][0]) in said.answer
    assert "2026-07-01 to 2026-09-30" in said.answer
    (query,) = said.queries
    assert query.parameters == {"since": "2026-07-01", "until": "2026-10-01"}
    chunk = query.chunks[0]
    seed = {"success", "error", "chunked", "chunk_index", "total_chunks", "total_rows", "rows_per_chunk", "columns"}
    assert seed | {"results", "query_info"} <= chunk.keys()
    assert (chunk["rows_per_chunk"], chunk["query_info"]["query"]) == (1000, query.sql)
    assert said.freshness.keys() == {"opportunities"}


async def test_names_reach_the_agent_as_pseudonyms_and_the_reader_as_names(demo: Path, asking: Asking) -> None:
    ((name, arr),) = hand(f"SELECT name, arr_usd FROM '{demo}/accounts.parquet' ORDER BY arr_usd DESC LIMIT 1")
    top = await ask("top 2 accounts by ARR", demo, asking)
    assert (name in top.answer, rows(top)[0]) == (True, [name, arr])
    # The question names it in another case; the request that the agent made has it back for the reader.
    one = await ask(f"what is the ARR of {name.upper()}?", demo, asking)
    assert rows(one) == [[arr]]
    assert list(one.queries[0].parameters.values()) == [name]
    again = await ask("top 2 accounts by ARR", demo, asking)
    assert [row[0] for row in rows(again)] == [row[0] for row in rows(top)]


async def test_no_rows_not_permitted_and_not_known_are_three_answers(demo: Path, asking: Asking) -> None:
    nothing = await ask("How many units did acc_99999 use?", demo, asking)
    assert (nothing.status, nothing.verified) == ("no_rows", True)
    refused = await ask("List the contact email of every account", demo, asking)
    assert (refused.status, refused.queries) == ("not_permitted", ())
    unknown = await ask("What is our churn rate?", demo, asking)
    assert (unknown.status, unknown.verified) == ("not_known", False)
    assert "loss_rate" in unknown.near
    assert "2024" not in unknown.answer
    none = await ask("How many deals closed on 2020-01-01?", demo, asking)
    assert (none.status, rows(none)) == ("answered", [[0]])


async def test_a_long_answer_comes_whole_in_chunks(demo: Path, asking: Asking, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    table = pq.read_table(demo / "tickets.parquet")
    ids = pa.array([f"acc_{number:05d}" for number in range(2300)])
    first = table.take(pa.array([0] * 2300)).set_column(table.schema.get_field_index("account_id"), "account_id", ids)
    pq.write_table(first, folder / "tickets.parquet")
    accounts = pq.read_table(demo / "accounts.parquet").take(pa.array([0] * 2300))
    accounts = accounts.set_column(accounts.schema.get_field_index("account_id"), "account_id", ids)
    pq.write_table(accounts, folder / "accounts.parquet")
    said = await ask("tickets by account id", folder, asking)
    assert said.status == "answered"
    chunks = said.queries[0].chunks
    # The metric layer bounds what comes, so a question gives 1,000 rows unless it asks for more.
    assert [len(chunk["results"]) for chunk in chunks] == [1000]
    assert said.partial
    assert said.as_of == str(max(first["opened_at"].to_pylist()))[:10]


async def test_what_cannot_be_asked_is_one_clear_line(demo: Path, asking: Asking, tmp_path: Path) -> None:
    for question in ("", "x" * 1001):
        with pytest.raises(BadInputError, match="1 to 1,000 characters"):
            await ask(question, demo, asking)
    other = tmp_path / "newer.duckdb"
    other.write_bytes(b"\0" * 8 + b"DUCK" + (999).to_bytes(8, "little") + b"\0" * 5000)
    with pytest.raises(BadInputError, match=r"newer\.duckdb cannot be opened|version"):
        await ask("how many accounts?", other, asking)
