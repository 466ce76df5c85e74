"""A run while a release goes on: the split, its rollback in the middle, a resume after it. Without Prefect."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from conftest import MODEL
from fakes.bedrock import FakeBedrock, Faults
from fakes.in_production import ANALYSIS, CAMPAIGN

from agents.versions.serving import assigned
from agents.versions.versions import Versions
from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from blocks.registry.store import Registry
from schemas.agent import AgentVersion
from schemas.bulk import ShardParams, Status
from schemas.customer import Customer
from schemas.errors import StoreError
from schemas.registry import Append, Event, PutRelease, PutVersion, ReleaseState, instant
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.batch import run_batch
from tasks.bulk.finalize import finalize_shard, finalize_upload
from tasks.bulk.place import Place, open_place
from tasks.bulk.prepare import prepare_shard, prepare_upload
from tasks.bulk.run import Run, open_run, open_shard
from tasks.bulk.status import write_status
from tasks.registry import serving
from tasks.registry.publish import publish
from tasks.registry.register import draft_of
from tasks.winback.system import WINBACK

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
AT = instant(NOON)
IDS = [f"c{number:03d}" for number in range(36)]
MARK = "Mention the weather."
EVENT = Append(Event(agent="campaign", at=AT, by="ann", what="started"))


def candidate() -> AgentVersion:
    """A version of campaign that is not among the project's files; its prompt is told by its mark."""
    production = Versions().get("campaign", CAMPAIGN).model_dump()
    changes = {"version": "7.0.0", "system": f"{production['system']}\n{MARK}"}
    return AgentVersion.model_validate(production | changes)


def released(share: int) -> ReleaseState:
    return ReleaseState(
        agent="campaign", production=CAMPAIGN, release_id="r1", candidate="7.0.0", share=share, stage="ramping",
        since=AT, started_at=AT, by="ann",
    )  # fmt: skip


def rolled_back(revision: int) -> PutRelease:
    return PutRelease(ReleaseState(agent="campaign", production=CAMPAIGN, since=AT, by="bob"), revision)


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBedrock]:
    service = FakeBedrock(Faults(record=True))
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await service.start())
    monkeypatch.setenv("REVIVE_MODEL", MODEL)
    monkeypatch.setattr(serving, "REFRESH_S", 0.02)
    yield service
    await service.stop()


@pytest.fixture
async def place() -> Place:
    """An upload that was taken in, its data found good, and a release of campaign 7.0.0 at 50%."""
    place = await open_place("local")
    await take_in(place, "u", IDS)
    await publish(place.store, candidate())
    async with open_registry(place.environment) as registry:
        record = PutVersion(draft_of(candidate(), "ann", NOON), None)
        await registry.commit(record, PutRelease(released(50), None), EVENT)
    return place


async def take_in(place: Place, upload_id: str, ids: list[str]) -> None:
    keys = Upload(upload_id)
    customers = [
        Customer(
            customer_id=name, company_name=f"Company {name}", churn_date=date(2026, 1, 1), mrr=100.0,
            cancellation_reason="Too expensive for us", email=f"{name}@company.example", subscription_tier="growth",
        )
        for name in ids
    ]  # fmt: skip
    await place.store.put(keys.customers_in, b"[\n" + b",\n".join(one.model_dump_json().encode() for one in customers))
    await place.store.put(keys.data_quality, json.dumps({"success": True, "checks": [], "rows": len(ids)}).encode())
    status = Status(upload_id=upload_id, status="stored", total=len(ids), rows_read=len(ids))
    status.params = {"frequency_cap_days": 0}
    await write_status(place.store, status)


async def work(run: Run) -> Status:
    """What the flow does, but for Prefect."""
    await batch_by_batch(run, await prepare_upload(run, None))
    return await finalize_upload(run)


async def batch_by_batch(run: Run, batches: int) -> None:
    started = []
    for batch in range(batches):
        await run.admission.enter(batch)
        started.append(asyncio.create_task(run_batch(run, batch)))
    await asyncio.gather(*started)


async def records(run: Run) -> dict[str, CustomerRecord]:
    await run.ledger.look()
    found = [record for batch in range(run.status.batches) async for record in run.ledger.records(batch)]
    return {record.customer_id: record for record in found}


def to_candidate(fake: FakeBedrock) -> int:
    """Paid calls with the candidate's prompt."""
    return sum(MARK in json.dumps(request["system"]) for request in fake.requests)


PARAMS = WinbackParams(upload_id="u", concurrency=4)


async def test_a_release_splits_the_customers_and_is_observed(fake: FakeBedrock, place: Place) -> None:
    fake.faults.record = True
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        status = await work(run)
        settled = await records(run)
    assert (status.status, status.completed, status.warnings) == ("complete", len(IDS), ())
    expected = {name for name in IDS if assigned("campaign", "r1", name) < 50}
    assert {name for name, record in settled.items() if record.versions["campaign"] == "7.0.0"} == expected
    for name, record in settled.items():
        assert record.campaign is not None
        assert record.campaign.version == record.versions["campaign"]
        assert record.assigned["campaign"].candidate == (name in expected)
        assert "churn-analysis" not in record.assigned
    assert to_candidate(fake) == len(expected)
    async with open_registry(place.environment) as registry:
        (ours,), (theirs,) = [await registry.observations("campaign", name) for name in ("7.0.0", CAMPAIGN)]
        assert [one.customers for one in await registry.observations("churn-analysis", ANALYSIS)] == [len(IDS)]
    assert (ours.customers, theirs.customers) == (len(expected), len(IDS) - len(expected))
    assert (ours.release_id, ours.share, theirs.share, ours.cost_n) == ("r1", 50, 50, len(expected))
    spent = sum(record.campaign.cost_usd or 0 for record in settled.values() if record.campaign)
    assert ours.cost_usd_sum + theirs.cost_usd_sum == pytest.approx(spent)


async def test_a_customer_who_comes_again_counts_once_a_release(fake: FakeBedrock, place: Place) -> None:
    new = [f"n{number:03d}" for number in range(12)]
    counted: list[dict[str, int]] = []
    for upload_id, ids in (("u", IDS), ("v", IDS + new), ("w", IDS), ("v", IDS + new)):
        if not counted or upload_id != "v" or len(counted) == 1:
            await take_in(place, upload_id, ids)
        params = PARAMS.model_copy(update={"upload_id": upload_id, "frequency_cap_days": 0})
        async with open_run(WINBACK, params, upload_id, "local") as run:
            run.status.finished = ""  # counted again, as after a ruling
            assert (await work(run)).completed == len(ids)
        async with open_registry(place.environment) as registry:
            found = [one for name in ("7.0.0", CAMPAIGN) for one in await registry.observations("campaign", name)]
        counted.append({name: sum(one.customers for one in found if one.upload_id == name) for name in "uvw"})
    assert counted == [
        {"u": 36, "v": 0, "w": 0}, {"u": 36, "v": 12, "w": 0}, {"u": 36, "v": 12, "w": 0}, {"u": 36, "v": 12, "w": 0},
    ]  # fmt: skip
    assert fake.stats.paid == 2 * (36 + 48 + 36)


async def test_a_rollback_takes_effect_on_the_next_call_and_nothing_is_paid_twice(
    fake: FakeBedrock, place: Place
) -> None:
    fake.faults.latency = 0.03
    async with open_registry(place.environment) as registry, open_run(WINBACK, PARAMS, "u", "local") as run:
        working = asyncio.create_task(work(run))
        while to_candidate(fake) < 3:  # noqa: ASYNC110 -- the fake tells nobody
            await asyncio.sleep(0.005)
        await registry.commit(rolled_back(1), EVENT)
        while not run.versions.withdrawn("campaign", "7.0.0"):  # noqa: ASYNC110 -- nor does the view
            await asyncio.sleep(0.005)
        called = to_candidate(fake)
        status = await working
        settled = await records(run)
    assert status.completed == len(IDS)
    assert to_candidate(fake) <= called + PARAMS.concurrency  # those were on their way
    assert called < 13
    served = Counter(record.versions["campaign"] for record in settled.values())
    assert served["7.0.0"] == to_candidate(fake)  # who was served by it keeps it
    for record in settled.values():
        assert record.campaign is not None
        assert record.campaign.version == record.versions["campaign"]
        assert ("campaign" in record.assigned) or record.campaign.version == CAMPAIGN
    assert fake.stats.paid == 2 * len(IDS)
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        again = await work(run)
    assert (again.completed, fake.stats.paid) == (len(IDS), 2 * len(IDS))


async def test_a_run_that_starts_again_after_a_rollback_calls_the_candidate_no_more(
    fake: FakeBedrock, place: Place
) -> None:
    """Killed between analysis and campaign: the recorded choice was never called."""
    fake.faults.fail_if = "win-back emails"  # no campaign
    async with open_run(WINBACK, PARAMS.model_copy(update={"max_failure_rate": 1.0}), "u", "local") as run:
        await work(run)
    fake.faults.fail_if = ""
    before = to_candidate(fake)
    async with open_registry(place.environment) as registry:
        await registry.commit(rolled_back(1), EVENT)
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        status = await work(run)
        settled = await records(run)
    assert status.completed == len(IDS)
    assert to_candidate(fake) == before
    assert {record.versions["campaign"] for record in settled.values()} == {CAMPAIGN}
    assert fake.stats.by_tool == {"ChurnAnalysis": len(IDS), "Campaign": len(IDS)}


async def test_a_shard_follows_the_release_and_its_parent_observes_it(fake: FakeBedrock, place: Place) -> None:
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        batches = await prepare_upload(run, None)
        shard = ShardParams(
            upload_id="u", shard=0, shards=1, first_batch=0, batches=batches, total=len(IDS), concurrency=4
        )
        async with open_shard(WINBACK, shard, "local") as part:
            await prepare_shard(part, shard, None)
            await batch_by_batch(part, batches)
            done = await finalize_shard(part)
        await run.ledger.look()
        run.tally.recall(done, total=len(IDS))
        status = await finalize_upload(run)
    expected = sum(assigned("campaign", "r1", name) < 50 for name in IDS)
    assert (status.completed, to_candidate(fake)) == (len(IDS), expected)
    async with open_registry(place.environment) as registry:
        (ours,) = await registry.observations("campaign", "7.0.0")
    assert (ours.customers, ours.release_id) == (expected, "r1")


async def _away(*_: object) -> None:
    raise StoreError("the records are away")


async def test_records_that_are_damaged_at_the_end_let_no_email_out(
    fake: FakeBedrock, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has replied or come back is in them: unread, nobody is known to have."""
    assert fake.url
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        registry: Any = run.pointers.registry
        path = registry._records._path
        kept = path.read_bytes()
        monkeypatch.setattr(serving, "REFRESH_S", 60.0)
        path.write_bytes(b"no database any more, " * 400)
        for journal in path.parent.glob("registry.db-*"):
            journal.unlink()
        with pytest.raises(StoreError, match="are damaged"):
            await work(run)
    assert not await place.store.exists(Upload("u").emails)
    path.write_bytes(kept)
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        status = await work(run)
    assert (status.status, status.this_run.calls) == ("complete", 0)
    assert await place.store.exists(Upload("u").emails)


async def test_a_registry_that_fails_at_the_end_fails_no_upload(
    fake: FakeBedrock, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fake.url
    assert place.store.folder
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        monkeypatch.setattr(serving, "REFRESH_S", 60.0)
        with monkeypatch.context() as away:
            away.setattr(Registry, "observe", _away)
            status = await work(run)
    assert (status.status, status.completed, status.finished) == ("complete", len(IDS), "")
    assert "the figures of this upload are not in the registry, the next resume writes them" in status.warnings[0]
    async with open_run(WINBACK, PARAMS, "u", "local") as run:
        status = await work(run)
        (observation,) = await run.pointers.registry.observations("churn-analysis", ANALYSIS)
    assert (status.warnings, bool(status.finished), observation.customers) == ((), True, len(IDS))
