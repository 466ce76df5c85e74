"""Opening the report of an upload in the browser."""

import asyncio
import webbrowser

from blocks.layout import OPENED, Upload
from blocks.stores import open_folder
from schemas.errors import BadInputError, shown
from tasks.bulk.place import open_place
from tasks.bulk.status import read_status


async def open_in_browser(upload_id: str, environment: str) -> str:
    """Open an upload's report; returns where it is. From S3 it is fetched first."""
    place = await open_place(environment)
    status = await read_status(place.store, upload_id)
    keys = Upload(upload_id) if status is None else Upload.of(status)
    content = await place.store.get(keys.report)
    if content is None:
        raise BadInputError(f"there is no report of an upload {shown(upload_id)} in {place.store.url}")
    path = place.store.folder / keys.report if place.store.folder else place.settings.home / OPENED / keys.report
    if place.store.folder is None:
        await open_folder(place.settings.home / OPENED).put(keys.report, content)
    await asyncio.to_thread(webbrowser.open, path.as_uri())
    return str(path)
