"""Win-back in the navigation, and what there waits for a person."""

from collections.abc import Sequence
from pathlib import Path

from blocks.layout import safe
from schemas.errors import shown
from schemas.home import Waiting
from schemas.printable import counted
from tasks.bulk.place import Place
from tasks.bulk.upload_list import list_uploads
from web.pages.section import Section

OURS = frozenset(("", "winback"))  # as statuses say it


async def _waits(place: Place) -> Sequence[Waiting]:
    """Uploads with emails to approve."""
    return [
        Waiting(
            what=f"{shown(one.upload_id)}: {counted(one.review, 'customer')} to review",
            path=f"/winback/{safe(one.upload_id)}?send=review",
        )
        for one in await list_uploads(place.environment.name)
        if one.system in OURS and one.review and one.status != "processing"
    ]


WINBACK = Section(
    "Win-back",
    "winback",
    Path(__file__).with_name("templates"),
    order=10,
    waits=_waits,
    systems=OURS,
    settings=(("Who writes, and what may be offered", "/winback/profile/sender"),),
)
