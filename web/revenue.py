"""Revenue over HTTP: start one of the analyses, read what a session found."""

from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import from_json

from blocks.layout import safe
from schemas.connections import SourceName
from schemas.errors import BadInputError, shown
from schemas.revenue.finding import AnalysisName
from tasks.bulk.place import Place
from tasks.bulk.starting import Children, start_deployment
from tasks.bulk.status import read_status
from tasks.revenue.run import session_id
from tasks.revenue.sessions import free_session, result_key
from tasks.revenue.system import REVENUE
from web.access import requires
from web.problems import NotFoundError
from web.revenue_actions import router as actions
from web.revenue_ask import router as asking
from web.revenue_findings import router as findings
from web.revenue_places import permitted_warehouse

router = APIRouter(prefix="/revenue", tags=["revenue"])
router.include_router(findings)
router.include_router(asking)
router.include_router(actions)
_Reader, _Runner = Depends(requires("read")), Depends(requires("run"))


class AnalysisRequest(BaseModel):
    """Which analysis, over which warehouse of the server's machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    analysis: AnalysisName
    warehouse: str = Field(max_length=1000, description="A folder or a DuckDB file below what the server may read.")
    target: Annotated[str, Field(max_length=200, description="Only this account, by its id or name.")] | None = None
    context: str = Field(default="", max_length=2000, description="What whoever reads the findings should know.")
    max_findings: int = Field(default=100, ge=1, le=10_000, description="The most findings that reach the model.")
    as_of: date | None = Field(default=None, description="An earlier day to look from; else the newest complete one.")
    connect: tuple[SourceName, ...] = Field(
        default=(),
        max_length=10,
        description="Services whose tables are read as they are now, in place of the warehouse's.",
    )
    max_cost_usd: float | None = Field(default=None, gt=0, description="Stop before spending more.")


class SessionStarted(BaseModel):
    """Under this id the findings will be."""

    session_id: str


@router.post("/run", dependencies=[_Runner], status_code=HTTPStatus.ACCEPTED)
async def run(request: Request, asked: AnalysisRequest) -> SessionStarted:
    """Start an analysis. What it finds is under `GET /revenue/sessions/{session_id}` once it is there."""
    place: Place = request.app.state.place
    children: Children = request.app.state.children
    location = permitted_warehouse(asked.warehouse)
    _connected(asked.connect, place)
    session = await free_session(place.store, session_id(datetime.now(UTC)))
    said = asked.model_dump(mode="json", exclude_none=True) | {"warehouse": location}
    if not await start_deployment(REVENUE.name, said | {"upload_id": session}, place.environment.name, session):
        analysis = said.pop("analysis")
        said["max"] = said.pop("max_findings")
        said.pop("connect")
        flags = [part for name, value in said.items() for part in (f"--{name.replace('_', '-')}", str(value))]
        flags += [part for name in asked.connect for part in ("--connect", name)]
        command = ["revenue", "run", *flags, "--session", session, "--environment", place.environment.name, "--json"]
        await children.start(session, safe(session), [*command, "--", analysis])
    return SessionStarted(session_id=session)


def _connected(names: tuple[str, ...], place: Place) -> None:
    """Raises `BadInputError` for a service that the environment has no access to: who waits should hear it now."""
    there = place.environment.connections.sources
    for name in names:
        if name not in there:
            raise BadInputError(f"{name} is not connected here ({', '.join(there) or 'none'} is)")


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
