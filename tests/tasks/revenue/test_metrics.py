from pathlib import Path
from typing import Any

import pytest
import yaml

from blocks.warehouse.guard import guard
from blocks.warehouse.source import find_source
from blocks.warehouse.warehouse import Warehouse, open_warehouse
from schemas.errors import BadInputError
from schemas.revenue.metric import MetricRequest
from tasks.revenue.analyses.definitions import definitions
from tasks.revenue.knowledge.compile import compile_request
from tasks.revenue.knowledge.metrics import metrics
from tasks.revenue.knowledge.tables import knowledge


async def ask(warehouse: Warehouse, **said: Any) -> list[dict[str, Any]]:
    compiled = compile_request(MetricRequest.model_validate(said))
    found = await warehouse.rows(compiled.sql, compiled.parameters)
    assert found.answer in {"rows", "no_rows"}, f"{found.error}\n{compiled.sql}"
    return found.dicts()


async def test_metrics_give_what_sql_by_hand_gives(demo: Path) -> None:
    async with open_warehouse(find_source(demo, knowledge().columns())) as warehouse:
        for name in metrics().metrics:
            (row,) = await ask(warehouse, metrics=[name])
            assert row[name] is not None, name
        by_hand = await warehouse.rows(
            "SELECT segment, sum(units) AS units FROM consumption_daily JOIN accounts USING (account_id)"
            " WHERE usage_date >= '2026-07-01' AND usage_date < '2026-10-01' GROUP BY segment ORDER BY segment"
        )
        said = {"since": "2026-07-01", "until": "2026-10-01"}
        found = await ask(warehouse, metrics=["units"], by=["segment"], **said)
        assert [row["units"] for row in found] == pytest.approx([row[1] for row in by_hand.rows])
        # Deals and tickets of one account are each counted once, whatever the number of the other.
        (apart,) = await ask(warehouse, metrics=["deals_closed", "ticket_count", "account_count"])
        together = await ask(warehouse, metrics=["deals_closed", "ticket_count", "account_count"], by=["segment"])
        assert {name: sum(row[name] for row in together) for name in apart} == apart
        (enterprise,) = await ask(warehouse, metrics=["loss_rate"], where={"segment": ["enterprise"]})
        wanted = await warehouse.rows(
            "SELECT avg((outcome = 'lost')::INT) FROM opportunities JOIN accounts USING (account_id)"
            " WHERE segment = 'enterprise' AND outcome <> 'open' AND coalesce(loss_reason, '') <> 'duplicate'"
        )
        assert enterprise["loss_rate"] == pytest.approx(wanted.rows[0][0])
        months = await ask(warehouse, metrics=["daily_units", "active_users"], grain="month", **said)
        assert [row["period"] for row in months] == ["2026-07-01", "2026-08-01", "2026-09-01"]
        hostile = await ask(warehouse, metrics=["units"], where={"segment": ["x') OR 1=1 --"]})
        assert hostile[0]["units"] is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"metrics": ["profit"]}, "there is no metric profit"),
        ({"metrics": ["units"], "by": ["planet"]}, "there is no dimension planet"),
        ({"metrics": ["units"], "by": ["competitor"]}, "consumption_daily cannot be split by competitor"),
        ({"metrics": ["account_count"], "grain": "month"}, "cannot be split by month"),
    ],
)
def test_what_cannot_be_asked_is_said(said: dict[str, Any], why: str) -> None:
    with pytest.raises(BadInputError, match=why):
        compile_request(MetricRequest.model_validate(said))


def test_what_metrics_are_made_of_is_what_the_guard_permits() -> None:
    for name in metrics().metrics:
        sql = compile_request(MetricRequest(metrics=(name,))).sql
        assert guard(sql, knowledge().columns(), limit=1000).permitted, sql


def test_tables_joins_and_definitions_name_what_there_is() -> None:
    tables = knowledge().tables
    assert all(set(table.grain) <= set(table.columns) for table in tables.values())
    assert all(
        {join.by} <= set(tables[join.many].columns) & set(tables[join.one].columns) for join in knowledge().joins
    )
    assert all(one.column in tables[one.table].columns for one in metrics().dimensions.values())
    assert all(set(one.metrics) <= set(metrics().metrics) for one in definitions().values())
    assert len({one.schedule.slug for one in definitions().values()}) == 6


def test_the_schedules_are_those_of_the_deployments() -> None:
    declared = yaml.safe_load((Path(__file__).resolve().parents[3] / "prefect.yaml").read_text())
    scheduled = {
        one["parameters"]["params"]["analysis"]: (one["schedules"][0]["slug"], one["schedules"][0]["cron"])
        for one in declared["deployments"]
        if one["entrypoint"] == "flows.revenue.revenue" and "schedules" in one
    }
    assert scheduled == {one.name: (one.schedule.slug, one.schedule.cron) for one in definitions().values()}
