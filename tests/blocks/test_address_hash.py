"""Keyed hashes of addresses."""

import hashlib
from pathlib import Path

import pytest

from blocks.address_hash import open_address_hash
from blocks.layout import ADDRESS_KEY
from blocks.stores import open_folder
from schemas.errors import BadInputError


async def test_one_key_a_store_for_its_owner_only(tmp_path: Path) -> None:
    store = open_folder(tmp_path / "home")
    first, again = await open_address_hash(store), await open_address_hash(store)
    other = await open_address_hash(open_folder(tmp_path / "other"))
    assert first == again
    assert first.of("ann@acme.example") != other.of("ann@acme.example")
    assert (tmp_path / "home" / ADDRESS_KEY).stat().st_mode & 0o077 == 0
    assert first.secret.hex() not in repr(first)


async def test_an_entry_holds_every_spelling_and_a_domain(tmp_path: Path) -> None:
    hashed = await open_address_hash(open_folder(tmp_path))
    assert hashed.of("ann@acme.example") in hashed.matches("mailto:Ann@ACME.example.")
    assert hashed.of("@acme.example") in hashed.matches("ann@acme.example")
    assert hashed.of("neil@acme.example") not in hashed.matches("o'neil@acme.example")


async def test_what_an_older_version_hashed_still_holds(tmp_path: Path) -> None:
    hashed = await open_address_hash(open_folder(tmp_path))
    old = hashlib.sha256(b"ann@acme.example").hexdigest()
    assert hashed.upgraded(old) in hashed.matches("Ann@acme.example")
    # Before addresses were normalised, an international domain was hashed as it was written.
    old = hashlib.sha256("kim@münchen.example".encode()).hexdigest()
    assert hashed.upgraded(old) in hashed.matches("kim@münchen.example")


async def test_a_list_under_another_key_is_refused(tmp_path: Path) -> None:
    hashed = await open_address_hash(open_folder(tmp_path))
    hashed.require_own([hashed.of("ann@acme.example")], "the list")
    with pytest.raises(BadInputError, match="the list was hashed under another address key"):
        hashed.require_own(["0badc0de:00"], "the list")


@pytest.mark.parametrize("content", [b"", b"short", b"zz" * 32, b"\xff" * 64])
async def test_a_damaged_key_is_never_replaced(tmp_path: Path, content: bytes) -> None:
    store = open_folder(tmp_path)
    await store.put(ADDRESS_KEY, content)
    with pytest.raises(BadInputError, match="is damaged"):
        await open_address_hash(store)
    assert await store.get(ADDRESS_KEY) == content
