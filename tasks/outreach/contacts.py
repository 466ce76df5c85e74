"""Who was written to, across all uploads: one object per upload, with addresses as hashes only.

An export claims its addresses. A claim counts like a contact from the day of the export until it is given back; once
the emails are confirmed as sent, the day of sending counts. What was sent stays, whatever comes later.
"""

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from blocks.address_hash import AddressHash
from blocks.artifacts import ArtifactStore, Writer
from blocks.layout import CONTACTS
from schemas.errors import BadInputError
from tasks.bulk.kept import ABSENT
from tasks.outreach import seals
from tasks.outreach.entries import current_entries

_PIECE = 1 << 20
_REMEDY = ", or run with --frequency-cap 0"


@dataclass(frozen=True, slots=True)
class Contact:
    """A hashed address with its time (ISO 8601 in UTC), claimed by an export or `sent`."""

    address: str
    at: str
    sent: bool = False
    emails: Mapping[int, str] = field(default_factory=dict)  # by number in the sequence: when it went out, or will

    def line(self) -> bytes:
        """The stored line."""
        sent = {"sent": True} if self.sent else {}
        emails = {"emails": {str(number): at for number, at in sorted(self.emails.items())}} if self.emails else {}
        return json.dumps({"address": self.address, "at": self.at} | sent | emails).encode() + b"\n"

    @property
    def first_at(self) -> str:
        """When its first email went out; of a claim, when it was exported."""
        return min(self.emails.values(), default=self.at)

    def is_out(self, number: int, now: datetime) -> bool:
        """Whether an email of the sequence has gone out by now."""
        return number in self.emails and self.emails[number] <= now.isoformat(timespec="seconds")


async def read_contacts(
    store: ArtifactStore, address_hash: AddressHash, own: str, cap_days: int, now: datetime
) -> dict[str, str]:
    """Hashed addresses that uploads other than `own` claimed or wrote to within the cap, with the last day.

    Raises `BadInputError` if contacts that count are gone or damaged.
    """
    if not cap_days:
        return {}
    from_day = now - timedelta(days=cap_days)
    return await seals.undisturbed(lambda: _recent(store, address_hash, own, from_day))


async def _recent(store: ArtifactStore, address_hash: AddressHash, own: str, since: datetime) -> dict[str, str]:
    sealed = await seals.read_seals(store)
    keys = {key: changed async for key, changed in store.keys(CONTACTS) if key != own}
    for key, seal in sealed.items():
        if key.startswith(f"{CONTACTS}/") and key != own and key not in keys and seal.last >= since.isoformat():
            seals.require_sealed(store, seal, key, ABSENT, _REMEDY)
    contacted: dict[str, str] = {}
    for key in (key for key, changed in keys.items() if changed >= since.timestamp()):
        async for contact in _contacts(store, key, sealed.get(key), address_hash):
            if contact.at >= since.isoformat() and contact.at[:10] > contacted.get(contact.address, ""):
                contacted[contact.address] = contact.at[:10]
    return contacted


async def own_contacts(store: ArtifactStore, key: str, address_hash: AddressHash) -> dict[str, Contact]:
    """What this upload has claimed or sent before, by address."""
    seal = (await seals.read_seals(store)).get(key)
    return {contact.address: contact async for contact in _contacts(store, key, seal, address_hash)}


def contact_of(contacts: Mapping[str, Contact], address_hash: AddressHash, email: str) -> Contact | None:
    """The contact of an address, in whichever form it was kept."""
    if not contacts:
        return None
    return next((contacts[entry] for entry in address_hash.matches(email) if entry in contacts), None)


class Claims:
    """The contacts of one upload, written while its emails are exported."""

    def __init__(self, writer: Writer, address_hash: AddressHash, before: Mapping[str, Contact], now: datetime) -> None:
        self._writer = writer
        self._hash = address_hash
        self.before = before  # what the upload had claimed or sent
        self._now = now.isoformat(timespec="seconds")
        self._piece = bytearray()
        self._digest = hashlib.sha256()
        self.last = ""

    def of_own(self, email: str) -> bool:
        """Whether this upload has claimed the address or written to it before."""
        return self.own(email) is not None

    def own(self, email: str) -> Contact | None:
        """What this upload has claimed or sent before, of one address."""
        return contact_of(self.before, self._hash, email)

    async def add(self, email: str, written_at: str) -> None:
        """Claim an address for emails written at this moment; a claim on the same emails keeps its day."""
        address = self._hash.of(email)
        before = self.before.get(address)
        if before is None:
            await self.keep(Contact(address, self._now))
        elif not before.sent:  # sent already, and recorded as such
            await self.keep(before if before.at >= written_at else Contact(address, self._now))

    async def keep(self, contact: Contact) -> None:
        """Write one contact."""
        self.last = max(self.last, contact.at)
        self._piece += contact.line()
        if len(self._piece) >= _PIECE:
            await self.flush()

    async def take(self, part: Path, last: str) -> None:
        """Write what another process has claimed for this upload, from its file; `last`: the latest of its times."""
        self.last = max(self.last, last)
        with part.open("rb") as lines:
            while piece := lines.read(_PIECE):
                self._piece += piece
                await self.flush()

    async def flush(self) -> str:
        """Write the rest; returns the sha256 of everything written."""
        self._digest.update(self._piece)
        await self._writer.write(bytes(self._piece))
        self._piece.clear()
        return self._digest.hexdigest()


@asynccontextmanager
async def claiming(
    store: ArtifactStore, key: str, address_hash: AddressHash, now: datetime, cap_days: int
) -> AsyncIterator[Claims]:
    """Rewrite the contacts of an upload; they appear whole at the end. What was sent stays. Under the lock."""
    before = await own_contacts(store, key, address_hash)
    async with store.writer(key) as writer:
        claims = Claims(writer, address_hash, before, now)
        for contact in before.values():
            if contact.sent:
                await claims.keep(contact)
        yield claims
        digest = await claims.flush()
        await seals.allow(store, key, digest)
    await seals.settle(store, key, digest, claims.last, cap_days)


async def _contacts(
    store: ArtifactStore, key: str, seal: seals.Seal | None, address_hash: AddressHash
) -> AsyncIterator[Contact]:
    """The contacts in an object. Raises `BadInputError` at a damaged line, or at the end if the seal does not match."""
    digest, where, there = hashlib.sha256(), store.location(key), False
    async for line in store.lines(key):
        there = True
        digest.update(line + b"\n")
        contact = _parsed(line)
        if contact is None:
            if seal is not None:
                break  # the hash will show it, with a message that says what to do
            raise BadInputError(f"{where} is damaged; put it back from a copy{_REMEDY}")
        (address,) = current_entries([contact.address], address_hash, where)
        # An older version had no claims: everybody it noted was written to, and no later export takes that back.
        yield Contact(address, contact.at, contact.sent or seal is None, contact.emails)
    found = digest.hexdigest() if there or await store.exists(key) else ABSENT
    seals.require_sealed(store, seal, key, found, _REMEDY)


def _parsed(line: bytes) -> Contact | None:
    try:
        contact = json.loads(line)
        emails = {int(number): str(at) for number, at in contact.get("emails", {}).items()}
        return Contact(str(contact["address"]), str(contact["at"]), bool(contact.get("sent", False)), emails)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
