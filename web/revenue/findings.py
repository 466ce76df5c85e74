"""Findings of revenue over HTTP: what is open, and what people say of it; as `revive revenue findings`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from blocks.records.interface import Records
from schemas.errors import shown
from schemas.revenue.finding import AnalysisName
from schemas.revenue.log import InsightStatus, Tracked
from tasks.bulk.place import Place
from tasks.revenue.log import deciding
from tasks.revenue.log.selecting import Wanted, chosen
from tasks.revenue.log.tables import FINDINGS, one_row, open_log
from web.access import requires
from web.problems import NotFoundError

router = APIRouter(tags=["revenue"])
_Reader = Depends(requires("read"))
Caller = Annotated[str, Depends(requires("run"))]
_Note = Annotated[str, Field(max_length=1000, description="Why, for whoever looks later.")]


class StatusSaid(BaseModel):
    """Where a finding stands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: InsightStatus
    note: _Note = ""


class WrongSaid(BaseModel):
    """That it is not a finding, or one after all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    wrong: bool = True
    note: _Note = ""


class SnoozeSaid(BaseModel):
    """That it waits until a day; null wakes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    until: date | None


@router.get("/findings", dependencies=[_Reader])
async def get_findings(
    request: Request,
    analysis: AnalysisName | None = None,
    status: InsightStatus | None = None,
    owner: Annotated[str | None, Query(max_length=320)] = None,
    everything: Annotated[bool, Query(alias="all")] = False,  # noqa: FBT002 -- a parameter of the URL
) -> list[dict[str, Any]]:
    """What is open, what matters most first; `all` for what is gone or ended, too."""
    async with _log(request) as records:
        wanted = Wanted(analysis, status, owner, everything)
        found = chosen(await deciding.findings(records), wanted, datetime.now(UTC).date())
    return [one.model_dump(mode="json", exclude={"history"}) for one in found]


@router.get("/findings/{finding_id}", dependencies=[_Reader])
async def get_finding(request: Request, finding_id: str) -> dict[str, Any]:
    """One, with its history and each night on which it was seen."""
    async with _log(request) as records:
        one = await _known(records, finding_id)
        seen = await deciding.sightings(records, finding_id)
    return one.model_dump(mode="json") | {"sightings": [each.model_dump(mode="json") for each in seen]}


@router.post("/findings/{finding_id}/status")
async def post_status(request: Request, caller: Caller, finding_id: str, said: StatusSaid) -> Tracked:
    """Say where it stands."""
    async with _log(request) as records:
        await _known(records, finding_id)
        return await deciding.set_status(
            records, finding_id, said.status, by=caller, note=said.note, now=datetime.now(UTC)
        )


@router.post("/findings/{finding_id}/wrong")
async def post_wrong(request: Request, caller: Caller, finding_id: str, said: WrongSaid) -> Tracked:
    """Say that it is not a finding; the threshold of its kind learns from it."""
    async with _log(request) as records:
        await _known(records, finding_id)
        return await deciding.call_wrong(
            records, finding_id, wrong=said.wrong, by=caller, note=said.note, now=datetime.now(UTC)
        )


@router.post("/findings/{finding_id}/snooze")
async def post_snooze(request: Request, caller: Caller, finding_id: str, said: SnoozeSaid) -> Tracked:
    """Have it wait."""
    async with _log(request) as records:
        await _known(records, finding_id)
        return await deciding.snooze(records, finding_id, said.until, by=caller, now=datetime.now(UTC))


@asynccontextmanager
async def _log(request: Request) -> AsyncIterator[Records]:
    place: Place = request.app.state.place
    async with open_log(place.environment) as records:
        yield records


async def _known(records: Records, finding_id: str) -> Tracked:
    if await one_row(records, FINDINGS, finding_id) is None:
        raise NotFoundError(f"there is no finding {shown(finding_id)}")
    return await deciding.finding(records, finding_id)
