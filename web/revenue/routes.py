"""Revenue over HTTP: start one of the analyses, read what a session found."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel
from pydantic_core import from_json

from schemas.errors import shown
from tasks.bulk.place import Place
from tasks.bulk.status import read_status
from tasks.revenue.sessions import result_key
from tasks.revenue.system import REVENUE
from web.access import requires
from web.problems import NotFoundError
from web.revenue.actions import router as actions
from web.revenue.ask import router as asking
from web.revenue.findings import router as findings
from web.revenue.runs import AnalysisRequest, start_analysis

router = APIRouter(prefix="/revenue", tags=["revenue"])
router.include_router(findings)
router.include_router(asking)
router.include_router(actions)
_Reader, _Runner = Depends(requires("read")), Depends(requires("run"))


class SessionStarted(BaseModel):
    """Under this id the findings will be."""

    session_id: str


@router.post("/run", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def run(request: Request, asked: AnalysisRequest) -> SessionStarted:
    """Start an analysis. What it finds is under `GET /revenue/sessions/{session_id}` once it is there."""
    return SessionStarted(session_id=await start_analysis(request.app.state.place, request.app.state.children, asked))


@router.get("/sessions/{session}", dependencies=[_Reader])
async def get_session(request: Request, session: str) -> dict[str, Any]:
    """The state of a session and, once they are computed, its findings; explained ones when it is complete."""
    place: Place = request.app.state.place
    status = await read_status(place.store, session)
    content = await place.store.get(result_key(session))
    if content is None or (status is not None and not REVENUE.owns(status)):
        raise NotFoundError(f"there is no session {shown(session)}")
    result: dict[str, Any] = from_json(content)
    explained = "complete" if status is None else status.status
    return result | {"partial": bool(result["partial"]), "partial_because": result["partial"], "explained": explained}
