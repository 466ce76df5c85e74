"""What one run of an analysis is asked."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.connections import SourceName
from schemas.revenue.finding import AnalysisName


class RevenueRequest(BaseModel):
    """The parameters of a run, as the seed has them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    analysis: AnalysisName = Field(description="Which of the six.")
    warehouse: str = Field(default="./warehouse", description="A folder with a Parquet file a table, or a DuckDB file.")
    target: str | None = Field(default=None, max_length=200, description="Only this account, by its id or name.")
    context: str = Field(default="", max_length=2000, description="What whoever reads the findings should know.")
    max_findings: int = Field(
        default=100, ge=1, le=10_000, description="The most findings that are explained and acted on."
    )
    as_of: date | None = Field(default=None, description="An earlier day to look from; else the newest complete one.")
    connect: tuple[SourceName, ...] = Field(
        default=(), description="Services whose tables are read as they are now, in place of the warehouse's."
    )
    connected: str | None = Field(default=None, description="The folder that these tables were read into.")
    trigger: Literal["scheduled", "manual"] = "manual"
    timeout_s: float = Field(default=900.0, gt=0, description="For the whole run.")
