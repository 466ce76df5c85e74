"""Addresses as lists and contacts keep them: keyed hashes, so that a copied list does not tell who is on it.

A plain sha256 of an address hides nothing: all addresses of a company can be tried in a second. The key belongs to one
store (a home, a bucket prefix) and is kept beside what it protects, readable by its owner only. Without it nobody can
tell who is on a list, so a list whose key is gone is an error, never an empty list.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from blocks.artifacts import ArtifactStore
from blocks.layout import ADDRESS_KEY, SEALS
from schemas.address import domain_of, normalised
from schemas.errors import BadInputError

_BYTES = 32


@dataclass(frozen=True, slots=True)
class AddressHash:
    """Hashes addresses under the key of one store. `id` identifies the key; every entry begins with it."""

    secret: bytes = field(repr=False)
    id: str

    def of(self, address: str) -> str:
        """The entry for an address, or for a domain written as `@example.com`."""
        return self.upgraded(plain_hash(normalised(address) or address.strip().casefold()))

    def upgraded(self, plain: str) -> str:
        """The entry for an address that an older version kept as a plain sha256: that hash, keyed."""
        keyed = hmac.new(self.secret, plain.encode("ascii"), hashlib.sha256).hexdigest()
        return f"{self.id}:{keyed}"

    def matches(self, address: str) -> frozenset[str]:
        """Every entry that covers this address: its own, its domain's, and both as older versions wrote them."""
        written = address.strip().casefold()
        plain = normalised(address) or written
        spellings = {plain, written, domain_of(plain), domain_of(written)}
        return frozenset(self.upgraded(plain_hash(spelling)) for spelling in spellings)

    def require_own(self, entries: Iterable[str], where: str) -> None:
        """Raise `BadInputError` if entries were made under another key: nobody could be found on such a list."""
        for entry in entries:
            if not entry.startswith(f"{self.id}:"):
                raise BadInputError(
                    f"{where} was hashed under another address key than the one of this store; "
                    "put the old key back, or give the list again"
                )


def plain_hash(address: str) -> str:
    """sha256 in hex, as versions before the key wrote it."""
    return hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()


async def open_address_hash(store: ArtifactStore, *, keep: bool = True) -> AddressHash:
    """The hasher of this store; its key is made on first use. Raises `BadInputError` if the key is damaged.

    Without `keep`, a new key is not stored: a dry run stores nothing.
    """
    content = await store.get(ADDRESS_KEY)
    if content is None:
        made = secrets.token_hex(_BYTES).encode()
        if keep and not await store.exists(SEALS):
            # Before the key: from now on, a key without seals means that the seals were lost.
            await store.put(SEALS, b"{\n\n}\n")
        # Of two processes that start at once one is first, and both use its key.
        taken = keep and await store.put_if(ADDRESS_KEY, made, None) is None
        content = await store.get(ADDRESS_KEY) if taken else made
    try:
        secret = bytes.fromhex((content or b"").decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != _BYTES:
        raise BadInputError(f"{store.location(ADDRESS_KEY)} is damaged; put it back from a copy, never make a new one")
    return AddressHash(secret, hashlib.sha256(b"address key\0" + secret).hexdigest()[:8])
