"""A1 night after night over a warehouse that moves: followed, not doubled; and verdicts that reach the next run."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import Place, open_place
from tasks.revenue.intake import analysed
from tasks.revenue.log import deciding
from tasks.revenue.log.tables import EXECUTIONS, all_rows, open_log
from tasks.revenue.report.page import render

LAST = date(2026, 10, 14)
pytestmark = pytest.mark.wire  # five analyses of a whole warehouse


def as_it_was(demo: Path, folder: Path, day: date, risen: str = "") -> Path:
    """The warehouse in the morning after a day: its usage ends there. The usage of `risen` has doubled since July."""
    shutil.copytree(demo, folder)
    table = pq.read_table(demo / "consumption_daily.parquet")
    table = table.filter(pc.less_equal(table["usage_date"], day))
    doubles = pc.and_(pc.equal(table["account_id"], risen), pc.greater_equal(table["usage_date"], date(2026, 7, 1)))
    units = pc.if_else(doubles, pc.multiply(table["units"], 2.0), table["units"])
    table = table.set_column(table.column_names.index("units"), "units", units)
    pq.write_table(table, folder / "consumption_daily.parquet")
    return folder


async def run(place: Place, warehouse: Path, session: str) -> tuple[str, set[str]]:
    result = await analysed(place, RevenueRequest(analysis="A1", warehouse=str(warehouse)), session)
    return result.as_of, {one.finding_id for one in result.findings}


async def test_three_nights(demo: Path, tmp_path: Path) -> None:
    place = await open_place("local")
    _, first = await run(place, as_it_was(demo, tmp_path / "1", LAST - timedelta(days=2)), "1")
    async with open_log(place.environment) as log:
        one = next(one for one in await deciding.findings(log) if one.kind == "usage_decline")
        await deciding.set_status(log, one.finding_id, "acknowledged", by="ana", note="", now=datetime.now(UTC))
    late, second = await run(
        place, as_it_was(demo, tmp_path / "2", LAST - timedelta(days=1), one.account_id or ""), "2"
    )
    assert one.finding_id in first - second
    async with open_log(place.environment) as log:
        gone = await deciding.finding(log, one.finding_id)
    assert (gone.closed_on, gone.status) == (late, "acknowledged")
    latest, third = await run(place, as_it_was(demo, tmp_path / "3", LAST), "3")
    async with open_log(place.environment) as log:
        found = {each.finding_id: each for each in await deciding.findings(log)}
        assert len(await all_rows(log, EXECUTIONS)) == 3
    assert set(found) == first | second | third
    assert {name for name, each in found.items() if each.closed_on is None} == third
    assert {each.days_seen for name, each in found.items() if name in first & second & third} == {3}
    again = found[one.finding_id]
    assert (again.occurrence, again.status, again.opened_on) == (2, "new", latest)


async def test_what_people_called_wrong_moves_the_threshold_of_the_next_night(demo: Path) -> None:
    place = await open_place("local")
    await run(place, demo, "before")
    async with open_log(place.environment) as log:
        kinds = [one for one in await deciding.findings(log) if one.kind == "usage_decline"]
        of_type = [one for one in kinds if one.customer_type == kinds[0].customer_type]
        for one in of_type:
            await deciding.call_wrong(log, one.finding_id, wrong=True, by="ana", note="", now=datetime.now(UTC))
    result = await analysed(place, RevenueRequest(analysis="A1", warehouse=str(demo)), "after")
    (line,) = result.taught
    assert f"{len(of_type)} of {len(of_type)} (usage decline) were called wrong" in line
    assert "What people said of earlier findings counts: threshold decline" in render(result).decode()
    left = [
        one for one in result.findings if one.kind == "usage_decline" and one.customer_type == of_type[0].customer_type
    ]
    assert len(left) < len(of_type)
