"""What became of warnings: each rule on its own, and a demo warehouse that was warned of half a year earlier."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.errors import BadInputError
from schemas.revenue.log import Sighting
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.revenue.intake import analysed
from tasks.revenue.log.outcomes import outcome
from tasks.revenue.log.precision import first_warnings, precision
from tasks.revenue.log.tables import open_log

TODAY = LAST = date(2026, 10, 14)
ON = timedelta(days=112)
ACCOUNT = {
    "account_id": "a", "customer_type": "commitment", "plan_units": 100.0, "contract_end": "2027-05-01",
    "last_used": "2026-10-14", "rate_now": 70.0,
}  # fmt: skip


def warning(as_of: str = "2026-06-01", **said: Any) -> Sighting:
    evidence = [{"source": "a1_usage", "row": {"before_rate": 100.0}, "says": ""}]
    known = {
        "execution_id": "s", "finding_id": "f", "analysis": "A1", "kind": "usage_decline", "occurrence": 1,
        "as_of": as_of, "seen_at": as_of, "account_id": "a", "severity": "high", "revenue_at_stake": 1.0,
        "evidence": evidence,
    }  # fmt: skip
    return Sighting.model_validate(known | said)


def event(kind: str, day: str, units: float | None = None, amount: float | None = None) -> dict[str, Any]:
    return {"event_type": kind, "event_date": day, "plan_units": units, "amount_usd": amount}


SMALLER = event("renewal", "2026-09-20", 150.0, 5.0)


@pytest.mark.parametrize(
    ("account", "events", "as_of", "expected"),
    [
        (ACCOUNT, [], "2026-06-01", "kept"),
        (ACCOUNT, [], "2026-09-01", "not_yet"),
        (ACCOUNT, [], "2026-10-14", "not_yet"),
        (None, [], "2026-09-01", "churned"),
        (ACCOUNT | {"last_used": "2026-09-10"}, [], "2026-09-01", "churned"),
        (ACCOUNT | {"last_used": "2026-09-10"}, [], "2026-10-01", "not_yet"),
        (ACCOUNT | {"contract_end": "2026-07-01"}, [], "2026-06-01", "churned"),
        (ACCOUNT | {"contract_end": "2026-07-01"}, [event("renewal", "2026-06-10", 100.0)], "2026-06-01", "kept"),
        (ACCOUNT, [event("renewal", "2026-09-20", 100.0)], "2026-09-01", "kept"),
        (ACCOUNT, [event("plan_change", "2026-09-20", 80.0)], "2026-09-01", "contracted"),
        (ACCOUNT, [event("plan_change", "2026-09-20", 96.0)], "2026-09-01", "not_yet"),
        (ACCOUNT, [event("renewal", "2025-09-20", 200.0), SMALLER], "2026-09-01", "contracted"),
        (ACCOUNT, [event("renewal", "2025-09-20", None, 9.0), SMALLER], "2026-09-01", "contracted"),
        (ACCOUNT | {"customer_type": "pay_as_you_go"}, [], "2026-06-01", "contracted"),
        (ACCOUNT | {"customer_type": "pay_as_you_go", "rate_now": 95.0}, [], "2026-06-01", "kept"),
    ],
)  # fmt: skip
def test_what_became_of_it(
    account: dict[str, Any] | None, events: list[dict[str, Any]], as_of: str, expected: str
) -> None:
    assert outcome(warning(as_of), account, events, TODAY) == expected


def test_a_finding_is_a_warning_each_time_that_it_began_at_the_severity_it_had_then() -> None:
    seen = [warning("2026-06-03", severity="low"), warning("2026-06-01"), warning("2026-08-01", occurrence=2)]
    assert [(one.as_of, one.severity) for one in first_warnings(seen)] == [
        ("2026-06-01", "high"),
        ("2026-08-01", "high"),
    ]


async def test_warnings_of_an_earlier_day_are_judged_by_what_is_known_later(demo: Path, tmp_path: Path) -> None:
    place = await open_place("local")
    asked = RevenueRequest(analysis="A1", warehouse=str(demo), as_of=date(2026, 9, 30))
    warned = (await analysed(place, asked, "s")).findings
    assert len(warned) > 5
    async with open_log(place.environment) as log:
        soon = await precision(log, str(demo))  # two weeks later
        late = await precision(log, str(later_on(demo, tmp_path / "later", leaves=warned[0].account_id or "")))
        with pytest.raises(BadInputError, match="no such folder"):
            await precision(log, str(tmp_path / "none"))
    for found in (soon, late):
        assert found.all.warnings == len(warned) == sum(one.warnings for one in found.by_severity)
        assert found.all.warnings == found.all.churned + found.all.contracted + found.all.kept + found.all.not_yet
    assert soon.all.not_yet > len(warned) / 2
    assert (late.all.not_yet, late.as_of) == (0, "2027-02-03")
    assert late.all.churned >= 1
    assert late.all.low is not None
    assert late.all.share is not None
    assert late.all.high is not None
    assert 0 <= late.all.low <= late.all.share <= late.all.high <= 1


def later_on(demo: Path, folder: Path, *, leaves: str) -> Path:
    """The warehouse 112 days later: everybody goes on as in the 112 days before, but one, who stops."""
    shutil.copytree(demo, folder)
    path = folder / "consumption_daily.parquet"
    table = pq.read_table(path)
    again = table.filter(pc.greater(table["usage_date"], LAST - ON))
    again = again.filter(pc.not_equal(again["account_id"], leaves))
    moved = pc.cast(
        pc.add(pc.cast(again["usage_date"], pa.timestamp("s")), pa.scalar(ON, pa.duration("s"))), pa.date32()
    )
    again = again.set_column(again.column_names.index("usage_date"), "usage_date", moved)
    pq.write_table(pa.concat_tables([table, again]), path)
    return folder
