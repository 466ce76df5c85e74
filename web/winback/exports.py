"""What came out of an upload, over HTTP: written for a mailer or without names, and fetched file by file."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import StreamingResponse

from blocks.layout import Upload
from schemas.bulk import UploadId
from schemas.errors import BadInputError, shown
from schemas.web import Exported, ExportedFor, ExportRequest
from tasks.bulk.place import Place, open_place
from tasks.winback.mailers.export_for import ForMailer, export_for
from tasks.winback.mailers.maps import known_mailers
from web.problems import NotFoundError
from web.winback.decisions import Caller
from web.winback.uploads import known_upload

router = APIRouter(tags=["win-back"])
_FILES = (
    r"(emails|contacts|suppressed)\.csv|report\.html|results\.parquet|anonymous/(report\.html|customers\.csv)|"
    r"for/[a-z]{1,40}/(contacts|suppressed)-[0-9]{1,6}\.csv"
)
_File = Annotated[str, Query(pattern=rf"^({_FILES})$", description="As `POST /exports` names it, or `contacts.csv` …")]
_TYPES = {"csv": "text/csv; charset=utf-8", "html": "text/html; charset=utf-8"}


@router.post("/exports")
async def post_exports(request: Request, _caller: Caller, asked: ExportRequest) -> Exported:
    """Write all exports anew, and the contacts for mailers or a version without names. Asking again is harmless."""
    place: Place = request.app.state.place
    if unknown := sorted(set(asked.mailers) - set(known_mailers())):  # a request names no file of this machine
        raise BadInputError(f"for: {shown(unknown[0])}: known are {', '.join(known_mailers())}")
    await known_upload(place.store, asked.upload_id)
    # In a thread with a loop of its own: writing the exports of a large upload takes seconds.
    written = await asyncio.to_thread(asyncio.run, _written(place.environment.name, asked))
    keys = Upload(asked.upload_id)
    nameless = (keys.anonymous_report, keys.anonymous_rows) if asked.anonymous else ()
    mailers = {name: _named(one, keys) for name, one in written.items()}
    return Exported(upload_id=asked.upload_id, mailers=mailers, anonymous=_below(keys, nameless))


@router.get("/exports", response_class=StreamingResponse)
async def get_exports(
    request: Request, _caller: Caller, upload_id: Annotated[UploadId, Query()], file: _File
) -> StreamingResponse:
    """One file that came out of an upload, to be saved."""
    store = (request.app.state.place).store
    await known_upload(store, upload_id)
    key = f"{Upload(upload_id).results}/{file}"
    if not await store.exists(key):
        raise NotFoundError(f"upload {shown(upload_id)} has no {file}; POST /exports writes it")
    name = file.replace("/", "-")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    media_type = _TYPES.get(file.rpartition(".")[2], "application/octet-stream")
    return StreamingResponse(store.pieces(key), headers=headers, media_type=media_type)


async def _written(environment: str, asked: ExportRequest) -> dict[str, ForMailer]:
    place = await open_place(environment)
    return await export_for(place, asked.upload_id, asked.mailers, anonymous=asked.anonymous)


def _named(one: ForMailer, keys: Upload) -> ExportedFor:
    return ExportedFor(
        contacts=one.contacts,
        suppressed=one.suppressed,
        left_out=one.left_out,
        files=_below(keys, one.keys),
        suppressed_goes_to=one.suppressed_goes_to,
    )


def _below(keys: Upload, written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key.removeprefix(f"{keys.results}/") for key in written)
