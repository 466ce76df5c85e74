"""Findings: what is open, what matters most first; one with its nights; and a person's word on it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import BaseModel, Field

from blocks.records.interface import Records
from schemas.errors import shown
from schemas.revenue.finding import AnalysisName, WeekUsed
from schemas.revenue.log import STATUSES, InsightStatus, Sighting, Tracked
from tasks.revenue.log import deciding
from tasks.revenue.log.selecting import Wanted, chosen
from tasks.revenue.log.tables import FINDINGS, one_row, open_log
from tasks.revenue.sessions import find_result
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.revenue.charts import Point, line
from web.pages.revenue.section import REVENUE
from web.problems import NotFoundError

_MOST = 500
_Note = Annotated[str, Field(max_length=1_000)]


class _Filter(BaseModel):
    analysis: AnalysisName | None = None
    status: InsightStatus | None = None
    owner: str | None = None
    everything: bool = False


class Findings(BaseModel):
    """What fits the filter; `more` of it are not shown."""

    wanted: _Filter
    findings: list[Tracked]
    more: int


class OneFinding(BaseModel):
    """One with each night on which it was seen; the rows that it rests on are those of the newest."""

    finding: Tracked
    sightings: list[Sighting]
    weekly: list[WeekUsed] = Field(default=[], description="The account's usage, while its session is kept.")
    statuses: tuple[InsightStatus, ...] = STATUSES


class _Status(BaseModel):
    status: InsightStatus
    note: _Note = ""


class _Wrong(BaseModel):
    note: _Note = ""


class _Snooze(BaseModel):
    until: date | None = None


@REVENUE.page("/revenue")
async def findings(asked: Asked) -> Page:
    """What somebody should look at."""
    said = asked.words(_Filter)
    wanted = Wanted(said.analysis, said.status, said.owner, said.everything)
    async with open_log(asked.place.environment) as records:
        found = chosen(await deciding.findings(records), wanted, datetime.now(UTC).date())
    data = Findings(wanted=said, findings=found[:_MOST], more=max(0, len(found) - _MOST))
    return Page("Revenue: findings", "revenue/findings.html.jinja", data)


@REVENUE.page("/revenue/found/{finding_id}")
async def finding(asked: Asked) -> Page:
    """One of them."""
    async with _known(asked) as (records, finding_id):
        one = await deciding.finding(records, finding_id)
        seen = await deciding.sightings(records, finding_id)
    weekly = await _weekly(asked, one)
    points = [Point(week.week, week.daily_units) for week in weekly]
    return Page(
        f"Revenue: {one.account_name or one.subject.id}",
        "revenue/finding.html.jinja",
        OneFinding(finding=one, sightings=seen, weekly=weekly),
        more={"chart": line(points, "Usage of the account by week", "units a day")},
    )


async def _weekly(asked: Asked, one: Tracked) -> list[WeekUsed]:
    """From the session that saw it last; nothing where that is gone."""
    result = await find_result(asked.store, one.last_session)
    found = () if result is None else (each for each in result.findings if each.finding_id == one.finding_id)
    return [week for each in found for week in each.weekly]


@REVENUE.change("/revenue/found/{finding_id}/status", "say where a finding stands")
async def post_status(asked: Asked) -> Done:
    """Where it stands."""
    said = asked.said(_Status)
    async with _known(asked) as (records, finding_id):
        await deciding.set_status(
            records, finding_id, said.status, by=asked.who.name, note=said.note, now=datetime.now(UTC)
        )
    return _done(f"It is {said.status.replace('_', ' ')}.", finding_id)


@REVENUE.change("/revenue/found/{finding_id}/wrong", "say that a finding is none")
async def post_wrong(asked: Asked) -> Done:
    """That it is not a finding, or one after all: said again, it is taken back."""
    note = asked.said(_Wrong).note
    async with _known(asked) as (records, finding_id):
        wrong = not (await deciding.finding(records, finding_id)).wrong
        await deciding.call_wrong(records, finding_id, wrong=wrong, by=asked.who.name, note=note, now=datetime.now(UTC))
    return _done("The threshold of its kind learns of it." if wrong else "It is a finding again.", finding_id)


@REVENUE.change("/revenue/found/{finding_id}/snooze", "have a finding wait")
async def post_snooze(asked: Asked) -> Done:
    """That it waits until a day; without one it is woken."""
    until = asked.said(_Snooze).until
    async with _known(asked) as (records, finding_id):
        await deciding.snooze(records, finding_id, until, by=asked.who.name, now=datetime.now(UTC))
    return _done(f"It waits until {until}." if until else "It waits no longer.", finding_id)


def _done(message: str, finding_id: str) -> Done:
    return Done(message, f"/revenue/found/{finding_id}")


@asynccontextmanager
async def _known(asked: Asked) -> AsyncIterator[tuple[Records, str]]:
    finding_id = asked.part("finding_id")
    async with open_log(asked.place.environment) as records:
        if await one_row(records, FINDINGS, finding_id) is None:
            raise NotFoundError(f"there is no finding {shown(finding_id)}")
        yield records, finding_id
