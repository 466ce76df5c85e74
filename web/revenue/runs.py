"""Starting an analysis from the server, for programs and for pages alike."""

from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from blocks.layout import safe
from schemas.connections import SourceName
from schemas.errors import BadInputError
from schemas.revenue.finding import AnalysisName
from tasks.bulk.place import Place
from tasks.bulk.starting import Children, start_deployment
from tasks.revenue.run import session_id
from tasks.revenue.sessions import free_session
from tasks.revenue.system import REVENUE
from web.revenue.places import permitted_warehouse


class AnalysisRequest(BaseModel):
    """Which analysis, over which warehouse of the server's machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    analysis: AnalysisName
    warehouse: str = Field(
        max_length=1000, description="A folder or a DuckDB file below what the server may read, or `firebolt://`."
    )
    target: Annotated[str, Field(max_length=200, description="Only this account, by its id or name.")] | None = None
    context: str = Field(default="", max_length=2000, description="What whoever reads the findings should know.")
    max_findings: int = Field(default=100, ge=1, le=10_000, description="The most findings that reach the model.")
    as_of: date | None = Field(default=None, description="An earlier day to look from; else the newest complete one.")
    connect: tuple[SourceName, ...] = Field(
        default=(), max_length=10, description="Services whose tables are read as they are now, in place of the others."
    )
    max_cost_usd: float | None = Field(default=None, gt=0, description="Stop before spending more.")


async def start_analysis(place: Place, children: Children, asked: AnalysisRequest) -> str:
    """Begin a run and return its session. Raises `BadInputError` if it may not be read, or is not connected."""
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
    return session


def _connected(names: tuple[str, ...], place: Place) -> None:
    """Raises `BadInputError` for a service that the environment has no access to: who waits should hear it now."""
    there = place.environment.connections.sources
    for name in names:
        if name not in there:
            raise BadInputError(f"{name} is not connected here ({', '.join(there) or 'none'} is)")
