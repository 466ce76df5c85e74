"""An upload and a customer as a path names them."""

import re

from blocks.layout import Upload, safe
from schemas.bulk import Status
from tasks.bulk.status import read_status_of
from tasks.winback.system import WINBACK as SYSTEM
from web.pages.asked import Asked
from web.problems import NotFoundError

_NAME = re.compile(r"[a-z0-9_-]{1,64}|~[0-9a-f]{64}")


def named(asked: Asked, part: str) -> str:
    """A part of the path in the form that keys have. Raises `NotFoundError` at any other."""
    name = asked.part(part)
    if not _NAME.fullmatch(name):
        raise NotFoundError("there is nothing at this address")
    return name


async def known_upload(asked: Asked) -> Status:
    """The upload of the path. Raises `NotFoundError` if there is none, or it is another system's."""
    name = named(asked, "upload")
    status = await read_status_of(asked.store, Upload("", name=name))
    if status is None or not SYSTEM.owns(status) or safe(status.upload_id) != name:
        raise NotFoundError(f"there is no upload {name}")
    return status
