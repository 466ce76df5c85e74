"""The log: every run of an analysis, the newest first."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from schemas.revenue.finding import AnalysisName
from schemas.revenue.log import Execution
from tasks.revenue.log.reading import after, all_executions, key_of
from tasks.revenue.log.tables import open_log
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.revenue.section import REVENUE

_ROWS = 50


class LogFilter(BaseModel):
    """What is looked for; `after` is the last run of the page before."""

    analysis: AnalysisName | None = None
    status: Literal["complete", "partial", "failed"] | None = None
    after: Annotated[str, Field(max_length=200)] | None = None


class RunLog(BaseModel):
    """A page of it; `next` is the `after` of the following one."""

    wanted: LogFilter
    runs: list[Execution]
    total: int
    next: str | None


@REVENUE.page("/revenue/log")
async def log(asked: Asked) -> Page:
    """What ran, over what, and what came of it."""
    wanted = asked.words(LogFilter)
    async with open_log(asked.place.environment) as records:
        runs = await all_executions(records)
    fitting = [one for one in runs if wanted.analysis in {None, one.analysis} and wanted.status in {None, one.status}]
    left = after(fitting, wanted.after)
    shown = left[:_ROWS]
    then = key_of(shown[-1]) if len(left) > _ROWS else None
    return Page(
        "Revenue: log", "revenue/log.html.jinja", RunLog(wanted=wanted, runs=shown, total=len(fitting), next=then)
    )
