"""Win-back over HTTP (seed: Revive AI): upload a file, process it, read what came out."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic_core import from_json
from starlette.datastructures import UploadFile

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.source import SourceFile
from schemas.bulk import Status, UploadId
from schemas.errors import BadInputError
from schemas.outcomes import Imported
from schemas.reading import named_voices
from schemas.web import ProcessRequest, Results, Started, Uploaded
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.run import WinbackParams
from tasks.bulk.place import Place, open_place
from tasks.winback.outcome_import import Asked, import_outcomes
from tasks.winback.outcomes import outcomes_of
from tasks.winback.system import WINBACK
from web.access import requires
from web.problems import NotFoundError
from web.received import file_name, save_file
from web.winback.decisions import Caller
from web.winback.decisions import router as decisions
from web.winback.exports import router as exports
from web.winback.runs import DEMO, start_run
from web.winback.uploads import known_upload

router = APIRouter(tags=["win-back"])
router.include_router(decisions)
router.include_router(exports)
_Reader, _Runner = Depends(requires("read")), Depends(requires("run"))
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_RAW = {"text/csv": _BINARY, "application/octet-stream": _BINARY}
_FORM = {
    "multipart/form-data": {
        "schema": {"type": "object", "properties": {"file": _BINARY["schema"], "join": _BINARY["schema"]}}
    }
}


@router.post("/upload", dependencies=[_Runner], openapi_extra={"requestBody": {"content": _RAW | _FORM}})
async def upload(
    request: Request,
    response: Response,
    upload_id: Annotated[UploadId | None, Query(description="Default: the name and a hash of the content.")] = None,
    name: Annotated[str, Query(max_length=200, description="The file's name, where the body is the file.")] = "",
    sheet: Annotated[str | None, Query(max_length=200, description="Sheet of a workbook. Default: the first.")] = None,
    join_on: Annotated[str | None, Query(max_length=400, description="Column that joins `file` and `join`.")] = None,
    voice: Annotated[list[str], Query(max_length=100, description="COLUMN=customer or COLUMN=ours; repeatable.")] = [],  # noqa: B006 -- of a query
) -> Uploaded:
    """Take in a customer file: as the body, or a form with a `file`. The same file is the same upload.

    A CSV or an Excel workbook. A form may hold a second table, `join`, with the rest of each row.
    """
    async with _received(request, name) as path:
        more = path.parent / "joined"
        join = next(map(str, more.iterdir()), None) if more.is_dir() else None
        voices = named_voices(voice)
        said = WinbackParams(
            source=str(path), upload_id=upload_id, sheet=sheet, join=join, join_on=join_on, voices=voices
        )
        status, is_new = await _taken_in(request, said)
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return _uploaded(status)


@router.post("/process", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def process(request: Request, asked: ProcessRequest) -> Started:
    """Start a run over an upload, or go on with it. Asking again while it runs, or once it is complete, is harmless."""
    place: Place = request.app.state.place
    status = await known_upload(place.store, asked.upload_id)
    await _started(request, status, asked)
    return Started(upload_id=status.upload_id, status=status.status, total=status.total)


@router.get("/results", dependencies=[_Reader])
async def results(
    request: Request,
    upload_id: Annotated[UploadId, Query()],
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    after: Annotated[str | None, Query(max_length=16_384, description="`next` of the page before.")] = None,
) -> Results:
    """The state of an upload and, once they are written, its results page by page."""
    place: Place = request.app.state.place
    status, keys = await known_upload(place.store, upload_id), Upload(upload_id)
    campaigns, more = await _page(place.store, keys.campaigns, limit, after)
    ids = {str(one["customer_id"]) for one in campaigns}
    analyses = [one async for one in _elements(place.store, keys.analyses) if str(one["customer_id"]) in ids]
    counts = status.model_dump(include={"completed", "total", "failed", "held", "review", "cost_usd", "message"})
    return Results(
        upload_id=status.upload_id, status=status.status, campaigns=campaigns, analyses=analyses, next=more, **counts
    )


@router.post("/outcomes", openapi_extra={"requestBody": {"content": _RAW | _FORM}})
async def post_outcomes(
    request: Request,
    caller: Caller,
    upload_id: Annotated[UploadId | None, Query(description="Default: the customers of all uploads.")] = None,
    name: Annotated[str, Query(max_length=200, description="The file's name, where the body is the file.")] = "",
    active: Annotated[bool, Query(description="It is a list of active customers, whatever its columns are.")] = False,  # noqa: FBT002 -- of a query
    on: Annotated[date | None, Query(description="The day on which the file was true. Default: today.")] = None,
    sheet: Annotated[str | None, Query(max_length=200, description="Sheet of a workbook. Default: the first.")] = None,
) -> Imported:
    """Record what a file says happened after the emails, each thing once. Posting it again is harmless."""
    place: Place = request.app.state.place
    if upload_id is not None:
        await known_upload(place.store, upload_id)
    async with _received(request, name) as path:
        asked = Asked(caller, upload_id, active, on, sheet=sheet)
        # In a thread with a loop of its own: a large file and the exports of its uploads take seconds.
        return await asyncio.to_thread(asyncio.run, _imported(place.environment.name, path, asked))


async def _imported(environment: str, path: Path, asked: Asked) -> Imported:
    file = SourceFile(path.name, path.read_bytes())  # noqa: ASYNC240 -- nothing else runs in this loop
    return await import_outcomes(await open_place(environment), file, asked)


@router.get("/outcomes", dependencies=[_Reader])
async def get_outcomes(request: Request, upload_id: Annotated[UploadId, Query()]) -> OutcomeFigures:
    """What came of an upload's emails: replies, reactivations, MRR by cause and more, and against those held out."""
    place: Place = request.app.state.place
    await known_upload(place.store, upload_id)
    return await outcomes_of(place, upload_id)


@router.post("/demo", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def demo(request: Request) -> Started:
    """The demo's fifty customers, taken in and processed."""
    source = DEMO / "demo_50_customers.csv"
    if not source.is_file():
        raise NotFoundError("the demo's file is not installed here; POST a CSV to /upload")
    params = WinbackParams(source=str(source), sender=str(DEMO / "sender.yaml"), upload_id="demo")
    status, _ = await _taken_in(request, params)
    await _started(request, status, ProcessRequest(upload_id="demo"))
    return Started(upload_id=status.upload_id, status=status.status, total=status.total)


@asynccontextmanager
async def _received(request: Request, name: str) -> AsyncIterator[Path]:
    """The file of a request, saved to disk under a harmless form of its name; a second one in `joined` beside it."""
    with tempfile.TemporaryDirectory(prefix="revive-upload-") as folder:
        if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            async with request.form(max_files=2, max_fields=10) as form:
                file, join = form.get("file"), form.get("join")
                if not isinstance(file, UploadFile):
                    raise BadInputError("the form has no `file`")
                path = await save_file(file, Path(folder), name)
                if isinstance(join, UploadFile):
                    await save_file(join, Path(folder) / "joined", "join")
        else:
            path = Path(folder) / file_name(name)
            with path.open("wb") as target:
                async for piece in request.stream():
                    target.write(piece)
        yield path


async def _taken_in(request: Request, params: WinbackParams) -> tuple[Status, bool]:
    place: Place = request.app.state.place
    status = await WINBACK.subjects(place, params)
    return status, status.status == "stored"


async def _started(request: Request, status: Status, asked: ProcessRequest) -> None:
    await start_run(request.app.state.place, request.app.state.children, status, asked)


def _uploaded(status: Status) -> Uploaded:
    accepted = status.rows_read - status.rejected - status.skipped
    return Uploaded(
        upload_id=status.upload_id,
        status=status.status,
        customer_count=accepted,
        rejected=status.rejected,
        mapping=status.mapping,
    )


async def _page(
    store: ArtifactStore, key: str, limit: int, after: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """At most `limit` elements after the one of customer `after`, and where the next page begins."""
    page: list[dict[str, Any]] = []
    passed = after is None
    async for element in _elements(store, key):
        if not passed:
            passed = element["customer_id"] == after
        elif len(page) == limit:
            return page, str(page[-1]["customer_id"])
        else:
            page.append(element)
    if not passed:
        raise BadInputError("after: no customer of this upload has this id")
    return page, None


async def _elements(store: ArtifactStore, key: str) -> AsyncIterator[dict[str, Any]]:
    """The elements of an export, one a line; none until it is written."""
    async for line in store.lines(key):
        if line.startswith(b"{"):
            yield from_json(line.rstrip(b","))
