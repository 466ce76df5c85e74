"""The corpus is ours: what DuckDB can be asked to do, as far as we know it, one query a line."""

from pathlib import Path

import duckdb
import pytest
import sqlglot

from blocks.warehouse.guard import guard

TABLES = {
    "accounts": {"id": "VARCHAR", "name": "VARCHAR", "segment": "VARCHAR", "arr": "DOUBLE"},
    "usage": {"id": "VARCHAR", "day": "DATE", "units": "DOUBLE"},
}
LIMIT = 500


def _lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line.replace("\\n", "\n").replace("\\0", "\0") for line in text.splitlines()]


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for table, columns in TABLES.items():
        said = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        connection.execute(f"CREATE TABLE {table} ({said})")
    return connection


def test_no_hostile_query_is_let_through() -> None:
    lines = _lines("hostile.txt")
    assert len(lines) >= 120
    let_through = [line for line in lines if guard(line, TABLES, limit=LIMIT, forbidden=["contact_email"]).permitted]
    assert let_through == []
    assert all(guard(line, TABLES, limit=LIMIT, forbidden=["contact_email"]).reason for line in lines)


def test_every_harmless_query_runs_as_it_is_rewritten(connection: duckdb.DuckDBPyConnection) -> None:
    lines = _lines("harmless.txt")
    assert len(lines) >= 80
    refused = {line: guard(line, TABLES, limit=LIMIT).reason for line in lines}
    assert {line: reason for line, reason in refused.items() if reason} == {}
    for line in lines:
        sql = guard(line, TABLES, limit=LIMIT).sql
        connection.execute(sql)
        said = sqlglot.parse_one(sql, dialect="duckdb").args["limit"].expression.name
        assert int(said) <= LIMIT


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("SELECT * FROM secrets", "there is no table secrets; there are accounts, usage"),
        ("SELECT 1; SELECT 2", "it holds 2 statements; ask one"),
        ("SELECT contact_email FROM accounts", "the column contact_email must not be asked for"),
        ("SELECT * FROM read_text('x')", "a function stands where a table belongs"),
        ("SELECT " + "1, " * 5000 + "1", "it is longer than 8,000 characters"),
        ("SELECT " + "(" * 3000 + "1" + ")" * 3000, "it"),
    ],
)
def test_a_refusal_says_why(sql: str, reason: str) -> None:
    assert reason in guard(sql, TABLES, limit=LIMIT, forbidden=["contact_email"]).reason
