"""Links by which one person is never written to again, without signing in (RFC 8058).

A link names nobody: it carries the person's entry of the standing list, which is a keyed hash, and a mark that only
this store can make. So a link that is guessed or altered does nothing, and one that leaks tells nothing.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

from blocks.address_hash import AddressHash
from blocks.artifacts import ArtifactStore
from schemas.errors import BadInputError
from tasks.outreach.standing import add_entries

PLACE = "{token}"  # in the link of a profile: the recipient's own token stands there
SOURCE = "one-click unsubscribe"
_ENTRY, _MARK = 32, 16  # bytes
_LONGEST = 80


def token_for(address_hash: AddressHash, address: str) -> str:
    """The token in the link of one address; always the same."""
    entry = bytes.fromhex(address_hash.of(address).partition(":")[2])
    return base64.urlsafe_b64encode(entry + _mark(address_hash, entry)).decode()


def entry_of(address_hash: AddressHash, token: str) -> str:
    """The entry of the standing list that a token stands for. Raises `BadInputError` for one that we did not make."""
    try:
        said = base64.urlsafe_b64decode(token.encode("ascii")) if len(token) <= _LONGEST else b""
    except (binascii.Error, ValueError):
        said = b""
    entry, mark = said[:_ENTRY], said[_ENTRY:]
    if len(said) != _ENTRY + _MARK or not hmac.compare_digest(mark, _mark(address_hash, entry)):
        raise BadInputError("this link is not whole, or not one of ours; take it from the email once more")
    return f"{address_hash.id}:{entry.hex()}"


def link_for(address_hash: AddressHash, link: str, address: str) -> str:
    """The link of a profile for one address; itself if it has no place for a token."""
    return link.replace(PLACE, token_for(address_hash, address)) if PLACE in link else link


def headers_for(link: str) -> dict[str, str]:
    """What a mail program shows its own button by (RFC 2369, RFC 8058): only a link that takes a POST may say so."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


async def unsubscribe(store: ArtifactStore, address_hash: AddressHash, token: str, now: datetime) -> bool:
    """Put the person of a token on the standing list; returns whether they are new there."""
    entry = entry_of(address_hash, token)
    new = await add_entries(
        store, address_hash, {entry}, now=now, by="the recipient", source=SOURCE, reason="asked for it by the link"
    )
    return new > 0


def _mark(address_hash: AddressHash, entry: bytes) -> bytes:
    return hmac.new(address_hash.secret, b"one-click unsubscribe\0" + entry, hashlib.sha256).digest()[:_MARK]
