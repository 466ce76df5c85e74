"""How many warnings of A1 came true, by what a warehouse knows today."""

from typing import Annotated

from pydantic import BaseModel, Field

from tasks.revenue.log.precision import CameTrue, Precision
from tasks.revenue.log.precision import precision as judged
from tasks.revenue.log.reading import all_executions
from tasks.revenue.log.tables import open_log
from web.pages.asked import Asked
from web.pages.page import Page
from web.pages.revenue.charts import Span, intervals
from web.pages.revenue.section import REVENUE
from web.revenue.places import permitted_warehouse


class _Over(BaseModel):
    warehouse: Annotated[str, Field(max_length=1_000)] | None = None


class PrecisionPage(BaseModel):
    """`precision` is None until there is a warehouse to judge by."""

    warehouse: str
    precision: Precision | None


@REVENUE.page("/revenue/precision")
async def precision(asked: Asked) -> Page:
    """By severity, with intervals. Raises `BadInputError` if the warehouse may not be read."""
    said = asked.words(_Over)
    async with open_log(asked.place.environment) as records:
        runs = await all_executions(records)
        last = next((one.warehouse for one in runs if one.analysis == "A1" and one.status != "failed"), "")
        where = said.warehouse or last
        found = await judged(records, permitted_warehouse(where)) if where else None
    data = PrecisionPage(warehouse=where, precision=found)
    chart = intervals(_spans(found), "Share of the warnings that came true, with 95% intervals") if found else ""
    return Page("Revenue: precision", "revenue/precision.html.jinja", data, more={"chart": chart})


def _spans(found: Precision) -> list[Span]:
    return [span for one in (*found.by_severity, found.all) if (span := _span(one)) is not None]


def _span(one: CameTrue) -> Span | None:
    if one.share is None or one.low is None or one.high is None:
        return None
    return Span(one.severity or "all", one.share, one.low, one.high)
