"""What waits in the queue, every upload of events, and one event by its id."""

from blocks.layout import safe
from schemas.upsell.pages import Found, Overview, UploadPath
from tasks.bulk.upload_list import list_uploads
from tasks.upsell.decisions import open_decisions
from tasks.upsell.system import UPSELL as SYSTEM
from tasks.upsell.watching_queue import queue_now
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.upsell.asking import Find
from web.pages.upsell.section import UPSELL


@UPSELL.page("/upsell")
async def overview(asked: Asked) -> Page:
    """Everything in one look."""
    find = asked.words(Find).find.strip()
    data = Overview(
        queue=await queue_now(asked.place),
        uploads=await _uploads(asked),
        find=find,
        found=await _found(asked, find) if find else None,
    )
    return Page("Upsell", "upsell/overview.html.jinja", data)


@UPSELL.part("/upsell/now")
async def now(asked: Asked) -> Page:
    """The queue, for the piece that is polled."""
    return Page("Upsell", "upsell/queue_now.html.jinja", Overview(queue=await queue_now(asked.place), uploads=[]))


async def _uploads(asked: Asked) -> list[UploadPath]:
    found = [one for one in await list_uploads(asked.environment) if one.system == SYSTEM.name]
    return [UploadPath(upload=one, path=UPSELL.of_upload(one.upload_id) if one.status else "") for one in found]


async def _found(asked: Asked, event_id: str) -> Found | None:
    """By the id of an event that named no source, or by source and id with a blank between them."""
    keys = dict.fromkeys((event_id, "\t".join(event_id.rsplit(maxsplit=1))))
    async with open_decisions(asked.place.environment) as decisions:
        known = await decisions.get([*keys])
    one = next((known[key] for key in keys if key in known and known[key].key), None)
    if one is None:
        return None
    return Found(decided=one, path=f"{UPSELL.of_upload(one.upload_id)}/events/{safe(one.key)}")
