"""An upload and an event as a path names them."""

import re

from blocks.layout import Upload, safe
from schemas.bulk import Status
from schemas.upsell.run import EventRecord
from tasks.bulk.status import read_status_of
from tasks.upsell.one_event import read_event
from tasks.upsell.system import UPSELL as SYSTEM
from web.pages.asked import Asked
from web.problems import NotFoundError

_NAME = re.compile(r"[a-z0-9_-]{1,64}|~[0-9a-f]{64}")


async def known_upload(asked: Asked) -> Status:
    """The upload of the path. Raises `NotFoundError` if there is none of upsell."""
    name = _named(asked, "upload")
    status = await read_status_of(asked.store, Upload("", SYSTEM.name, name=name))
    if status is None or not SYSTEM.owns(status) or safe(status.upload_id) != name:
        raise NotFoundError(f"there is no upload of events {name}")
    return status


async def known_event(asked: Asked, status: Status) -> EventRecord:
    """The event of the path. Raises `NotFoundError` if there is no record of it yet."""
    record = await read_event(asked.store, status, _named(asked, "event"))
    if record is None:
        raise NotFoundError("this upload has no result of such an event; while a run goes on, it may still come")
    return record


def _named(asked: Asked, part: str) -> str:
    name = asked.part(part)
    if not _NAME.fullmatch(name):
        raise NotFoundError("there is nothing at this address")
    return name
