"""Changes to contacts after their export: sent, given back, erased, expired. Each under the environment's lock."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from blocks.address_hash import AddressHash
from blocks.artifacts import ArtifactStore
from blocks.layout import CONTACTS
from tasks.outreach import seals
from tasks.outreach.contacts import Contact, own_contacts
from tasks.outreach.lock import one_at_a_time

# The cap of a run that names none: retention never deletes contacts younger than this.
USUAL_CAP_DAYS = 30


Went = Callable[[str, Contact | None], Contact | None]


async def confirm(
    store: ArtifactStore, key: str, address_hash: AddressHash, others: Iterable[str], went: Went
) -> tuple[int, int]:
    """Mark what was sent of an upload's claims and of these further addresses; returns how many newly and in all.

    `went` is told an entry and what is known of it, and says what went out; None: nothing of it did.
    """
    new = 0
    async with one_at_a_time(store) as guarded:
        contacts = await own_contacts(guarded, key, address_hash)
        for entry in dict.fromkeys((*contacts, *(address_hash.of(other) for other in others))):
            before = contacts.get(entry)
            after = went(entry, before)
            if after is not None:
                new += before is None or not before.sent
                contacts[entry] = after
        await _write(guarded, key, contacts.values())
    return new, sum(contact.sent for contact in contacts.values())


async def give_back(store: ArtifactStore, key: str, address_hash: AddressHash) -> tuple[int, int]:
    """Give back the claims of an upload; returns how many were given back, and how many stay because they were sent."""
    async with one_at_a_time(store) as guarded:
        contacts = await own_contacts(guarded, key, address_hash)
        sent = [contact for contact in contacts.values() if contact.sent]
        if len(sent) < len(contacts):
            await _write(guarded, key, sent)
    return len(contacts) - len(sent), len(sent)


async def forget_address(store: ArtifactStore, address_hash: AddressHash, address: str) -> list[str]:
    """Remove an address from all contacts; returns the keys that were rewritten."""
    entries, changed = address_hash.matches(address), []
    async with one_at_a_time(store) as guarded:
        for key in [key async for key, _ in guarded.keys(CONTACTS)]:
            contacts = await own_contacts(guarded, key, address_hash)
            if not entries.isdisjoint(contacts):
                await _write(guarded, key, [contact for name, contact in contacts.items() if name not in entries])
                changed.append(key)
    return changed


async def forget_old(store: ArtifactStore, before: datetime, *, dry_run: bool) -> list[str]:
    """Delete the contacts of uploads that were last written before a moment; returns their keys.

    Contacts younger than the longest frequency cap in use stay: deleting them would undo the cap.
    """
    async with one_at_a_time(store) as guarded:
        sealed = await seals.read_seals(guarded)
        cap_days = max([USUAL_CAP_DAYS, *(seal.cap_days for seal in sealed.values())])
        until = min(before, datetime.now(UTC) - timedelta(days=cap_days)).timestamp()
        old = [key async for key, changed in guarded.keys(CONTACTS) if changed < until]
        if old and not dry_run:
            await seals.unseal(guarded, old)
            for key in old:
                await guarded.delete(key)
    return old


async def rewrite(store: ArtifactStore, key: str, address_hash: AddressHash) -> None:
    """Write contacts in their current form, under a seal. The caller holds the lock."""
    await _write(store, key, (await own_contacts(store, key, address_hash)).values())


async def _write(store: ArtifactStore, key: str, contacts: Iterable[Contact]) -> None:
    kept = list(contacts)
    seal = (await seals.read_seals(store)).get(key)
    last = max((contact.at for contact in kept), default="")
    content = b"".join(contact.line() for contact in kept)
    await seals.write_sealed(store, key, content, last, seal.cap_days if seal is not None else 0)
