"""The tools of one question: named metrics, SQL that the guard lets through, services that are connected."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from agents.core.tools import Tool, ToolFailedError
from agents.revenue.data_agent import METRICS, SQL
from blocks.warehouse.guard import guard
from schemas.errors import BadInputError
from schemas.revenue.asking import SqlRequest
from schemas.revenue.metric import MOST_ROWS, MetricRequest
from tasks.revenue.asking.results import Results
from tasks.revenue.knowledge.compile import compile_request
from tasks.revenue.knowledge.tables import knowledge


@dataclass(frozen=True, slots=True)
class WarehouseTools:
    """Both tools over an open warehouse; what they give is kept in `results`."""

    results: Results

    def tools(self, *, permits_sql: bool) -> tuple[Tool[Any], ...]:
        """The tools as the loop runs them; a warehouse whose SQL nobody can check has named metrics only."""
        metrics = replace(METRICS, run=self.metrics)
        return (metrics, replace(SQL, run=self.sql)) if permits_sql else (metrics,)

    async def metrics(self, asked: MetricRequest) -> str:
        """Named figures. The agent is told why something cannot be asked."""
        try:
            compiled = compile_request(asked)
        except BadInputError as error:
            raise ToolFailedError(str(error)) from None
        request = asked.model_dump(mode="json", exclude_defaults=True)
        more = {"metrics": list(asked.metrics)} | _days(asked)
        return await self.results.query("metrics", request, compiled.sql, compiled.parameters, verified=True, **more)

    async def sql(self, asked: SqlRequest) -> str:
        """Rows of one SELECT, or why it is refused."""
        tables = knowledge().columns(leave_out=frozenset({"RESTRICTED"}))
        forbidden = knowledge().of_class("RESTRICTED")
        verdict = guard(asked.query, tables, limit=MOST_ROWS, forbidden=forbidden)
        request = asked.model_dump(mode="json")
        if not verdict.permitted:
            return self.results.refuse("sql", request, verdict.reason)
        return await self.results.query("sql", request, verdict.sql, {}, verified=False, unverified=True)


def _days(asked: MetricRequest) -> dict[str, str]:
    """First and last day, so that an answer can name them."""
    said = {} if asked.since is None else {"first_day": asked.since.isoformat()}
    return said if asked.until is None else said | {"last_day": (asked.until - timedelta(days=1)).isoformat()}
