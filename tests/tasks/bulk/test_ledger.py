"""The ledger: what was written is found again, and what was damaged counts as not there."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from datetime import date
from pathlib import Path

import pytest

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.stores import open_folder
from schemas.agent import Draft, Usage
from schemas.customer import Customer
from schemas.paid import Spend
from schemas.winback.campaign import Campaign, Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.winback.system import WINBACK

KEYS = Upload("Mine")
IDS = ["c1", "C1", "../../etc", "🙂", "x" * 300]


def customer(customer_id: str) -> Customer:
    return Customer(
        customer_id=customer_id,
        email="ann@acme.example",
        company_name=" Acme ",
        subscription_tier="growth",
        mrr=49.0,
        churn_date=date(2026, 1, 31),
        cancellation_reason='said "no"\nand left\u2028',
        context={"seats": "12"},
    )


def record(customer_id: str) -> CustomerRecord:
    """A complete record, as a run leaves it."""
    usage = Usage(input_tokens=700, output_tokens=200)
    email = [Email(number=number, subject="Hello", body="word " * 20, cta="Reply") for number in (1, 2, 3)]
    analysis = ChurnAnalysis(
        category="pricing", confidence=80, insights=["a", "b", "c"], recommendation="d", evidence=["mrr"]
    )

    def step(fingerprint: str) -> dict[str, object]:
        return {
            "fingerprint": fingerprint,
            "version": "1.0.0",
            "model": "bedrock:x",
            "usage": usage,
            "cost_usd": 0.001,
            "latency_s": 0.4,
            "attempts": 1,
        }

    return CustomerRecord(
        customer_id=customer_id,
        versions={"churn-analysis": "1.0.0", "campaign": "1.0.0"},
        customer=customer(customer_id),
        analysis=AnalysisStep.model_validate({"output": analysis, **step("f1")}),
        campaign=CampaignStep.model_validate({"output": Campaign(emails=email, summary="s"), **step("f2")}),
        drafts_of="f2",
        drafts=(Draft(output={"x": 1}, text="", violation="v", usage=usage, cost_usd=0.001, latency_s=0.1),),
        spent=Spend().plus(usage, 0.003, calls=3),
    )


def line(customer_id: str) -> bytes:
    return record(customer_id).model_dump_json().encode()


@pytest.fixture
async def store(tmp_path: Path) -> ArtifactStore:
    """A store with a manifest of one batch."""
    store = open_folder(tmp_path / "store")
    await put_manifest(store, *IDS)
    return store


async def put_manifest(store: ArtifactStore, *customer_ids: str) -> None:
    await store.put(KEYS.manifest(0), b"\n".join(customer(name).model_dump_json().encode() for name in customer_ids))


async def found(store: ArtifactStore) -> dict[str, CustomerRecord | None]:
    """The batch as the next run sees it."""
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.look()
    return {customer.customer_id: known async for customer, known in ledger.batch(0)}


async def known(store: ArtifactStore) -> list[CustomerRecord]:
    """The records of the batch as the aggregates take them."""
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.look()
    return [record async for record in ledger.records(0)]


async def put_part(store: ArtifactStore, *lines: bytes) -> None:
    await store.put(KEYS.part(0), b"\n".join(lines) + b"\n")


# What was written is found.


async def test_a_fresh_upload_has_no_records(store: ArtifactStore) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.look()
    assert ledger.empty
    assert [(seen, past) async for seen, past in ledger.batch(0)] == [(customer(name), None) for name in IDS]
    assert [record async for record in ledger.records(0)] == []
    assert [pair async for pair in ledger.batch(1)] == []


async def test_a_fresh_upload_asks_for_no_record(store: ArtifactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.look()

    async def get(self: ArtifactStore, key: str) -> bytes | None:
        raise AssertionError(f"asked {self.url} for {key}")

    monkeypatch.setattr(ArtifactStore, "get", get)
    assert [past async for _, past in ledger.batch(0)] == [None] * len(IDS)


async def test_records_are_found_whatever_the_ids(store: ArtifactStore) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    for name in IDS:
        await ledger.write(record(name))
    assert await found(store) == {name: record(name) for name in IDS}
    assert await known(store) == [record(name) for name in IDS]
    assert store.folder is not None
    assert {path.parent.name for path in store.folder.rglob("*.json")} == {"customers"}


async def test_a_record_is_replaced(store: ArtifactStore) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.write(record("c1").model_copy(update={"campaign": None}))
    await ledger.write(record("c1"))
    assert (await found(store))["c1"] == record("c1")
    assert record("c1").complete


async def test_a_part_is_enough(store: ArtifactStore) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.write_part(0, [line(name) for name in IDS])
    assert [record async for record in ledger.records(0)] == [record(name) for name in IDS]
    assert await found(store) == {name: record(name) for name in IDS}
    assert await known(store) == [record(name) for name in IDS]
    again = Ledger(store, KEYS, WINBACK)
    await again.look()
    assert not again.empty


async def test_one_record_makes_a_ledger_that_is_not_empty(store: ArtifactStore) -> None:
    await Ledger(store, KEYS, WINBACK).write(record("c1"))
    again = Ledger(store, KEYS, WINBACK)
    await again.look()
    assert not again.empty
    assert await known(store) == [record("c1")]


async def test_uploads_do_not_see_each_other(store: ArtifactStore) -> None:
    other = Ledger(store, Upload("mine"), WINBACK)
    await other.write(record("c1"))
    await other.write_part(0, [line("c1")])
    assert (await found(store))["c1"] is None


async def test_all_records_come_in_the_order_of_their_batches(store: ArtifactStore) -> None:
    ledger, names = Ledger(store, KEYS, WINBACK), [f"n{number}" for number in range(12)]
    for batch, name in enumerate(names):
        await store.put(KEYS.manifest(batch), customer(name).model_dump_json().encode() + b"\n")
        await ledger.write(record(name))
        if batch % 3:  # the others were killed before their part was written
            await ledger.write_part(batch, [line(name)])
    await ledger.look()
    assert [found.customer_id async for found in ledger.all_records(range(12))] == names
    assert [found.customer_id async for found in ledger.all_records(range(5, 7))] == names[5:7]
    assert [found async for found in ledger.all_records(range(0))] == []
    async with aclosing(ledger.all_records(range(12))) as some:
        assert (await anext(some)).customer_id == names[0]
    assert len(asyncio.all_tasks()) == 1  # what was read ahead is not left behind


# What was damaged beside a part is mended from it.


@pytest.mark.parametrize("damage", [b"", line("c1")[:700], line("c1") + b"\n", None])
async def test_a_record_that_is_not_what_its_part_says(store: ArtifactStore, damage: bytes | None) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    for name in IDS:
        await ledger.write(record(name))
    await ledger.write_part(0, [line(name) for name in IDS])
    key = KEYS.customer("c1")
    await (store.delete(key) if damage is None else store.put(key, damage))
    assert await found(store) == {name: record(name) for name in IDS}
    assert await store.get(key) == line("c1")


@pytest.mark.parametrize("where", ["record", "part"])
async def test_who_a_customer_is_the_upload_says(store: ArtifactStore, where: str) -> None:
    edited = record("c1")
    edited.customer = customer("c1").model_copy(update={"email": "bob@elsewhere.example"})
    if where == "record":
        await Ledger(store, KEYS, WINBACK).write(edited)
    else:
        await put_part(store, edited.model_dump_json().encode(), *(line(name) for name in IDS[1:]))
    assert (await found(store))["c1"] == record("c1")
    assert await store.get(KEYS.customer("c1")) == line("c1")
    assert not await store.exists(KEYS.part(0))


# What was damaged is not there.


def _edited(**changes: object) -> bytes:
    return json.dumps(json.loads(line("c1")) | changes).encode()


DAMAGE: dict[str, bytes] = {
    "empty": b"",
    "truncated": line("c1")[:-1],
    "half": line("c1")[: len(line("c1")) // 2],
    "no json": b"c1: done",
    "no object": b"[]",
    "null": b"null",
    "binary": b"\xff\x00\xfe",
    "no text": line("c1").replace(b"Acme", b"Acm\xe9"),
    "a field less": json.dumps({"customer_id": "c1"}).encode(),
    "an id that is none": _edited(customer_id=["c1"]),
    "an impossible value": _edited(spent={"calls": "many"}),
    "half a step": _edited(analysis={"fingerprint": "f1"}),
    "a step that is text": _edited(campaign="done"),
}


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_record_counts_as_missing(store: ArtifactStore, damage: str) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    for name in IDS:
        await ledger.write(record(name))
    await store.put(KEYS.customer("c1"), DAMAGE[damage])
    assert await found(store) == {name: None if name == "c1" else record(name) for name in IDS}
    assert await known(store) == [record(name) for name in IDS if name != "c1"]


async def test_a_record_cut_anywhere_counts_as_missing(store: ArtifactStore) -> None:
    await put_manifest(store, "c1")
    for length in range(0, len(line("c1")), 101):
        await store.put(KEYS.customer("c1"), line("c1")[:length])
        assert await found(store) == {"c1": None}


async def test_the_record_of_another_customer_counts_as_missing(store: ArtifactStore) -> None:
    await store.put(KEYS.customer("c1"), line("C1"))
    assert (await found(store))["c1"] is None


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_part_line_gives_way_to_the_own_record(store: ArtifactStore, damage: str) -> None:
    await put_part(store, DAMAGE[damage].replace(b"\n", b" "), *(line(name) for name in IDS[1:]))
    assert await found(store) == {name: None if name == "c1" else record(name) for name in IDS}
    await Ledger(store, KEYS, WINBACK).write(record("c1"))
    assert await found(store) == {name: record(name) for name in IDS}
    assert await known(store) == [record(name) for name in IDS]


CUTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "blank": lambda _: b"\n\n",
    "in the first line": lambda part: part[:100],
    "in the last line": lambda part: part[:-100],
    "after the first line": lambda part: part[: part.index(b"\n") + 1],
    "without its last line": lambda part: part[: part.rstrip().rindex(b"\n") + 1],
    "before the second line": lambda part: part[part.index(b"\n") + 1 :],
    "in the middle": lambda part: part[:3000] + part[6000:],
    "binary": lambda part: bytes(byte ^ 0x80 for byte in part),
}


@pytest.mark.parametrize("cut", CUTS)
async def test_a_cut_part_gives_way_to_the_own_records(store: ArtifactStore, cut: str) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    for name in IDS:
        await ledger.write(record(name))
    await put_part(store, *(line(name) for name in IDS))
    part = await store.get(KEYS.part(0)) or b""
    await store.put(KEYS.part(0), CUTS[cut](part))
    assert await found(store) == {name: record(name) for name in IDS}
    assert sorted(known.customer_id for known in await known(store)) == sorted(IDS)


@pytest.mark.parametrize("cut", CUTS)
async def test_a_cut_part_alone_gives_what_is_left_of_it(store: ArtifactStore, cut: str) -> None:
    await put_part(store, *(line(name) for name in IDS))
    await store.put(KEYS.part(0), CUTS[cut](await store.get(KEYS.part(0)) or b""))
    left = await found(store)
    assert list(left) == IDS
    assert all(past in (None, record(name)) for name, past in left.items())
    assert await known(store) == [past for past in left.values() if past is not None]


async def test_a_part_in_another_order_is_as_good(store: ArtifactStore) -> None:
    await put_part(store, *(line(name) for name in reversed(IDS)))
    assert await found(store) == {name: record(name) for name in IDS}


async def test_a_part_or_record_that_is_gone_after_the_look(store: ArtifactStore) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    await ledger.write(record("c1"))
    await put_part(store, line("C1"))
    await ledger.look()
    await store.delete(KEYS.customer("c1"))
    await store.delete(KEYS.part(0))
    assert [past async for _, past in ledger.batch(0)] == [None] * len(IDS)


# Once every batch is done, its parts say it all.


async def test_parts_alone_are_enough_and_what_does_not_fit_is_looked_for(
    store: ArtifactStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(store, KEYS, WINBACK)
    for name in IDS:
        await ledger.write(record(name))
    await ledger.write_part(0, [line(name) for name in IDS])
    listed: list[str] = []
    listing = ArtifactStore.listing

    def counted(self: ArtifactStore, prefix: str) -> AsyncIterator[tuple[str, str, int]]:
        listed.append(prefix)
        return listing(self, prefix)

    monkeypatch.setattr(ArtifactStore, "listing", counted)
    again = Ledger(store, KEYS, WINBACK)
    await again.look_at_parts()
    assert [one.customer_id async for one in again.all_records(range(1))] == [*IDS]
    assert listed == [f"{KEYS.results}/parts"]

    await put_part(store, *[line(name) for name in IDS][1:])  # a part of other subjects
    await again.look_at_parts()
    assert [one.customer_id async for one in again.all_records(range(1))] == [*IDS]
    assert listed[-1] == KEYS.results  # the records were listed, once
