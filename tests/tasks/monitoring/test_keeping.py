"""Every run is counted once, however often and by however many it is read."""

import asyncio
from datetime import datetime, timedelta

import pytest
from fakes.watched import BOT, NOON, figures, reading

from blocks.records.interface import Records
from schemas.monitoring.figures import Figures, Series, bounded, total
from tasks.monitoring.history import History, day_number, hour_number, read_history
from tasks.monitoring.keeping import keep
from tasks.monitoring.tables import READINGS

STREAM = ("toy", "bot")


async def counted(records: Records, at: datetime = NOON) -> History:
    return await read_history(records, at)


async def test_a_run_that_goes_on_counts_its_difference(records: Records) -> None:
    first, more = reading(NOON, figures(10, errors=2), "a"), reading(NOON, figures(25, errors=1), "a")
    assert len(await keep(records, [first, first])) == 1
    assert await keep(records, [first]) == []
    assert len(await keep(records, [more, reading(NOON, figures(5, errors=0), "b")])) == 2
    history = await counted(records)
    expected = total([more.figures, figures(5, errors=0)])
    assert history.hours[STREAM] == {hour_number(NOON): expected}
    assert history.days[STREAM] == {day_number(NOON): expected}
    assert history.of_today == {BOT: expected}


async def test_what_is_taken_back_leaves_nothing(records: Records) -> None:
    await keep(records, [reading(NOON, figures(10), "a")])
    await keep(records, [reading(NOON, Figures(), "a")])
    assert (await counted(records)).hours[STREAM] == {hour_number(NOON): Figures()}


async def test_versions_and_models_are_one_agent_and_stay_apart_today(records: Records) -> None:
    other = Series(system="toy", agent="bot", version="1.1.0", model="a|b")
    await keep(records, [reading(NOON, figures(10), "a"), reading(NOON, figures(20), "a", other)])
    history = await counted(records)
    assert history.hours[STREAM][hour_number(NOON)].count("runs") == 30
    assert {series.version: one.count("runs") for series, one in history.of_today.items()} == {"1.0.0": 10, "1.1.0": 20}
    assert {series.model for series in history.of_today} == {"m", "a/b"}


async def test_two_watchers_at_once_count_each_run_once(records: Records) -> None:
    readings = [reading(NOON - timedelta(hours=one % 5), figures(7), f"run {one}") for one in range(60)]
    await asyncio.gather(keep(records, readings), keep(records, list(reversed(readings))), keep(records, readings))
    history = await counted(records)
    assert sum(one.count("runs") for one in history.hours[STREAM].values()) == 60 * 7
    assert sum(one.count("runs") for one in history.days[STREAM].values()) == 60 * 7


async def test_a_flood_is_counted_whole(records: Records) -> None:
    flood = [reading(NOON, figures(1, errors=0), f"run {one}") for one in range(10_000)]
    assert len(await keep(records, flood)) == 10_000
    assert len(await keep(records, flood[:100])) == 0
    assert (await counted(records)).hours[STREAM][hour_number(NOON)].count("runs") == 10_000
    assert len(await records.query(READINGS, f"{NOON:%Y-%m-%d}")) == 10_000


@pytest.mark.parametrize("most", [1, 3])
def test_a_spread_of_many_values_is_bounded_and_keeps_its_sum(most: int) -> None:
    spread = {str(one): one for one in range(1, 20)}
    kept = bounded(spread, most)
    assert sum(kept.values()) == sum(spread.values())
    assert len(kept) == most + 1
