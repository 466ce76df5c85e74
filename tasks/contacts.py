"""Who was written to, over all uploads: one object per upload, addresses as hashes only."""

import json
from datetime import datetime, timedelta

from blocks.artifacts import ArtifactStore
from blocks.layout import CONTACTS, Upload
from tasks.do_not_send import address_key


async def read_contacts(store: ArtifactStore, keys: Upload, cap_days: int, now: datetime) -> dict[str, str]:
    """The addresses (hashed) that other uploads wrote to within the cap, each with its last day."""
    contacted: dict[str, str] = {}
    if not cap_days:
        return contacted
    from_day = now - timedelta(days=cap_days)
    since = from_day.isoformat()
    found = [found async for found in store.keys(CONTACTS)]
    recent = [key for key, changed in found if key != keys.contacts and changed >= from_day.timestamp()]
    for key in recent:
        async for line in store.lines(key):
            address, at = _contact(line)
            if at >= since and at[:10] > contacted.get(address, ""):
                contacted[address] = at[:10]
    return contacted


def contact_line(email: str, at: str) -> bytes:
    """One line of an upload's contacts; `at` is when its emails were written, ISO 8601 in UTC."""
    return json.dumps({"address": address_key(email), "at": at}).encode() + b"\n"


def _contact(line: bytes) -> tuple[str, str]:
    try:
        contact = json.loads(line)
        return str(contact["address"]), str(contact["at"])
    except (ValueError, KeyError, TypeError):
        return "", ""  # a damaged line holds nobody
