"""An analysis works on the first chunk while the next is made; a chunk that fails leaves what came, and says so."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from blocks.warehouse.chunk import Chunk, QueryInfo
from schemas.errors import ReviveError
from tasks.revenue.analyses.anomalies import anomalies
from tasks.revenue.analyses.at_risk import at_risk
from tasks.revenue.analyses.definitions import definition
from tasks.revenue.analyses.gather import Gathered

INFO = QueryInfo(query="SELECT")
OF_A1 = {
    "recent_rate": 50.0, "before_rate": 100.0, "recent_rate_last_year": None, "before_rate_last_year": None,
    "recent_days": 90, "before_days": 90, "recent_days_last_year": 0, "before_days_last_year": 0,
    "weekly_spread": 0.1, "recent_weeks": 12, "before_weeks": 12, "owner": "ana", "customer_type": "commitment",
    "segment": "x", "arr_usd": 1000.0, "created_on": None, "accounts": 4, "comparable": 4,
}  # fmt: skip


class Warehouse:
    """Answers queries by a word of theirs with chunks; an error in place of one ends its answer."""

    def __init__(self, answers: dict[str, list[list[dict[str, Any]] | str]]) -> None:
        self.answers = answers
        self.given = 0
        self.source = SimpleNamespace(missing=(), partial=())

    async def chunks(self, sql: str, *_: Any, **__: Any) -> AsyncGenerator[Chunk, None]:
        nothing: list[list[dict[str, Any]] | str] = [[]]
        parts = next((said for word, said in self.answers.items() if word in sql), nothing)
        rows = sum(len(part) if isinstance(part, list) else 1 for part in parts)
        for index, part in enumerate(parts):
            self.given += 1
            if isinstance(part, str):
                yield Chunk(success=False, answer="failed", error=part, query_info=INFO)
                return
            columns = tuple(part[0]) if part else ("account_id",)
            yield Chunk(
                success=True, answer="rows" if rows else "no_rows", chunk_index=index, total_chunks=len(parts),
                total_rows=rows, columns=columns, results=tuple(tuple(row.values()) for row in part), query_info=INFO,
            )  # fmt: skip


def gathered(**answers: list[list[dict[str, Any]] | str]) -> tuple[Gathered, Warehouse]:
    warehouse = Warehouse(answers)
    return Gathered(warehouse, date(2026, 10, 14)), warehouse  # type: ignore[arg-type]


def account(number: int) -> dict[str, Any]:
    return {"account_id": f"a{number}", "name": f"A {number}", **OF_A1}


async def test_the_first_chunk_is_worked_on_before_the_others_are_there() -> None:
    found, warehouse = gathered(weekly_spread=[[account(1)], [account(2)], [account(3)], [account(4)]])
    async with aclosing(found.stream("a1_usage")) as stream:
        first = await anext(stream)
        assert (len(first), warehouse.given) == (1, 2)  # the second is being made
        await anext(stream)
        assert warehouse.given == 3


async def test_a_chunk_that_fails_leaves_what_came_and_it_is_said() -> None:
    found, _ = gathered(
        weekly_spread=[[account(1)], [account(2)], "disk full"], late_invoices=["the process has ended"]
    )
    result = await at_risk(definition("A1"), found)
    assert [one.account_id for one in result.findings] == ["a1", "a2"]
    assert found.partial == [
        "a1_usage: 2 of 3 rows, then disk full",
        "signals: nothing, since the warehouse failed before: the process has ended",
    ]


async def test_an_answer_that_never_began_ends_the_analysis() -> None:
    found, _ = gathered(lagged=["out of memory"])
    with pytest.raises(ReviveError, match="a5_residuals of the analysis gave no answer: out of memory"):
        await anomalies(definition("A5"), found)
