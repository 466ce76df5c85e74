"""The standing suppression list of an environment: who is never written to, whichever system asks."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime

from pydantic import ValidationError

from blocks.address_hash import AddressHash
from blocks.artifacts import ArtifactStore
from blocks.layout import STANDING_LIST
from schemas.errors import BadInputError
from schemas.outreach import StandingEntry
from tasks.bulk.kept import sha256
from tasks.outreach import seals
from tasks.outreach.entries import current_entries
from tasks.outreach.lock import one_at_a_time


async def read_standing(store: ArtifactStore, address_hash: AddressHash) -> dict[str, StandingEntry]:
    """The list by entry. Raises `BadInputError` if it is gone, damaged, or hashed under another key."""
    return await seals.undisturbed(lambda: _read(store, address_hash))


async def add_to_standing(
    store: ArtifactStore, address_hash: AddressHash, addresses: Iterable[str], *, now: datetime, by: str,
    source: str, reason: str,
) -> int:  # fmt: skip
    """Add addresses and domains (`@example.com`); returns how many were not on the list yet."""
    entries = {address_hash.of(address) for address in addresses}
    return await add_entries(store, address_hash, entries, now=now, by=by, source=source, reason=reason)


async def add_entries(
    store: ArtifactStore, address_hash: AddressHash, entries: set[str], *, now: datetime, by: str, source: str,
    reason: str,
) -> int:  # fmt: skip
    """The same of those who are known only as this store's hashes."""
    if entries <= (await read_standing(store, address_hash)).keys():
        return 0
    async with one_at_a_time(store) as guarded:
        standing = await _read(guarded, address_hash)
        new = entries - standing.keys()
        at = now.isoformat(timespec="seconds")
        standing |= {entry: StandingEntry(address=entry, at=at, by=by, source=source, reason=reason) for entry in new}
        await _write(guarded, standing)
    return len(new)


async def remove_from_standing(store: ArtifactStore, address_hash: AddressHash, address: str) -> int:
    """Take an address, or a domain as `@example.com`, off the list; returns how many entries were removed."""
    async with one_at_a_time(store) as guarded:
        standing = await _read(guarded, address_hash)
        entry = address_hash.of(address)
        if entry not in standing:
            return 0
        del standing[entry]
        await _write(guarded, standing)
    return 1


async def reword_standing(store: ArtifactStore, address_hash: AddressHash, reworded: Callable[[str], str]) -> bool:
    """Pass what entries say of their origin and their reason through `reworded`; returns whether any changed.

    Everybody stays on the list.
    """
    async with one_at_a_time(store) as guarded:
        standing = await _read(guarded, address_hash)
        new = {
            name: entry.model_copy(update={"source": reworded(entry.source), "reason": reworded(entry.reason)})
            for name, entry in standing.items()
        }
        if new != standing:
            await _write(guarded, new)
        return new != standing


async def _read(store: ArtifactStore, address_hash: AddressHash) -> dict[str, StandingEntry]:
    seal = (await seals.read_seals(store)).get(STANDING_LIST)
    content = await store.get(STANDING_LIST)
    seals.require_sealed(store, seal, STANDING_LIST, sha256(content))
    where = store.location(STANDING_LIST)
    try:
        entries = [StandingEntry.model_validate_json(line) for line in (content or b"").splitlines()]
    except ValidationError:
        raise BadInputError(f"{where} is damaged; put it back from a copy") from None
    current_entries((entry.address for entry in entries), address_hash, where)
    return {entry.address: entry for entry in entries}


async def _write(store: ArtifactStore, standing: dict[str, StandingEntry]) -> None:
    lines = [json.dumps(entry.model_dump()) for entry in standing.values()]
    await seals.write_sealed(store, STANDING_LIST, "".join(f"{line}\n" for line in lines).encode())
