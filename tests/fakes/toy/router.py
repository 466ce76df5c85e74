"""The toy over HTTP: its notes in fewer words."""

from typing import Any

from fakes.toy.system import TOY
from fastapi import APIRouter, Depends, Request
from pydantic_core import from_json

from blocks.layout import Upload
from tasks.bulk.place import Place
from web.access import requires

router = APIRouter(prefix="/toy", tags=["toy"])


@router.get("/notes/{upload_id}", dependencies=[Depends(requires("read"))])
async def notes(request: Request, upload_id: str) -> Any:
    """What came out of an upload."""
    place: Place = request.app.state.place
    return from_json(await place.store.get(TOY.artifacts(Upload(upload_id, TOY.name))["notes"]) or b"[]")
