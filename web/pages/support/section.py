"""Support in the navigation, and what there waits for a person."""

from collections.abc import Sequence
from pathlib import Path

from schemas.home import Waiting
from schemas.printable import counted
from tasks.bulk.place import Place
from tasks.support.escalations.taking import open_escalations
from tasks.support.learning.reviewing import to_review
from web.pages.section import Section


async def _waits(place: Place) -> Sequence[Waiting]:
    """Customers whom nobody has taken, and badly rated answers that nobody has looked at."""
    if place.environment.records_url is None:
        return []
    async with open_escalations(place.environment.name) as opened:
        found = await opened.in_states("open")
    waiting = [
        Waiting(
            what=f"support: a customer waits for a person ({one.reason})", path=f"/support/people/{one.escalation_id}"
        )
        for one in found
    ]
    if candidates := await to_review(place.environment.name, "new"):
        waiting.append(Waiting(what=f"support: {counted(len(candidates), 'answer')} to review", path="/support/review"))
    return waiting


SUPPORT = Section("Support", "support", Path(__file__).with_name("templates"), order=30, waits=_waits)
