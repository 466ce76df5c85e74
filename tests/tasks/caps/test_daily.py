"""Whatever is killed, runs beside it or changes, no day's cap is passed."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from agents.core.caps import CustomerCapError
from blocks.records.sqlite import SqliteRecords
from schemas.caps import CapSpend
from schemas.errors import BadInputError, CapReachedError
from tasks.caps.drawing import day_of, spent_on
from tasks.caps.opening import open_spending

World = Any  # of this folder's conftest
DAY_S, DUST = 86_400, 1e-9


async def until_refused(call: Callable[[], Any], error: type[Exception] = CapReachedError) -> str:
    for _ in range(2_000):
        try:
            await call()
        except error as refused:
            return str(refused)
    raise AssertionError("was never refused")


async def drawn(world: World) -> dict[str, CapSpend]:
    async with open_spending(world.spec) as records:
        return await spent_on(records, day_of(world.now))


async def test_a_cap_is_used_up_and_then_refuses_with_what_to_do(world: World) -> None:
    world.says(agents={"a": 1.0})
    async with world.process() as caps:
        said = await until_refused(lambda: world.call(caps, 0.04, 0.05))
        await world.call(caps, 0.5, agent="b")
    assert 0.9 + 0.5 <= world.paid <= 1.0 + 0.5 + DUST
    assert "of the $1.00 a day for agent a is drawn" in said
    assert "after midnight UTC, or with another cap in deployments/caps/x.yaml" in said


async def test_what_was_not_used_is_given_back(world: World) -> None:
    world.says(day_usd=1.0)
    for _ in range(4):
        async with world.process() as caps:
            await world.call(caps, 0.01, 0.2)
    assert (await drawn(world))["day"].drawn_usd == pytest.approx(0.04)


async def test_killed_processes_have_spent_their_blocks_and_pass_nothing(world: World) -> None:
    world.says(day_usd=1.0)
    refused = 0
    for _ in range(14):
        killed = world.process()
        caps = await killed.__aenter__()
        try:
            await world.call(caps, 0.08)
        except CapReachedError:
            refused += 1
    assert refused
    assert 0.3 <= world.paid <= 1.0 + DUST


async def test_four_processes_at_once_use_it_up_together(world: World) -> None:
    world.says(day_usd=1.0, agent_usd=0.9)

    async def spend() -> None:
        async with world.process() as caps:
            await until_refused(lambda: world.call(caps, 0.02))

    await asyncio.gather(*(spend() for _ in range(4)))
    assert 0.85 <= world.paid <= 0.9 + DUST


async def test_many_calls_at_once_pass_nothing(world: World) -> None:
    world.says(day_usd=1.0)
    async with world.process() as caps:
        said = await asyncio.gather(*(world.call(caps, 0.03) for _ in range(45)), return_exceptions=True)
    assert 0.9 <= world.paid <= 1.0 + DUST
    assert {type(one) for one in said} == {type(None), CapReachedError}


async def test_at_midnight_it_begins_anew(world: World) -> None:
    world.says(day_usd=1.0)
    async with world.process() as caps:
        await until_refused(lambda: world.call(caps, 0.1))
        late = await caps.charge("a", 0.0)
        world.now += DAY_S
        await world.call(caps, 1.0)
        late.settle(0.0)  # yesterday's
        with pytest.raises(CapReachedError):
            await world.call(caps, 0.1)
        world.now -= DAY_S  # a clock that is set back begins no day again
        with pytest.raises(CapReachedError):
            await world.call(caps, 0.1)


async def test_caps_that_change_hold_at_once(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.says(day_usd=10.0)
    async with world.process() as caps:
        await world.call(caps, 0.5)
        for said, fits in (({"day_usd": 0.6}, False), ({"day_usd": 0.8}, True), ({}, True), ({"day_usd": 0.9}, False)):
            world.says(**said)
            world.now += 6
            if fits:
                await world.call(caps, 0.2)
            else:
                with pytest.raises(CapReachedError):
                    await world.call(caps, 0.3)
        world.says(day_usd="plenty")
        world.now += 6
        with pytest.raises(CapReachedError):
            await world.call(caps, 0.3)
    assert "the caps cannot be read, so those that held before go on" in caplog.text
    assert "day_usd" in caplog.text


async def test_one_customer_who_costs_too_much_is_refused_alone(world: World) -> None:
    world.says(customer_usd=0.1, day_usd=5.0)
    async with world.process() as caps:
        said = await until_refused(lambda: world.call(caps, 0.02, customer="c1"), CustomerCapError)
        await world.call(caps, 0.05, customer="c2")
        await world.call(caps, 0.05)
    assert "c1" not in said
    kept = await drawn(world)
    assert kept["day"].drawn_usd == pytest.approx(world.paid)
    assert [one.refused_at is not None for scope, one in sorted(kept.items()) if scope.startswith("c")].count(True) == 1
    assert not any("c1" in scope for scope in kept)


async def test_bulk_writes_seldom_and_a_restart_forgets_a_twentieth_at_most(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes = 0
    commit = SqliteRecords.commit

    async def counted(self: SqliteRecords, *given: Any) -> None:
        nonlocal writes
        writes += 1
        await commit(self, *given)

    monkeypatch.setattr(SqliteRecords, "commit", counted)
    world.says(customer_usd=1.0, day_usd=100.0)
    async with world.process(people=False) as caps:
        for number in range(300):
            await world.call(caps, 0.01, customer=f"c{number}")
    assert writes <= 8
    world.paid = 0.0
    for _ in range(3):
        async with world.process(people=False) as caps:
            for _ in range(4):
                await world.call(caps, 0.05, customer="dear")
    async with world.process(people=False) as caps:
        await until_refused(lambda: world.call(caps, 0.05, customer="dear"), CustomerCapError)
    assert 0.95 <= world.paid <= 1.05


async def test_a_call_that_cost_more_than_its_worst_case_is_made_up_for(world: World) -> None:
    world.says(day_usd=1.0)
    async with world.process(calls=1) as caps:
        await until_refused(lambda: world.call(caps, 0.1, 0.02))
    assert world.paid <= 1.1


async def test_without_a_price_or_records(world: World) -> None:
    async with world.process() as caps:  # no cap: nothing is needed
        await caps.charge("a", None)
    world.says(agents={"a": 1.0})
    async with world.process() as caps:
        await caps.charge("b", None)
        with pytest.raises(BadInputError, match="no price is known for the model of a, so its cap cannot be kept"):
            await caps.charge("a", None)
    world.spec = world.spec.model_copy(update={"records_url": None})
    async with world.process() as caps:
        with pytest.raises(BadInputError, match="environment 'x' has no records to keep its caps in"):
            await caps.charge("a", 0.1)


@pytest.mark.parametrize("said", [{"day_usd": 0}, {"day_usd": -1}, {"agents": {"a": "much"}}, {"day": 3}])
async def test_a_file_that_is_wrong_is_refused_by_its_field(world: World, said: dict[str, object]) -> None:
    world.says(**said)
    with pytest.raises(BadInputError, match=rf"x\.yaml: {next(iter(said))}"):
        async with world.process():
            pass
