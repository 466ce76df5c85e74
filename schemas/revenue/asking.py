"""A question to the warehouse: what the agent is told, what it answers, what whoever asked gets."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_FROZEN = ConfigDict(frozen=True, extra="forbid")
MOST_OF_A_QUESTION = 1_000
Status = Literal["answered", "no_rows", "not_permitted", "failed", "not_known"]


class MetricView(BaseModel):
    """A metric, as an agent is told of it."""

    model_config = _FROZEN

    name: str
    about: str
    called: tuple[str, ...] = Field(default=(), description="Words that people use for it.")
    by: tuple[str, ...] = Field(default=(), description="What it can be split by.")
    dated: bool = Field(default=True, description="Whether its rows have a day; others are known as of now only.")


class DimensionView(BaseModel):
    """What figures can be split by; `values` where there are few, and they name nobody."""

    model_config = _FROZEN

    name: str
    called: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


class TableView(BaseModel):
    """A table, for queries: columns with their types."""

    model_config = _FROZEN

    name: str
    about: str
    columns: dict[str, str]


class DataInput(BaseModel):
    """A question, and the parts of the knowledge that matter to it. Names of accounts and owners are pseudonyms."""

    model_config = _FROZEN

    question: str = Field(max_length=2 * MOST_OF_A_QUESTION)
    as_of: str = Field(description="The newest complete day; periods like `last month` count from it.")
    metrics: tuple[MetricView, ...] = ()
    dimensions: tuple[DimensionView, ...] = ()
    tables: tuple[TableView, ...] = ()
    joins: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(default=(), description="Connected services, each a tool.")
    withheld: tuple[str, ...] = Field(default=(), description="Columns that nobody may ask for.")


class DataAnswer(BaseModel):
    """What the agent says. `no_rows`, `not_permitted` and `failed` are three different answers."""

    model_config = _FROZEN

    status: Status = Field(
        description="answered; no_rows: nothing matches; not_permitted; failed; not_known: no tool serves."
    )
    answer: Annotated[str, StringConstraints(min_length=1, max_length=1500)] = Field(description="For a person.")
    rests_on: tuple[Annotated[str, StringConstraints(max_length=20)], ...] = Field(
        default=(), max_length=8, description="The ids of the results that it rests on."
    )


class SqlRequest(BaseModel):
    """One SELECT, where no metric serves."""

    model_config = _FROZEN

    query: Annotated[str, StringConstraints(min_length=1, max_length=8_000)] = Field(
        description="One SELECT over the given tables, in DuckDB's SQL."
    )
    why: Annotated[str, StringConstraints(max_length=300)] = Field(default="", description="Why no metric serves.")


class SourceRequest(BaseModel):
    """What a connected service is asked for."""

    model_config = _FROZEN

    account_id: Annotated[str, StringConstraints(max_length=100)] | None = Field(default=None, description="Only its.")
    contains: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        default=None, description="Only what has this text, whatever its case."
    )
    days: int = Field(default=30, ge=1, le=400, description="How many days back from the newest one.")
    limit: int = Field(default=50, ge=1, le=200, description="The most rows, the newest first.")


class Outcome(BaseModel):
    """What a tool gave, as the check of an answer sees it."""

    model_config = _FROZEN

    id: str
    answer: Literal["rows", "no_rows", "not_permitted", "failed"]
    text: str
    partial: bool = False


class Queried(BaseModel):
    """One use of a tool: what was asked, whether by a named metric, and all chunks that came."""

    id: str
    tool: str
    verified: bool = Field(description="A named metric, or rows as their source gives them; SQL of a model is not.")
    request: dict[str, Any]
    sql: str = ""
    parameters: dict[str, Any] = {}
    partial: bool = Field(default=False, description="A later chunk failed, or a source gave only a part.")
    error: str | None = None
    chunks: list[dict[str, Any]] = Field(default=[], description="The seed's format; none where it was refused.")


class Asked(BaseModel):
    """What whoever asked gets."""

    question: str
    status: Status
    answer: str
    verified: bool = Field(description="Whether all that it rests on is a named metric or a source's own rows.")
    partial: bool = False
    as_of: str
    freshness: dict[str, str] = Field(default={}, description="By table that was read: its newest day.")
    near: tuple[str, ...] = Field(default=(), description="What could be asked instead, where it is not known.")
    queries: tuple[Queried, ...] = ()
    rests_on: tuple[str, ...] = ()
    model: str = ""
    cost_usd: float | None = 0.0
    seconds: float = 0.0
