"""The six analyses: what each asks, when it runs, how its last run went; and starting one."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field

from schemas.connections import SourceName
from schemas.revenue.definition import Definition
from schemas.revenue.log import Execution
from tasks.revenue.analyses.definitions import definition, definitions
from tasks.revenue.log import deciding
from tasks.revenue.log.reading import all_executions
from tasks.revenue.log.tables import open_log
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.revenue.schedules import in_words
from web.pages.revenue.section import REVENUE
from web.revenue.runs import AnalysisRequest, start_analysis


class OneAnalysis(BaseModel):
    """One of the six."""

    definition: Definition
    runs: str = Field(description="When, in words.")
    last: Execution | None = Field(description="The newest run, also one that failed.")
    open_findings: int


class Analyses(BaseModel):
    """All of them, and what a run may be given."""

    analyses: list[OneAnalysis]
    warehouse: str = Field(description="That of the newest run, to begin with.")
    sources: tuple[SourceName, ...]


class _Start(BaseModel):
    warehouse: Annotated[str, Field(max_length=1_000)]
    target: Annotated[str, Field(max_length=200)] | None = None
    as_of: date | None = None
    connect: tuple[SourceName, ...] | SourceName = ()


@REVENUE.page("/revenue/analyses")
async def analyses(asked: Asked) -> Page:
    """What there is."""
    async with open_log(asked.place.environment) as records:
        runs = await all_executions(records)
        found = await deciding.findings(records)
    last: dict[str, Execution] = {}
    for one in runs:
        last.setdefault(one.analysis, one)
    shown = [
        OneAnalysis(
            definition=said,
            runs=in_words(said.schedule.cron, said.schedule.timezone),
            last=last.get(name),
            open_findings=sum(one.analysis == name and one.is_open for one in found),
        )
        for name, said in definitions().items()
    ]
    warehouse = next((one.warehouse for one in runs if one.status != "failed"), "")
    data = Analyses(analyses=shown, warehouse=warehouse, sources=asked.place.environment.connections.sources)
    return Page("Revenue: analyses", "revenue/analyses.html.jinja", data)


@REVENUE.change("/revenue/analyses/{analysis}/start", "start an analysis")
async def post_start(asked: Asked) -> Done:
    """A run of it, now. Raises `BadInputError` if the warehouse may not be read."""
    name, said = definition(asked.part("analysis")).name, asked.said(_Start)
    connect = (said.connect,) if isinstance(said.connect, str) else said.connect
    wanted = AnalysisRequest(
        analysis=name, warehouse=said.warehouse, target=said.target, as_of=said.as_of, connect=connect
    )
    session = await start_analysis(asked.place, asked.children, wanted)
    return Done(f"{name} has begun.", f"/revenue/runs/{session}")
