"""The standing list: nothing that was added is lost, whoever adds at the same time and whatever becomes of the file."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.dying_store import KilledError, dying_after

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import STANDING_LIST
from blocks.stores import open_folder
from schemas.errors import BadInputError
from tasks.outreach.standing import add_to_standing, read_standing, remove_from_standing


@pytest.fixture
def store(tmp_path: Path) -> ArtifactStore:
    return open_folder(tmp_path / "home")


@pytest.fixture
async def hashes(store: ArtifactStore) -> AddressHash:
    return await open_address_hash(store)


async def add(store: ArtifactStore, hashes: AddressHash, *addresses: str) -> int:
    return await add_to_standing(
        store, hashes, addresses, now=datetime.now(UTC), by="dana", source="stop.csv", reason="asked to"
    )


async def test_an_address_is_added_once_and_only_its_hash_is_kept(
    store: ArtifactStore, hashes: AddressHash, tmp_path: Path
) -> None:
    assert await add(store, hashes, "Ann@acme.example", "@beta.example") == 2
    assert await add(store, hashes, "mailto:ann@acme.example") == 0
    (entry, _) = sorted((await read_standing(store, hashes)).values(), key=lambda entry: entry.address)
    assert (entry.by, entry.source, entry.reason) == ("dana", "stop.csv", "asked to")
    for path in (tmp_path / "home").rglob("*"):
        assert not path.is_file() or b"acme" not in path.read_bytes()


async def test_an_address_is_removed_in_any_spelling(store: ArtifactStore, hashes: AddressHash) -> None:
    await add(store, hashes, "kim@münchen.example")
    assert await remove_from_standing(store, hashes, "kim@xn--mnchen-3ya.example") == 1
    assert await remove_from_standing(store, hashes, "kim@xn--mnchen-3ya.example") == 0
    assert await read_standing(store, hashes) == {}


async def test_what_is_added_at_the_same_time_is_not_lost(store: ArtifactStore, hashes: AddressHash) -> None:
    await asyncio.gather(*(add(store, hashes, f"p{number}@acme.example") for number in range(8)))
    assert len(await read_standing(store, hashes)) == 8


@pytest.mark.parametrize("damage", ["gone", "emptied", "cut off"])
async def test_a_list_that_is_lost_is_not_an_empty_one(
    store: ArtifactStore, hashes: AddressHash, tmp_path: Path, damage: str
) -> None:
    await add(store, hashes, "ann@acme.example", "bob@acme.example")
    path = tmp_path / "home" / STANDING_LIST
    lines = path.read_bytes().splitlines(keepends=True)
    path.unlink()
    if damage != "gone":
        path.write_bytes(b"" if damage == "emptied" else lines[0])
    with pytest.raises(BadInputError, match="put it back from a copy"):
        await read_standing(store, hashes)
    path.write_bytes(b"".join(lines))
    assert len(await read_standing(store, hashes)) == 2


@pytest.mark.parametrize("writes", [0, 1, 2])
async def test_a_process_killed_between_seal_and_list_leaves_a_list(
    store: ArtifactStore, hashes: AddressHash, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    await add(store, hashes, "ann@acme.example")
    with dying_after(writes, monkeypatch), pytest.raises(KilledError):
        await add(store, hashes, "bob@acme.example")
    assert hashes.of("ann@acme.example") in await read_standing(store, hashes)
    await add(store, hashes, "bob@acme.example")
    assert len(await read_standing(store, hashes)) == 2
