"""What came out: files to fetch, files for a mailer, and what was sent of them."""

import asyncio
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError, shown
from schemas.winback.pages import ExportPage, FileShown
from tasks.bulk.place import open_place
from tasks.winback.mailers.export_for import export_for
from tasks.winback.mailers.maps import known_mailers
from tasks.winback.sent import mark_sent
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.winback.known import known_upload
from web.pages.winback.progress import progress_of
from web.pages.winback.section import WINBACK
from web.problems import NotFoundError
from web.received import save_file

_SAYS = {
    "emails.csv": "one row an email, with the day on which it goes out",
    "contacts.csv": "one row a person, all three emails beside each other",
    "suppressed.csv": "people who must not be written to: import these first",
    "report.html": "the report, for people",
    "results.parquet": "everything, for analysts",
    "rejects.csv": "rows that could not be used",
}
_BELOW = re.compile(
    r"for/[a-z]{1,40}/(?:contacts|suppressed)-[0-9]{1,6}\.csv|anonymous/(?:report\.html|customers\.csv)"
)
_TYPES = {"csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}


@WINBACK.page("/winback/{upload}/export", role="approver")
async def export(asked: Asked) -> Page:
    """The files that are there now."""
    status = await known_upload(asked)
    data = ExportPage(
        progress=await progress_of(asked, status), files=await _files(asked, status), mailers=list(known_mailers())
    )
    return Page(f"{status.upload_id}: export and send", "winback/export.html.jinja", data)


async def _files(asked: Asked, status: Status) -> list[FileShown]:
    keys = Upload(status.upload_id)
    found = {key.removeprefix(f"{keys.results}/"): size async for key, _, size in asked.store.listing(keys.results)}
    named = [name for name in (*_SAYS, *sorted(found)) if name in found and is_fetched(name)]
    path = WINBACK.of_upload(status.upload_id)
    return [
        FileShown(name=name, says=_SAYS.get(name) or _for(name), path=f"{path}/files/{name}", bytes=found[name])
        for name in dict.fromkeys(named)
    ]


def is_fetched(name: str) -> bool:
    """Whether a file of the results is for people; the others are the machinery's."""
    return name in _SAYS or bool(_BELOW.fullmatch(name))


def _for(name: str) -> str:
    return "without names" if name.startswith("anonymous/") else f"for {name.split('/')[1]}"


@WINBACK.file("/winback/{upload}/files/{file:path}", role="approver")
async def get_file(asked: Asked) -> Response:
    """One of these files, to be saved: it has people's addresses, so reading the pages is not enough."""
    status, name = await known_upload(asked), asked.part("file")
    key = f"{Upload(status.upload_id).results}/{name}"
    if not is_fetched(name) or not await asked.store.exists(key):
        raise NotFoundError(f"upload {shown(status.upload_id)} has no such file")
    headers = {"Content-Disposition": f'attachment; filename="{name.replace("/", "-")}"'}
    media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return StreamingResponse(asked.store.pieces(key), headers=headers, media_type=media_type)


class _Mailer(BaseModel):
    mailer: str = ""


@WINBACK.change("/winback/{upload}/export", "export for a mailer", role="approver")
async def post_export(asked: Asked) -> Done:
    """Write all exports anew and, with `mailer`, the contacts as it imports them."""
    status, mailer = await known_upload(asked), asked.said(_Mailer).mailer
    if mailer not in ("", "anonymous", *known_mailers()):
        raise BadInputError(f"known mailers are {', '.join(known_mailers())}")
    wanted = [mailer] if mailer in known_mailers() else []
    async with asked.state.turns[status.upload_id]:
        said = await asyncio.to_thread(
            asyncio.run, _exported(asked.environment, status.upload_id, wanted, anonymous=mailer == "anonymous")
        )
    return Done(said, f"{WINBACK.of_upload(status.upload_id)}/export")


async def _exported(environment: str, upload_id: str, wanted: Sequence[str], *, anonymous: bool) -> str:
    written = await export_for(await open_place(environment), upload_id, wanted, anonymous=anonymous)
    if not written:
        return "The exports are written anew."
    name, one = next(iter(written.items()))
    left = f"; {len(one.left_out)} left out, whose text is too long" if one.left_out else ""
    goes = f" The suppressed go to: {one.suppressed_goes_to}" if one.suppressed_goes_to else ""
    return f"For {name}: {one.contacts} contacts, {one.suppressed} suppressed{left}.{goes}"


class _Sent(BaseModel):
    on: date | None = None
    none: bool = False


@WINBACK.change("/winback/{upload}/sent", "mark as sent", role="approver")
async def post_sent(asked: Asked) -> Done:
    """Say that the emails were sent, all or those of a file, or that none was."""
    status, said, file = await known_upload(asked), asked.said(_Sent), asked.form.get("file")
    with TemporaryDirectory(prefix="revive-sent-") as folder:
        given = isinstance(file, UploadFile) and bool(file.filename)
        path = await save_file(file, Path(folder)) if isinstance(file, UploadFile) and given else None
        async with asked.state.turns[status.upload_id]:
            work = mark_sent(
                status.upload_id, asked.environment, none=said.none, emails=str(path) if path else None, on=said.on
            )
            message = await asyncio.to_thread(asyncio.run, work)
    return Done(message, f"{WINBACK.of_upload(status.upload_id)}/export")
