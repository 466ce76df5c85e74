"""Contacts: claims, what was sent, the frequency cap, and that none of it gets lost unnoticed."""

import asyncio
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import SEALS, Upload
from blocks.stores import open_folder
from schemas.errors import BadInputError
from tasks.outreach.contact_changes import confirm, forget_address, forget_old, give_back
from tasks.outreach.contacts import claiming, read_contacts
from tasks.outreach.lock import one_at_a_time
from tasks.outreach.sending import by_schedule

NOW = datetime.now(UTC).replace(microsecond=0)
ANN, BOB = "ann@acme.example", "bob@beta.example"
MONDAY = Upload("monday").contacts


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "home")


@pytest.fixture
async def hashes(store: ArtifactStore) -> AddressHash:
    return await open_address_hash(store)


async def claim(
    store: ArtifactStore, hashes: AddressHash, *emails: str, now: datetime = NOW, key: str = MONDAY, cap: int = 30
) -> None:
    async with one_at_a_time(store) as guarded, claiming(guarded, key, hashes, now, cap) as claims:
        for email in emails:
            await claims.add(email, now.isoformat())


async def contacted(store: ArtifactStore, hashes: AddressHash, *, own: str = "", cap: int = 30) -> set[str]:
    found = await read_contacts(store, hashes, own, cap, NOW)
    return {email for email in (ANN, BOB) if hashes.of(email) in found}


async def test_a_claim_caps_others_but_not_its_own_upload(store: ArtifactStore, hashes: AddressHash) -> None:
    await claim(store, hashes, ANN)
    assert await contacted(store, hashes) == {ANN}
    assert await contacted(store, hashes, own=MONDAY) == set()
    assert await contacted(store, hashes, cap=0) == set()


async def test_the_cap_counts_from_the_day_of_the_claim_then_of_the_sending(
    store: ArtifactStore, hashes: AddressHash
) -> None:
    await claim(store, hashes, ANN, now=NOW - timedelta(days=31))
    assert await contacted(store, hashes) == set()
    await claim(store, hashes, ANN, BOB, now=NOW - timedelta(days=31))
    assert await confirm(store, MONDAY, hashes, (), by_schedule((0, 3, 10), NOW, again=False)) == (2, 2)
    assert await contacted(store, hashes) == {ANN, BOB}


async def test_what_is_given_back_caps_nobody_and_what_was_sent_stays(
    store: ArtifactStore, hashes: AddressHash
) -> None:
    await claim(store, hashes, ANN)
    assert await give_back(store, MONDAY, hashes) == (1, 0)
    assert await contacted(store, hashes) == set()
    await claim(store, hashes, ANN)
    await confirm(store, MONDAY, hashes, (), by_schedule((0, 3, 10), NOW, again=False))
    await claim(store, hashes, BOB)
    assert await contacted(store, hashes) == {ANN, BOB}
    assert await give_back(store, MONDAY, hashes) == (1, 1)
    assert await contacted(store, hashes) == {ANN}


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"\xff\n", None])
async def test_contacts_that_are_lost_or_damaged_are_not_nobody(
    store: ArtifactStore, hashes: AddressHash, tmp_path: Path, damage: bytes | None
) -> None:
    await claim(store, hashes, ANN, BOB)
    path = tmp_path / "home" / MONDAY
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with pytest.raises(BadInputError, match=r"monday\.jsonl is .*put it back from a copy"):
        await contacted(store, hashes)
    assert await contacted(store, hashes, cap=0) == set()


async def test_contacts_that_are_cut_off_at_a_line_are_noticed(
    store: ArtifactStore, hashes: AddressHash, tmp_path: Path
) -> None:
    await claim(store, hashes, ANN, BOB)
    path = tmp_path / "home" / MONDAY
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    with pytest.raises(BadInputError, match="emptied, cut off or edited"):
        await contacted(store, hashes)


async def test_contacts_under_another_key_are_not_nobody(
    store: ArtifactStore, hashes: AddressHash, tmp_path: Path
) -> None:
    await claim(store, hashes, ANN)
    (tmp_path / "home/secrets/addresses.key").unlink()
    with pytest.raises(BadInputError, match="another address key"):
        await contacted(store, await open_address_hash(store))


async def test_contacts_of_an_older_version_count(store: ArtifactStore, hashes: AddressHash) -> None:
    old = {"address": hashlib.sha256(ANN.encode()).hexdigest(), "at": NOW.isoformat()}
    await store.put(MONDAY, json.dumps(old).encode() + b"\n")
    assert await contacted(store, hashes) == {ANN}


async def test_no_export_takes_back_what_an_older_version_wrote(store: ArtifactStore, hashes: AddressHash) -> None:
    plain = hashlib.sha256(ANN.encode()).hexdigest()
    await store.put(MONDAY, json.dumps({"address": plain, "at": NOW.isoformat()}).encode() + b"\n")
    await claim(store, hashes)  # a trial, which claims nobody
    assert await contacted(store, hashes) == {ANN}


async def test_lost_seals_are_not_an_older_home(store: ArtifactStore, hashes: AddressHash) -> None:
    await claim(store, hashes, ANN)
    for key in (SEALS, MONDAY):
        await store.delete(key)
    with pytest.raises(BadInputError, match=r"outreach\.json is gone"):
        await contacted(store, hashes)


async def test_an_export_that_fails_changes_no_claim(store: ArtifactStore, hashes: AddressHash) -> None:
    await claim(store, hashes, ANN)

    async def failing() -> None:
        async with one_at_a_time(store) as guarded, claiming(guarded, MONDAY, hashes, NOW, 30) as claims:
            await claims.add(BOB, NOW.isoformat())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await failing()
    assert await contacted(store, hashes) == {ANN}


async def test_exports_wait_for_each_other(store: ArtifactStore) -> None:
    inside, most = 0, 0

    async def export() -> None:
        nonlocal inside, most
        async with one_at_a_time(store):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    await asyncio.gather(*(export() for _ in range(4)))
    assert (inside, most) == (0, 1)


async def test_a_person_is_forgotten_in_every_spelling(store: ArtifactStore, hashes: AddressHash) -> None:
    await claim(store, hashes, ANN, BOB)
    assert await forget_address(store, hashes, "mailto:ANN@acme.example") == [MONDAY]
    assert await contacted(store, hashes) == {BOB}
    assert await forget_address(store, hashes, ANN) == []


async def test_retention_never_undoes_the_cap(store: ArtifactStore, hashes: AddressHash) -> None:
    await claim(store, hashes, ANN, cap=365)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert await forget_old(store, tomorrow, dry_run=False) == []
    assert await contacted(store, hashes) == {ANN}
