"""The toy in a release: gate, ramp, observations and promotion, as every agent's."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock
from fakes.toy.runs import run_toy, take_in

from schemas.bulk import Status
from schemas.release import Policy
from tasks.bulk.place import open_place
from tasks.bulk.status import write_status
from tasks.registry.register import open_agents, register
from tasks.release import gate_and_replay
from tasks.release.moves import settle_gate, start
from tasks.release.release_desk import open_desk, state_of
from tasks.release.rollout import advance

pytestmark = pytest.mark.usefixtures("toy")
NOTES = 400
AGENT, OLD, NEW = "shorten", "1.0.0", "1.1.0"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def quick(policy: Policy) -> Policy:
    """One step, half of everybody; what a fake takes says nothing of latency."""
    margins = policy.margins.model_copy(update={"quality": None, "latency": 100.0, "held": 0.3})
    return policy.model_copy(update={"steps": (50,), "minimum_customers": 30, "margins": margins})


@pytest.mark.wire
async def test_from_the_gate_to_everybody(fake: FakeBedrock, tmp_path: Path) -> None:
    async with open_agents("local") as records, open_desk("local", "ann") as opened:
        desk = replace(opened.desk, policy=quick(opened.desk.policy), now=lambda: datetime.now(UTC))
        await register(records, AGENT, NEW, "ann", NOON)
        await start(desk, AGENT, NEW, "a")
        state = await settle_gate(desk, AGENT, lambda state: gate_and_replay.gate(state, "local"))
        assert (state.stage, state.production, state.gate["cases"]) == ("ramping", OLD, 4)
        assert (await advance(desk, state)).action == "advance"
        await take_in(tmp_path, "notes", NOTES)
        assert (await run_toy("notes")).completed == NOTES
        state = await state_of(desk, AGENT)
        decision = await advance(desk, state)
        assert decision.action == "promote", decision.why
        assert sum(decision.customers) == NOTES
        assert min(decision.customers) > 30
        assert (await state_of(desk, AGENT)).production == NEW
    assert fake.stats.by_tool == {"Shortened": 2 * 4 + 2 * NOTES, "Judgement": 4}


@pytest.mark.usefixtures("fake")
async def test_past_subjects_are_its_own_systems(tmp_path: Path) -> None:
    store = (await open_place("local")).store
    await take_in(tmp_path, "notes", 2)
    await run_toy("notes")
    await write_status(store, Status(upload_id="customers", status="complete"))  # later, and win-back's
    assert await gate_and_replay.last_upload(store, AGENT) == "notes"
    assert await gate_and_replay.last_upload(store, "campaign") == "customers"
