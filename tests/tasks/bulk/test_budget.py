"""Whatever is killed, no budget is passed; whatever is not killed, none is wasted."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from obstore.store import MemoryStore

from agents.core.budget import Budget
from agents.core.limiter import Limiter, Quota, StoppedError
from blocks.artifacts import ArtifactStore
from blocks.layout import Shard, Upload
from schemas.budget import BudgetState
from schemas.errors import BadInputError, StoreError
from tasks.bulk.budget import Book

LIMIT = 1.0
KEYS = Upload("u")


def memory() -> ArtifactStore:
    return ArtifactStore(MemoryStore(), "memory://", None)


async def kept(store: ArtifactStore, key: str = KEYS.budget) -> BudgetState:
    return BudgetState.model_validate_json(await store.get(key) or b"")


@dataclass
class Played:
    """An upload whose run is killed and started again. `paid` is the provider's bill, from the start of a call."""

    store: ArtifactStore = field(default_factory=memory)
    keys: Upload = KEYS
    limit: float = LIMIT
    paid: float = 0.0
    recorded: float = 0.0
    under_way: list[tuple[float, float]] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)

    async def run(self) -> None:
        """A process starts; one that was there is gone, and so is what it had under way."""
        self.under_way = []
        self.budget = Budget(limit=self.limit)
        self.book = Book(self.store, self.keys, self.budget)
        await self.book.open(self.recorded)

    async def start(self, worst: float, share: float) -> bool:
        if not self.budget.fits(worst):
            return False
        if not self.budget.covers(worst):
            await self.budget.widen(worst, 8)
        assert self.budget.covers(worst)
        self.budget.reserve(worst)
        self.under_way.append((worst, worst * share))
        self.paid += worst * share
        return True

    def record(self) -> tuple[float, float]:
        """The oldest call is answered, and its record is durable."""
        worst, cost = self.under_way.pop(0)
        self.recorded += cost
        return worst, cost

    def cut(self) -> None:
        """The oldest call has no answer: nobody knows what it cost."""
        worst, _ = self.under_way.pop(0)
        self.budget.uncertain += worst
        self.budget.settle(worst, worst)

    async def stop(self) -> None:
        while self.under_way:
            self.budget.settle(*self.record())
        await self.book.close()


step = st.one_of(
    st.tuples(st.just("start"), st.floats(0.001, 0.3), st.floats(0.0, 1.0)),
    st.sampled_from([("settle",), ("cut",), ("kill",), ("kill as it is recorded",), ("stop",)]),
)


async def play(steps: list[tuple[object, ...]]) -> Played:
    upload = Played()
    await upload.run()
    for what, *amounts in steps:
        if what == "start":
            await upload.start(float(str(amounts[0])), float(str(amounts[1])))
        elif what == "settle" and upload.under_way:
            upload.budget.settle(*upload.record())
        elif what == "cut" and upload.under_way:
            upload.cut()
        elif what == "stop":
            await upload.stop()
            await upload.run()
        elif str(what).startswith("kill"):
            if what != "kill" and upload.under_way:
                upload.record()
            await upload.run()
        assert upload.paid <= LIMIT + 1e-9
        assert upload.budget.spent + upload.budget.reserved <= LIMIT + 1e-9
        assert upload.budget.spent >= upload.recorded - 1e-9
    return upload


@given(st.lists(step, max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_sequence_of_calls_kills_and_stops_passes_the_limit(steps: list[tuple[object, ...]]) -> None:
    asyncio.run(play(steps))


@given(st.lists(step.filter(lambda one: one[0] in ("start", "settle", "stop")), max_size=60))
@settings(max_examples=100, deadline=None)
def test_without_a_kill_what_is_spent_is_what_is_recorded(steps: list[tuple[object, ...]]) -> None:
    async def played() -> None:
        upload = await play(steps)
        await upload.stop()
        await upload.run()
        assert upload.budget.spent == pytest.approx(upload.recorded)
        assert upload.paid == pytest.approx(upload.recorded)
        assert upload.book.maybe_paid_usd == pytest.approx(0, abs=1e-9)

    asyncio.run(played())


# Writes


async def test_a_thousand_calls_cost_few_writes() -> None:
    store, writes = memory(), 0
    put = store.put

    async def counted(key: str, data: bytes) -> None:
        nonlocal writes
        writes += 1
        await put(key, data)

    store.put = counted  # type: ignore[method-assign]
    upload = Played(store)
    await upload.run()
    for _ in range(1_000):
        assert await upload.start(0.005, 0.15)
        if len(upload.under_way) == 8:
            upload.budget.settle(*upload.record())
    await upload.stop()
    assert writes <= 25
    assert (await kept(store)).maybe_paid_usd == pytest.approx(0, abs=1e-9)


async def test_a_run_that_calls_nothing_writes_nothing() -> None:
    upload = Played()
    await upload.run()
    await upload.stop()
    assert [key async for key, _ in upload.store.keys("")] == []


async def test_without_a_limit_nothing_is_kept() -> None:
    store, budget = memory(), Budget()
    book = Book(store, KEYS, budget)
    budget.reserve(5.0)
    assert budget.covers(5.0)
    budget.settle(5.0, 3.0)
    await book.close()
    assert [key async for key, _ in store.keys("")] == []


async def test_the_limiter_admits_only_what_is_durable() -> None:
    store, budget = memory(), Budget(limit=LIMIT)
    await Book(store, KEYS, budget).open(0.0)
    limiter = Limiter(Quota(concurrency=8), budget)

    async def call() -> None:
        slot = await limiter.admit(1, 0.01)
        drawn = budget.spent + budget.reserved
        state = await kept(store)
        assert drawn <= state.ceiling_usd + 1e-9
        await asyncio.sleep(0.001)
        limiter.give_back(slot, used_tokens=1, cost_usd=0.004)

    await asyncio.gather(*(call() for _ in range(200)))
    assert budget.spent == pytest.approx(0.8)


async def test_a_store_that_fails_stops_the_run_before_the_call() -> None:
    budget = Budget(limit=LIMIT)

    async def full(_: float) -> None:
        raise StoreError("the disk is full")

    budget.ceiling, budget.keep = 0.0, full
    limiter = Limiter(Quota(), budget)
    with pytest.raises(StoppedError):
        await limiter.admit(1, 0.01)
    assert str(limiter.stopped) == "the disk is full"


# What goes on, and what begins anew


async def test_a_kill_counts_its_block_as_maybe_paid_and_a_new_budget_begins_without_it() -> None:
    upload = Played()
    await upload.run()
    assert await upload.start(0.1, 1.0)
    await upload.run()
    lost = upload.book.maybe_paid_usd
    assert 0.1 <= lost <= 0.1 + LIMIT / 20 + 1e-9
    assert upload.budget.spent == pytest.approx(lost)
    await upload.book.open(0.0, renewed=True)
    assert upload.budget.spent == 0.0
    assert upload.book.maybe_paid_usd == pytest.approx(lost)  # it is not forgotten, it only counts no more
    await upload.run()
    assert upload.budget.spent == 0.0
    assert upload.book.maybe_paid_usd == pytest.approx(lost)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"lost_usd": -1}', b'{"lost_usd": "much"}'])
async def test_a_budget_that_nobody_wrote_is_named(content: bytes) -> None:
    upload = Played()
    await upload.store.put(KEYS.budget, content)
    with pytest.raises(BadInputError, match=r"budget\.json is not a budget"):
        await upload.run()


# Shards

share = st.tuples(st.lists(st.tuples(st.floats(0.01, 0.2), st.floats(0.0, 1.0)), max_size=6), st.booleans())


@given(st.lists(st.lists(share, min_size=2, max_size=3), max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_killed_shards_pass_the_limit_of_their_upload(
    attempts: list[list[tuple[list[tuple[float, float]], bool]]],
) -> None:
    async def played() -> None:
        whole = Played()
        for attempt in attempts:
            await whole.run()
            left, recorded = max(0.0, LIMIT - whole.budget.spent), whole.recorded
            parts = []
            for number, (calls, tidy) in enumerate(attempt):
                part = Played(whole.store, Shard("u", number), left / len(attempt))
                await part.run()
                for worst, cost in calls:
                    await part.start(worst, cost)
                if tidy:
                    await part.stop()
                parts.append(part)
            whole.paid += sum(part.paid for part in parts)
            whole.recorded = recorded + sum(part.recorded for part in parts)
            assert whole.paid <= LIMIT + 1e-9
        await whole.run()
        assert whole.budget.spent >= whole.paid - 1e-9
        if all(tidy for attempt in attempts for _, tidy in attempt):
            assert whole.book.maybe_paid_usd == pytest.approx(0, abs=1e-9)

    asyncio.run(played())


async def test_what_shards_have_lost_is_taken_over_once() -> None:
    whole = Played()
    for number in range(2):
        part = Played(whole.store, Shard("u", number), 0.5)
        await part.run()
        assert await part.start(0.1, 1.0)
    await whole.run()
    lost = whole.book.maybe_paid_usd
    assert lost >= 0.2
    assert [key async for key, _ in whole.store.keys(KEYS.shards)] == []
    await whole.run()
    assert whole.book.maybe_paid_usd == pytest.approx(lost)
    assert json.loads(await whole.store.get(KEYS.budget) or b"")["lost_usd"] == pytest.approx(lost)
