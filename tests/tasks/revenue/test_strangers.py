"""Warehouses of strangers: other names, units, zones, gaps. An analysis asks, or says; it is never silently wrong."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from blocks.warehouse.mapping import read_mapping
from schemas.errors import BadInputError
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.request import RevenueRequest
from tasks.revenue.run import run_analysis

# 30 accounts, 400 days up to 2026-10-14; account 7 falls by half in July, account 9 uses nearly its plan.
TABLES = {
    "accounts": """SELECT 'a' || i AS account_id, 'Company ' || i AS name, 'mid' AS segment, 'eu' AS region,
        'commitment' AS customer_type, 'ana' AS owner, 'team' AS plan, 6000.0 AS plan_units, 40000.0 AS arr_usd,
        DATE '2024-01-01' AS created_on, DATE '2026-01-01' AS contract_start, DATE '2027-01-01' AS contract_end
        FROM range(30) t(i)""",
    "consumption_daily": """SELECT 'a' || i AS account_id, DATE '2026-10-14' - CAST(d AS INTEGER) AS usage_date,
        10 AS query_count, 10 AS data_scanned_bytes, 5 AS active_users,
        100.0 * (0.8 + 0.4 * ((hash(i, d) % 1000) / 1000.0)) * CASE WHEN i = 7 AND d < 106 THEN 0.5 ELSE 1 END
        * CASE WHEN i = 9 THEN 1.85 ELSE 1 END AS units, TIMESTAMP '2026-10-15' AS loaded_at
        FROM range(30) t(i), range(400) s(d)""",
    "billing_events": """SELECT 'e' || i AS event_id, 'a' || i AS account_id, 'invoice' AS event_type,
        DATE '2026-08-01' AS event_date, 3000.0 AS amount_usd, DATE '2026-08-31' AS due_on,
        DATE '2026-08-20' AS paid_on, NULL::DOUBLE AS plan_units, '' AS detail FROM range(30) t(i)""",
    "opportunities": """SELECT 'o' || i AS opportunity_id, 'a' || (i % 30) AS account_id,
        'new' AS kind, 'proposal' AS stage,
        CASE WHEN i % 2 = 0 THEN 'lost' ELSE 'won' END AS outcome, 1000.0 AS amount_usd,
        DATE '2026-01-01' AS opened_on, DATE '2026-05-01' AS closed_on, 'price' AS loss_reason,
        NULL::VARCHAR AS competitor, 'ana' AS owner
        FROM range(60) t(i)""",
    "calls": """SELECT 'c' || i AS call_id, 'a' || i AS account_id, NULL::VARCHAR AS opportunity_id,
        TIMESTAMP '2026-10-01' AS held_at, 30 AS duration_min, 0.2 AS sentiment,
        'fine' AS transcript FROM range(30) t(i)""",
    "messages": """SELECT 'm1' AS message_id, 'a1' AS account_id, 'c' AS channel, TIMESTAMP '2026-10-01' AS sent_at,
        'hello' AS text""",
    "tickets": """SELECT 't1' AS ticket_id, 'a1' AS account_id, TIMESTAMP '2026-10-01' AS opened_at,
        NULL::TIMESTAMP AS closed_at, 'normal' AS priority, 'how_to' AS category, '' AS subject""",
}  # fmt: skip
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def tables() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for name, sql in TABLES.items():
        connection.execute(f"CREATE TABLE {name} AS {sql}")
    return connection


@pytest.fixture
def write(tables: duckdb.DuckDBPyConnection, tmp_path: Path) -> Write:
    """Write the warehouse, some of its tables as other queries say (None: not at all)."""

    def written(mapping: str = "", **other: str | None) -> Path:
        for name in {**TABLES, **other}:
            sql = other.get(name, f"SELECT * FROM {name}")
            if sql is not None:
                tables.execute(f"COPY ({sql}) TO '{tmp_path}/{name}.parquet'")
        if mapping:
            (tmp_path / "warehouse.yaml").write_text(mapping)
        return tmp_path

    return written


async def look(analysis: str, where: Path, **said: Any) -> AnalysisResult:
    request = RevenueRequest.model_validate({"analysis": analysis, "warehouse": str(where)})
    return await run_analysis(request, "s", today=lambda: date(2026, 10, 15), **said)


def found(result: AnalysisResult) -> list[str]:
    return [one.subject.id for one in result.findings]


ODD = yaml.safe_load(Path(__file__).with_name("strangers.yaml").read_text(encoding="utf-8"))


@pytest.mark.wire
@pytest.mark.parametrize("odd", ODD, ids=[one["name"] for one in ODD])
async def test_what_looks_odd_is_said(write: Write, odd: dict[str, str]) -> None:
    result = await look(odd["analysis"], write(**{odd["table"]: odd["is"]}))
    assert re.search(odd["said"], "\n".join(result.doubts)), result.doubts


@pytest.mark.wire
async def test_a_plain_warehouse_has_no_doubts_and_no_day_is_left_out(write: Write) -> None:
    where = write()
    for analysis, subjects in (("A1", ["a7"]), ("A2", []), ("A3", ["a9"]), ("A4", [])):
        result = await look(analysis, where)
        assert (result.doubts, result.partial, result.as_of) == ((), (), "2026-10-14"), analysis
        assert found(result) == subjects


@pytest.mark.wire
async def test_an_account_that_is_there_twice_is_one_finding_and_it_is_said(write: Write) -> None:
    twice = "SELECT * FROM accounts UNION ALL SELECT * REPLACE (1.0 AS arr_usd) FROM accounts"
    result = await look("A1", write(accounts=twice))
    assert found(result) == ["a7"]
    assert "accounts: 30 rows have the same account_id as another, which is read" in "\n".join(result.doubts)


@pytest.mark.wire
async def test_a_customer_without_a_type_is_scored(write: Write) -> None:
    nobody = "SELECT * REPLACE (NULL::VARCHAR AS customer_type) FROM accounts"
    result = await look("A4", write(accounts=nobody))
    assert result.looked_at == 30


@pytest.mark.wire
async def test_missing_columns_are_said_where_they_are_read_and_keys_are_asked_for(write: Write) -> None:
    where = write(accounts="SELECT * EXCLUDE (arr_usd, region) FROM accounts")
    assert (await look("A1", where)).partial == ("accounts has no column arr_usd",)
    assert (await look("A2", where)).partial == ()
    where = write(accounts="SELECT * RENAME (account_id AS customer_no) FROM accounts")
    with pytest.raises(BadInputError, match=r"accounts has no column account_id \(it has customer_no\)"):
        await look("A1", where)


@pytest.mark.wire
async def test_days_are_the_company_s_wherever_it_runs(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Usage of 20:00 in New York is of that day there, and of the next in UTC."""
    evening = "(usage_date::TIMESTAMP + INTERVAL 20 HOUR) AT TIME ZONE 'America/New_York'"
    usage = f"SELECT * REPLACE ({evening} AS usage_date) FROM consumption_daily"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert (await look("A1", write(consumption_daily=usage))).as_of == "2026-10-15"
    where = write(mapping="time_zone: America/New_York\n", consumption_daily=usage)
    result = await look("A1", where)
    assert (result.as_of, found(result)) == ("2026-10-14", ["a7"])


MAPPING = """
tables:
  accounts:
    is: customers
    columns:
      account_id: customer_no
      customer_type: {is: kind, values: {Commit: commitment}}
      arr_usd: {is: mrr, times: 12, in: currency, rates: {USD: 1, EUR: 1.1}}
  consumption_daily: {columns: {units: {is: units, times: 0.5}}}
"""


@pytest.mark.wire
@pytest.mark.parametrize("kind", ["folder", "database"])
async def test_other_names_units_words_and_currencies_are_mapped(write: Write, tmp_path: Path, kind: str) -> None:
    theirs = """SELECT * EXCLUDE (customer_type, arr_usd) RENAME (account_id AS customer_no), 'Commit' AS kind,
        2000.0 AS mrr, CASE WHEN account_id = 'a7' THEN 'EUR' ELSE 'USD' END AS currency FROM accounts"""
    where = write(mapping=MAPPING, accounts=None, customers=theirs)
    if kind == "database":
        where = tmp_path / "company.duckdb"
        with duckdb.connect(str(where)) as connection:
            for path in tmp_path.glob("*.parquet"):
                connection.execute(f"CREATE TABLE {path.stem} AS SELECT * FROM read_parquet('{path}')")
    result = await look("A1", where)
    (one,) = result.findings
    assert (one.subject.id, result.doubts, result.partial) == ("a7", (), ())
    assert one.revenue_at_stake == pytest.approx(2000 * 12 * 1.1 * 0.5, rel=0.1)
    assert one.evidence[0].row["before_rate"] == pytest.approx(50, rel=0.05)


async def test_tables_of_other_names_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "customers.parquet").write_bytes(b"PAR1")
    with pytest.raises(BadInputError, match=r"there are customers: say in warehouse.yaml which is which"):
        await look("A1", tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("tables: [1]", "tables: Input should be"),
        ("time_zone: Mars/Olympus", "is not a time zone"),
        ("tables: {accounts: {is: ../../etc/passwd}}", "tables.accounts.is"),
        ("tables: {accounts: {columns: {arr_usd: {is: mrr, in: currency}}}}", "go together"),
        ("a: b: c", "is not YAML"),
        ("tables: {accounts: {colums: {}}}", "Extra inputs"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "warehouse.yaml").write_text(text)
    with pytest.raises(BadInputError, match=why) as refused:
        read_mapping(tmp_path)
    assert "\n" not in str(refused.value)
