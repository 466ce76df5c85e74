"""An upload of events: what became of each, and one with everything that led to it."""

from blocks.layout import safe
from schemas.bulk import Status
from schemas.uploads import UploadShown
from schemas.upsell.pages import EventPage, EventRow, EventsAsked, UploadPage
from schemas.upsell.run import EventRecord
from tasks.upsell.entries import reason_of
from tasks.upsell.event_list import event_row, list_events
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.upsell.known import known_event, known_upload
from web.pages.upsell.section import UPSELL


@UPSELL.page("/upsell/{upload}")
async def upload(asked: Asked) -> Page:
    """One page of its events, as the address asks."""
    status, words = await known_upload(asked), asked.words(EventsAsked)
    data = UploadPage(
        upload=UploadShown.of(status),
        path=UPSELL.of_upload(status.upload_id),
        asked=words,
        events=await list_events(asked.store, status, words),
        rejected=status.rejected,
        skipped=status.skipped,
        warnings=status.warnings or status.doubts,
    )
    return Page(f"{status.upload_id}: {status.status.replace('_', ' ')}", "upsell/upload.html.jinja", data)


@UPSELL.page("/upsell/{upload}/events/{event}")
async def event(asked: Asked) -> Page:
    """One event."""
    status = await known_upload(asked)
    record = await known_event(asked, status)
    data = _shown(status, record, await event_row(asked.store, status, record))
    return Page(f"Event {record.event.event_id}: {status.upload_id}", "upsell/event.html.jinja", data)


def _shown(status: Status, record: EventRecord, exported: EventRow | None) -> EventPage:
    earlier = record.earlier
    path = UPSELL.of_upload(status.upload_id)
    return EventPage(
        upload_id=status.upload_id,
        upload_path=path,
        event=record.event,
        decision=exported.decision if exported else record.decision,
        reason=exported.reason if exported else reason_of(record),
        hold=exported.hold if exported else (record.hold.code if record.hold else None),
        fitting=record.items,
        attempts=record.attempts,
        similar=record.similar,
        features=record.features,
        features_version=record.features_version,
        versions=record.versions,
        cost_usd=record.spent.cost_usd,
        decided_in=earlier.upload_id if earlier else "",
        decided_path=f"{UPSELL.of_upload(earlier.upload_id)}/events/{safe(record.key)}" if earlier else "",
    )
