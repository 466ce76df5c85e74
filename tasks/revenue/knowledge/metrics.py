"""The named metrics and dimensions, as metrics.yaml says."""

from functools import lru_cache
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from agents.core.yaml_file import read_yaml
from schemas.errors import BadInputError
from tasks.revenue.knowledge.tables import FOLDER

_STRICT = ConfigDict(extra="forbid", frozen=True)


class Metric(BaseModel):
    """A figure: an aggregate over one table, or one metric divided by another."""

    model_config = _STRICT

    about: str
    table: str | None = None
    expression: str | None = None
    time: str | None = Field(default=None, description="The column that says when; None where a row has no day.")
    ratio: tuple[str, str] | None = None
    times: float = 1.0
    called: tuple[str, ...] = Field(default=(), description="Words that people use for it.")

    @property
    def dated(self) -> bool:
        """Whether its rows, or those of a part of it, have a day."""
        return self.time is not None or any(metrics().metrics[part].dated for part in self.ratio or ())

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.ratio is None) == (self.table is None or self.expression is None):
            raise ValueError("is either a table with an expression, or a ratio of two metrics")
        return self


class Dimension(BaseModel):
    """A column that figures are split by."""

    model_config = _STRICT

    table: str
    column: str
    called: tuple[str, ...] = Field(default=(), description="Words that people use for it.")


class Metrics(BaseModel):
    """All of them."""

    model_config = _STRICT

    version: int
    metrics: dict[str, Metric]
    dimensions: dict[str, Dimension]


@lru_cache(maxsize=1)
def metrics() -> Metrics:
    """Those that ship with Revive."""
    path = FOLDER / "metrics.yaml"
    try:
        return Metrics.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
