"""Upsell in the navigation, and what there waits for a person."""

from collections.abc import Sequence
from pathlib import Path

from schemas.home import Waiting
from schemas.printable import counted
from tasks.bulk.place import Place
from tasks.upsell.watching_queue import queue_now
from web.pages.section import Section


async def _waits(place: Place) -> Sequence[Waiting]:
    """Events that cannot be used."""
    now = await queue_now(place)
    if now is None or not now.dead:
        return []
    return [Waiting(what=f"upsell: {counted(now.dead, 'dead letter')}", path="/upsell/dead")]


UPSELL = Section(
    "Upsell",
    "upsell",
    Path(__file__).with_name("templates"),
    order=20,
    waits=_waits,
    systems=frozenset(("upsell",)),
)
