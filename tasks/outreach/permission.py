"""Everything against writing to an upload's addresses: its own list, the standing list, what other uploads did."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache

from blocks.address_hash import AddressHash, open_address_hash
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.outcomes import Kind, PersonOutcomes
from schemas.outreach import FREQUENCY_CAP_DAYS
from tasks.bulk.place import Place
from tasks.outreach.contacts import read_contacts
from tasks.outreach.outcome_table import open_outcomes
from tasks.outreach.restrictions import Restrictions
from tasks.outreach.run_request import read_suppressed
from tasks.outreach.standing import read_standing

# A subject is looked up several times during a run; hashing its address takes 20 microseconds.
REMEMBERED = 4_096


async def restrictions_of(place: Place, status: Status, now: datetime) -> Restrictions:
    """An upload's restrictions. Raises `BadInputError` if a list is gone, damaged, or hashed under another key."""
    address_hash = await open_address_hash(place.store)
    listed = await read_suppressed(place.store, status, address_hash)
    return await restrictions_with(listed, place, address_hash, Upload.of(status), cap_days(status), now)


async def restrictions_with(
    listed: frozenset[str], place: Place, address_hash: AddressHash, own: Upload, cap: int, now: datetime
) -> Restrictions:
    """The same for a list that is not stored with an upload; contacts and outcomes of its `own` upload do not count."""
    standing = (await read_standing(place.store, address_hash)).keys()
    async with open_outcomes(place.environment) as outcomes:
        others = await outcomes.of_others(own.name)
    return Restrictions(
        entries=lru_cache(REMEMBERED)(address_hash.matches),
        suppressed=listed | standing,
        contacted=await read_contacts(place.store, address_hash, own.contacts, cap, now),
        came_back=_last(others, "reactivated", date.min),
        replied=_last(others, "replied", now.date() - timedelta(days=cap)) if cap else {},
        listed=len(listed),
        standing=len(standing),
    )


def _last(others: Mapping[str, Iterable[PersonOutcomes]], kind: Kind, since: date) -> dict[str, str]:
    """The last day since then on which other uploads' people did this, by the hash of their address."""
    days = {
        person: max((fact.day for one in known for fact in one.facts if fact.kind == kind), default=date.min)
        for person, known in others.items()
    }
    return {person: day.isoformat() for person, day in days.items() if day > date.min and day >= since}


def cap_days(status: Status) -> int:
    """The frequency cap that an upload was asked to keep, in days."""
    said = status.params.get("frequency_cap_days")
    return said if isinstance(said, int) else FREQUENCY_CAP_DAYS
