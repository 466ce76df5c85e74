"""What a query gives: chunks of rows, the first with what is known of all of them. The format is the seed's."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

ROWS_PER_CHUNK = 1000
Answer = Literal["rows", "no_rows", "not_permitted", "failed"]


class QueryInfo(BaseModel):
    """What was asked."""

    query: str  # as it ran
    parameters: dict[str, Any] = Field(default_factory=dict)
    seconds: float = 0.0  # until the first chunk was there


class Chunk(BaseModel):
    """One chunk of an answer. Of a small one, `chunked` is false and this is all of it."""

    model_config = ConfigDict(frozen=True)

    success: bool
    answer: Answer = Field(description="`no_rows` is an answer; `not_permitted` and `failed` are none.")
    error: str | None = None
    chunked: bool = False
    chunk_index: int = 0
    total_chunks: int = 0
    total_rows: int = 0
    rows_per_chunk: int = ROWS_PER_CHUNK
    columns: tuple[str, ...] = ()
    results: tuple[tuple[Any, ...], ...] = Field(default=(), description="Rows; dates and times as ISO 8601.")
    query_info: QueryInfo


class Rows(BaseModel):
    """All rows of a small answer; `partial` where a later chunk failed, and `error` says why."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    total_rows: int
    answer: Answer
    partial: bool = False
    error: str | None = None

    def dicts(self) -> list[dict[str, Any]]:
        """Each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
