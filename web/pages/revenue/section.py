"""Revenue in the navigation, and what there waits for a person."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from schemas.home import Waiting
from schemas.printable import counted
from tasks.bulk.place import Place
from tasks.outbox.outbox import entries, open_outbox
from web.pages.section import Section


async def _waits(place: Place) -> Sequence[Waiting]:
    """Actions that a person has to approve."""
    if place.environment.records_url is None:
        return []
    async with open_outbox(place.environment) as records:
        proposed = await entries(records, datetime.now(UTC), "proposed")
    number = sum(one.system == "revenue" for one in proposed)
    return [Waiting(what=f"revenue: {counted(number, 'action')} to approve", path="/revenue/actions")] if number else []


REVENUE = Section("Revenue", "revenue", Path(__file__).with_name("templates"), order=40, waits=_waits)
