"""Erasing a person from what is built of many: the features and the comparable cases."""

from datetime import datetime

from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import UPLOADS
from schemas.address import normalised
from tasks.bulk.place import Place
from tasks.upsell.features.build import forget_customers
from tasks.upsell.similar.building import build_cases, case_bundles
from tasks.upsell.similar.gathering import past_cases

_EVENTS = f"upsell/{UPLOADS}/"


async def forget_in_figures(place: Place, address: str, now: datetime) -> list[str]:
    """Leave the person out of both; returns where older ones were dropped.

    To be called while the stored events still say which customers had the address, and after the decisions about them
    are gone: the cases are built anew from the others.
    """
    customers = await _customers(place.store, address)
    changed = await forget_customers(place, customers, now)
    bundles = case_bundles(place)
    if not customers or await bundles.current() is None:
        return changed
    before = await bundles.ids()
    await build_cases(place, await past_cases(place), now, kept=1)
    return [*changed, *(place.store.location(f"upsell/cases/{one}") for one in before)]


async def _customers(store: ArtifactStore, address: str) -> frozenset[str]:
    """The ids under which events of an address are stored."""
    found = set[str]()
    async for key, _ in store.keys(_EVENTS):
        if key.endswith(".json"):
            async for line in store.lines(key):
                customer = _customer(line.rstrip(b",")) if b"@" in line else {}
                if normalised(str(customer.get("email") or "")) == address:
                    found.add(str(customer.get("id") or ""))
    return frozenset(found - {""})


def _customer(line: bytes) -> dict[str, object]:
    try:
        event = from_json(line)
    except ValueError:
        return {}
    customer = event.get("customer") if isinstance(event, dict) else None
    return customer if isinstance(customer, dict) else {}
