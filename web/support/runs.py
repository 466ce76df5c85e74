"""Files of questions over HTTP: taken in, masked, answered by a run; their replies page by page."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic_core import from_json

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload, safe
from schemas.bulk import Status, UploadId
from schemas.errors import shown
from schemas.support.run import SupportParams
from schemas.support.web import RepliesPage, RunStarted
from tasks.bulk.place import Place, open_place
from tasks.bulk.starting import Children, start_deployment
from tasks.bulk.status import read_status
from tasks.support.export import replies_key
from tasks.support.system import SUPPORT
from web.problems import NotFoundError

router = APIRouter(prefix="/support/runs")
_TEXT = {"schema": {"type": "string"}}
_BODY = {"requestBody": {"required": True, "content": {"text/plain": _TEXT, "application/jsonl": _TEXT}}}


@router.post("", status_code=HTTPStatus.ACCEPTED, openapi_extra=_BODY)
async def run(
    request: Request,
    name: Annotated[str, Query(max_length=200, description="What the file is called.")] = "questions",
    upload_id: Annotated[UploadId | None, Query(description="Default: the name and a hash of the content.")] = None,
    max_cost_usd: Annotated[float | None, Query(gt=0, description="Stop before spending more.")] = None,
) -> RunStarted:
    """Answer the questions of the body, one a line, plain or JSON. The same file again goes on where it was left."""
    place: Place = request.app.state.place
    with tempfile.TemporaryDirectory(prefix="revive-questions-") as folder:
        path = Path(folder) / f"{safe(Path(name).stem) or 'questions'}.txt"
        with path.open("wb") as file:
            async for piece in request.stream():
                file.write(piece)
        params = SupportParams(source=str(path), upload_id=upload_id, max_cost_usd=max_cost_usd)
        # In a thread with a loop of its own: screening a large file takes seconds, and others wait for replies.
        status = await asyncio.to_thread(asyncio.run, _taken_in(place.environment.name, params))
    if status.status != "complete":
        await _start(request, status, max_cost_usd)
    return RunStarted(
        upload_id=status.upload_id, status=status.status, questions=status.total, rejected=status.rejected
    )


@router.get("/{upload_id}")
async def replies(
    request: Request,
    upload_id: UploadId,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    after: Annotated[int, Query(ge=0, description="`next` of the page before.")] = 0,
) -> RepliesPage:
    """The state of a run and, once it has come to its end, its replies."""
    place: Place = request.app.state.place
    status = await read_status(place.store, upload_id)
    if status is None or not SUPPORT.owns(status):
        raise NotFoundError(f"there is no upload {shown(upload_id)}")
    page, more = await _page(place.store, replies_key(Upload.of(status)), limit, after)
    counts = status.model_dump(include={"completed", "total", "failed", "rejected", "cost_usd", "message"})
    return RepliesPage(upload_id=status.upload_id, status=status.status, replies=page, next=more, **counts)


async def _taken_in(environment: str, params: SupportParams) -> Status:
    return await SUPPORT.subjects(await open_place(environment), params)


async def _start(request: Request, status: Status, max_cost_usd: float | None) -> None:
    place: Place = request.app.state.place
    children: Children = request.app.state.children
    said = {"upload_id": status.upload_id} | ({} if max_cost_usd is None else {"max_cost_usd": max_cost_usd})
    key = f"serve/{status.upload_id}/{status.updated_at}/{max_cost_usd}"
    if not await start_deployment(SUPPORT.name, said, place.environment.name, key):
        flags = [] if max_cost_usd is None else ["--max-cost-usd", str(max_cost_usd)]
        command = ["resume", "--environment", place.environment.name, *flags, "--json", "--", status.upload_id]
        await children.start(status.upload_id, safe(status.upload_id), command)


async def _page(store: ArtifactStore, key: str, limit: int, after: int) -> tuple[list[dict[str, Any]], int | None]:
    """At most `limit` replies after the first `after`, and how many there are before the next page."""
    page: list[dict[str, Any]] = []
    passed = 0
    async for reply in _lines(store, key):
        if len(page) == limit:
            return page, after + limit
        passed += 1
        if passed > after:
            page.append(reply)
    return page, None


async def _lines(store: ArtifactStore, key: str) -> AsyncIterator[dict[str, Any]]:
    async for line in store.lines(key):
        if line.startswith(b"{"):
            yield from_json(line.rstrip(b",\n"))
