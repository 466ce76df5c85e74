"""What a release asks of the evaluation, against a fake Bedrock over HTTP: the gate, and the shadow replay."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes.bedrock import FakeBedrock
from fakes.in_production import ANALYSIS

from agents.release.policy import load_policy
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.errors import BadInputError, BudgetStoppedError
from schemas.registry import PutRelease, ReleaseState, instant
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.run import AnalysisStep, CustomerRecord
from tasks.bulk.place import open_place
from tasks.bulk.status import write_status
from tasks.registry.register import open_agents, register
from tasks.release import gate_and_replay
from tasks.release.moves import BUDGET, settle_gate, start
from tasks.release.release_desk import open_desk, state_of
from tasks.release.rollout import advance

AGENT, OLD, NEW = "churn-analysis", ANALYSIS, "1.0.0"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


async def upload(count: int) -> ArtifactStore:
    """A finished upload with analysed customers."""
    store, keys = (await open_place("local")).store, Upload("u")
    analysis = ChurnAnalysis(
        category="pricing", confidence=50, insights=["a", "b", "c"], recommendation="Ask.", evidence=["mrr"]
    )
    paid = {"fingerprint": "f", "version": OLD, "model": "m", "usage": {}, "cost_usd": 0.1, "latency_s": 0.1}
    step = AnalysisStep.model_validate(paid | {"attempts": 1, "output": analysis})
    customers = [
        Customer(
            customer_id=f"c{number}", email=f"p{number}@acme.example", company_name=f"Firm {number}", mrr=100.0,
            subscription_tier="growth", churn_date=date(2026, 1, 31), cancellation_reason=f"too expensive for {number}",
        )
        for number in range(count)
    ]  # fmt: skip
    for customer in customers:
        record = CustomerRecord(customer_id=customer.customer_id, versions={}, customer=customer, analysis=step)
        await store.put(keys.customer(customer.customer_id), record.model_dump_json().encode())
    await store.put(keys.manifest(0), b"".join(one.model_dump_json().encode() + b"\n" for one in customers))
    await write_status(store, Status(upload_id="u", status="complete", total=count, batches=1))
    return store


def ramping() -> ReleaseState:
    return ReleaseState(
        agent=AGENT, production=OLD, candidate=NEW, release_id="r", share=10, stage="ramping",
        since=instant(NOON), started_at=instant(NOON), by="ann",
    )  # fmt: skip


async def test_the_gate_is_the_comparison_on_golden_cases_and_is_paid_for_once(fake: FakeBedrock) -> None:
    async with open_agents("local") as records, open_desk("local", "ann") as opened:
        desk = opened.desk
        await register(records, AGENT, NEW, "ann", NOON)
        await start(desk, AGENT, NEW, "a")
        state = await settle_gate(desk, AGENT, lambda state: gate_and_replay.gate(state, "local"))
        record = await desk.registry.version(AGENT, NEW)
        events = await desk.registry.history(AGENT, 2)
    assert (state.stage, state.share) == ("ramping", 0)
    assert record is not None
    assert record.evaluation is not None
    assert (record.status, record.evaluation.against, record.evaluation.cases >= 40) == ("evaluated", OLD, True)
    assert [event.what for event in events] == ["gate_passed", "evaluated"]
    assert events[0].figures["passed"]["candidate"] == events[0].figures["passed"]["production"]
    assert events[0].figures["report"]
    paid = fake.stats.paid
    await gate_and_replay.gate(ramping(), "local")
    assert fake.stats.paid == paid > 80


async def test_a_budget_goes_with_the_release(fake: FakeBedrock) -> None:
    async with open_agents("local") as records, open_desk("local", "ann") as opened:
        await register(records, AGENT, NEW, "ann", NOON)
        state = await start(opened.desk, AGENT, NEW, "a", max_cost_usd=0.000001)
        assert state.gate == {BUDGET: 0.000001}
        with pytest.raises(BudgetStoppedError):
            await gate_and_replay.gate(state, "local")
    assert fake.stats.paid == 0


async def test_past_customers_stand_in_for_live_ones(fake: FakeBedrock) -> None:
    policy = load_policy("prod")
    state = ramping()
    with pytest.raises(BadInputError, match="there are no past customers to replay"):
        await gate_and_replay.replay(state, "local", policy, (await open_place("local")).store)
    store = await upload(160)
    async with open_agents("local") as records, open_desk("local", "ann") as opened:
        await register(records, AGENT, NEW, "ann", NOON)
        await start(opened.desk, AGENT, NEW, "a")
        desk = replace(opened.desk, policy=policy, now=lambda: datetime.now(UTC) + timedelta(days=1))
        state = await state_of(desk, AGENT)
        moved = state.model_copy(update={"stage": "ramping", "share": 10})  # without paying for a gate
        await desk.registry.commit(PutRelease(moved, state.revision))
        decision = await advance(
            desk, await state_of(desk, AGENT), lambda state: gate_and_replay.replay(state, "local", policy, store)
        )
    # The judge of the fake agrees with nobody, so only rules were asked.
    assert decision.action == "hold"
    assert decision.why.startswith("quality of churn-analysis cannot be judged from the outcomes: waits for a person")
    assert "a loss of 5 points is ruled out on 160 past customers: " in decision.why
    assert fake.stats.paid > 0
