"""Everything against writing to an upload's addresses: its own list, the standing list, other uploads' contacts."""

from datetime import datetime
from functools import lru_cache

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.winback.run import WinbackParams
from tasks.outreach.contacts import read_contacts
from tasks.outreach.restrictions import Restrictions
from tasks.outreach.run_request import read_suppressed
from tasks.outreach.standing import read_standing

# A subject is looked up several times during a run; hashing its address takes 20 microseconds.
_REMEMBERED = 4_096


async def restrictions_of(store: ArtifactStore, status: Status, now: datetime) -> Restrictions:
    """An upload's restrictions. Raises `BadInputError` if a list is gone, damaged, or hashed under another key."""
    address_hash = await open_address_hash(store)
    listed = await read_suppressed(store, status, address_hash)
    return await restrictions_with(
        listed, store, address_hash, Upload(status.upload_id).contacts, cap_days(status), now
    )


async def restrictions_with(
    listed: frozenset[str], store: ArtifactStore, address_hash: AddressHash, own: str, cap: int, now: datetime
) -> Restrictions:
    """The same for a list that is not stored with an upload; `own` are the contacts that do not count."""
    standing = (await read_standing(store, address_hash)).keys()
    return Restrictions(
        entries=lru_cache(_REMEMBERED)(address_hash.matches),
        suppressed=listed | standing,
        contacted=await read_contacts(store, address_hash, own, cap, now),
        listed=len(listed),
        standing=len(standing),
    )


def cap_days(status: Status) -> int:
    """The frequency cap that an upload was asked to keep, in days."""
    said = status.params.get("frequency_cap_days")
    return said if isinstance(said, int) else WinbackParams().frequency_cap_days
