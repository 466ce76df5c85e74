"""Win-back over HTTP (seed: Revive AI): upload a file, process it, read what came out."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic_core import from_json
from starlette.datastructures import UploadFile

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from blocks.lease import hold
from blocks.source import SourceFile
from schemas.bulk import Status, UploadId
from schemas.errors import AlreadyRunningError, BadInputError, shown
from schemas.outcomes import Imported
from schemas.web import ProcessRequest, Results, Started, Uploaded
from schemas.winback.outcomes import OutcomeFigures
from schemas.winback.run import WinbackParams
from tasks.bulk.place import Place
from tasks.bulk.starting import Children, start_deployment
from tasks.bulk.status import read_status
from tasks.winback.outcome_import import Asked, import_outcomes
from tasks.winback.outcomes import outcomes_of
from tasks.winback.system import WINBACK
from web.access import requires
from web.problems import NotFoundError

router = APIRouter(tags=["win-back"])
_DEMO = Path(__file__).resolve().parent.parent / "demo"
_Reader, _Runner = Depends(requires("read")), Depends(requires("run"))
_RAW = {"text/csv": {"schema": {"type": "string", "format": "binary"}}}
_FORM = {
    "multipart/form-data": {
        "schema": {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    }
}


@router.post("/upload", dependencies=[_Runner], openapi_extra={"requestBody": {"content": _RAW | _FORM}})
async def upload(
    request: Request,
    response: Response,
    upload_id: Annotated[UploadId | None, Query(description="Default: the name and a hash of the content.")] = None,
    name: Annotated[str, Query(max_length=200, description="The file's name, where the body is the file.")] = "",
) -> Uploaded:
    """Take in a customer file: the CSV as the body, or a form with a `file`. The same file is the same upload."""
    async with _received(request, name) as path:
        status, is_new = await _taken_in(request, WinbackParams(source=str(path), upload_id=upload_id))
    response.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return _uploaded(status)


@router.post("/process", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def process(request: Request, asked: ProcessRequest) -> Started:
    """Start a run over an upload, or go on with it. Asking again while it runs, or once it is complete, is harmless."""
    place: Place = request.app.state.place
    status = await _known(place.store, asked.upload_id)
    await _start(request, status, asked)
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
    status, keys = await _known(place.store, upload_id), Upload(upload_id)
    campaigns, more = await _page(place.store, keys.campaigns, limit, after)
    ids = {str(one["customer_id"]) for one in campaigns}
    analyses = [one async for one in _elements(place.store, keys.analyses) if str(one["customer_id"]) in ids]
    counts = status.model_dump(include={"completed", "total", "failed", "held", "review", "cost_usd", "message"})
    return Results(
        upload_id=status.upload_id, status=status.status, campaigns=campaigns, analyses=analyses, next=more, **counts
    )


@router.post("/outcomes", dependencies=[_Runner], openapi_extra={"requestBody": {"content": _RAW | _FORM}})
async def post_outcomes(
    request: Request,
    upload_id: Annotated[UploadId | None, Query(description="Default: the customers of all uploads.")] = None,
    name: Annotated[str, Query(max_length=200, description="The file's name, where the body is the file.")] = "",
    active: Annotated[bool, Query(description="It is a list of active customers, whatever its columns are.")] = False,  # noqa: FBT002 -- of a query
    on: Annotated[date | None, Query(description="The day on which the file was true. Default: today.")] = None,
) -> Imported:
    """Record what a file says happened after the emails, each thing once. Posting it again is harmless."""
    place: Place = request.app.state.place
    if upload_id is not None:
        await _known(place.store, upload_id)
    async with _received(request, name) as path:
        file = SourceFile(path.name, path.read_bytes())
    return await import_outcomes(place, file, Asked("http", upload_id, active, on))


@router.get("/outcomes", dependencies=[_Reader])
async def get_outcomes(request: Request, upload_id: Annotated[UploadId, Query()]) -> OutcomeFigures:
    """What came of an upload's emails: replies, reactivations, MRR by cause and more, and against those held out."""
    place: Place = request.app.state.place
    await _known(place.store, upload_id)
    return await outcomes_of(place, upload_id)


@router.post("/demo", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def demo(request: Request) -> Started:
    """The demo's fifty customers, taken in and processed."""
    source = _DEMO / "demo_50_customers.csv"
    if not source.is_file():
        raise NotFoundError("the demo's file is not installed here; POST a CSV to /upload")
    params = WinbackParams(source=str(source), sender=str(_DEMO / "sender.yaml"), upload_id="demo")
    status, _ = await _taken_in(request, params)
    await _start(request, status, ProcessRequest(upload_id="demo"))
    return Started(upload_id=status.upload_id, status=status.status, total=status.total)


@asynccontextmanager
async def _received(request: Request, name: str) -> AsyncIterator[Path]:
    """The file of a request, saved to disk under a harmless form of its name."""
    with tempfile.TemporaryDirectory(prefix="revive-upload-") as folder:
        if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
            async with request.form(max_files=1, max_fields=10) as form:
                file = form.get("file")
                if not isinstance(file, UploadFile):
                    raise BadInputError("the form has no `file`")
                path = Path(folder) / _file_name(file.filename or name)
                with path.open("wb") as target:
                    while piece := await file.read(1 << 20):
                        target.write(piece)
        else:
            path = Path(folder) / _file_name(name)
            with path.open("wb") as target:
                async for piece in request.stream():
                    target.write(piece)
        yield path


def _file_name(name: str) -> str:
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return f"{safe(stem.lower()) if stem else 'upload'}.csv"


async def _taken_in(request: Request, params: WinbackParams) -> tuple[Status, bool]:
    place: Place = request.app.state.place
    status = await WINBACK.subjects(place, params)
    return status, status.status == "stored"


async def _known(store: ArtifactStore, upload_id: str) -> Status:
    status = await read_status(store, upload_id)
    if status is None or not WINBACK.owns(status):
        raise NotFoundError(f"there is no upload {shown(upload_id)}")
    return status


async def _start(request: Request, status: Status, asked: ProcessRequest) -> None:
    """Start the run unless it is under way or complete, and say so in the status."""
    place: Place = request.app.state.place
    children: Children = request.app.state.children
    options = asked.model_dump(exclude={"upload_id"}, exclude_none=True)
    if status.status in ("complete", "rejected") and not options:
        return
    if await _is_held(place.store, status.upload_id):
        return
    key = f"serve/{status.upload_id}/{status.updated_at}/{sorted(options.items())}"
    said = {"upload_id": status.upload_id} | options
    if not await start_deployment("winback", said, place.environment.name, key):
        flags = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", str(value))]
        command = ["resume", "--environment", place.environment.name, *flags, "--json", "--", status.upload_id]
        await children.start(status.upload_id, safe(status.upload_id), command)
    status.status = "processing"


async def _is_held(store: ArtifactStore, upload_id: str) -> bool:
    try:
        async with hold(store, upload_id, wait=False):
            return False
    except AlreadyRunningError:
        return True


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
