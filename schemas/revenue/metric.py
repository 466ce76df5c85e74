"""Which named figures are asked for: what a person, a rule or a model asks of the metric layer."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Grain = Literal["day", "week", "month", "quarter", "year"]
PERIOD = "period"  # the column that a grain adds
MOST_ROWS = 10_000


class Filter(BaseModel):
    """Values of a dimension that count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dimension: str
    values: tuple[str, ...] = Field(min_length=1, max_length=50)


class MetricRequest(BaseModel):
    """Which figures are asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    metrics: tuple[str, ...] = Field(min_length=1, max_length=12, description="Names of metrics.")
    by: tuple[str, ...] = Field(default=(), max_length=6, description="The dimensions to split by.")
    grain: Grain | None = Field(default=None, description="A period to split by, too.")
    since: date | None = Field(default=None, description="The first day that counts.")
    until: date | None = Field(default=None, description="The first day that no longer counts.")
    # A list, not an object by dimension: OpenAI's strict mode knows no object with names of one's own.
    where: tuple[Filter, ...] = Field(default=(), max_length=12, description="Only rows with these values.")
    skip_unknown: bool = Field(default=False, description="Leave out rows that lack what they are split by.")
    order_by: str | None = Field(default=None, description="A metric, a dimension of `by`, or `period`.")
    descending: bool = Field(default=False, description="The largest first.")
    limit: int = Field(default=1000, ge=1, le=MOST_ROWS, description="The most rows.")

    @field_validator("where", mode="before")
    @classmethod
    def _by_dimension(cls, said: object) -> object:
        """People write it by dimension."""
        if not isinstance(said, dict):
            return said
        return tuple({"dimension": name, "values": values} for name, values in said.items())

    @property
    def wanted(self) -> dict[str, tuple[str, ...]]:
        """By dimension: the values that count."""
        return {one.dimension: one.values for one in self.where}

    @model_validator(mode="after")
    def _can_be_ordered(self) -> Self:
        columns = (*self.metrics, *self.by, *((PERIOD,) if self.grain else ()))
        if self.order_by is not None and self.order_by not in columns:
            raise ValueError(f"order_by must be one of {', '.join(columns)}")
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ValueError("until is the first day that no longer counts, so it lies after since")
        return self
