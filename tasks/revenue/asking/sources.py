"""A tool over a connected service: its newest rows, of one account or with some text, as the tables have them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from agents.core.tools import Tool
from agents.revenue.data_agent import SOURCES
from blocks.connectors.page import Connector, Fetched, Row, ServiceError, ServiceRefusedError, fetch
from blocks.warehouse.chunk import ROWS_PER_CHUNK
from schemas.revenue.asking import Queried, SourceRequest
from tasks.revenue.asking.results import Results
from tasks.revenue.knowledge.tables import knowledge

_MOST_ROWS = 5_000  # that are read for one use; more is marked as partial
_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class SourceTool:
    """One service; `as_of` is the day from which days are counted back."""

    connector: Connector
    results: Results
    as_of: date

    @property
    def tool(self) -> Tool[Any]:
        """The tool as the loop runs it."""
        return replace(SOURCES[self.connector.name], run=self.ask, timeout_s=_WITHIN_S)

    async def ask(self, asked: SourceRequest) -> str:
        """The newest rows that match, or why there are none."""
        said = Queried(
            id=self.results.next_id(), tool=self.connector.name, verified=True, request=asked.model_dump(mode="json")
        )
        self.results.queried[said.id] = said
        try:
            found = await fetch(self.connector, self.as_of - timedelta(days=asked.days), _MOST_ROWS)
        except ServiceRefusedError as error:
            return self._none(said, "not_permitted", str(error))
        except ServiceError as error:
            return self._none(said, "failed", str(error))
        return self._some(said, asked, found)

    def _some(self, said: Queried, asked: SourceRequest, found: Fetched) -> str:
        table = self.connector.tables[0]
        columns = [name for name, one in knowledge().tables[table].columns.items() if one.column_class != "RESTRICTED"]
        matching = [row for row in found.rows[table] if _matches(row, asked)]
        rows = sorted(matching, key=_when, reverse=True)[: asked.limit]
        chunk = {
            "success": True, "answer": "rows" if rows else "no_rows", "error": found.partial or None, "chunked": False,
            "chunk_index": 0, "total_chunks": 1, "total_rows": len(rows), "rows_per_chunk": ROWS_PER_CHUNK,
            "columns": columns, "results": [[_plain(row.get(name)) for name in columns] for row in rows],
            "query_info": {"query": f"{self.connector.name}: {table}", "seconds": 0.0},
        }  # fmt: skip
        said.chunks.append(chunk)
        said.partial, said.error = bool(found.partial), found.partial or None
        return self.results.keep(said, chunk, {"source": self.connector.name, "matching": len(matching)})

    def _none(self, said: Queried, answer: str, why: str) -> str:
        said.error = why
        return self.results.keep(said, {"success": False, "answer": answer, "error": why}, {})


def _matches(row: Row, asked: SourceRequest) -> bool:
    if asked.account_id is not None and row.get("account_id") != asked.account_id:
        return False
    wanted = (asked.contains or "").lower()
    return not wanted or any(wanted in value.lower() for value in row.values() if isinstance(value, str))


def _when(row: Row) -> str:
    return max((str(value) for value in row.values() if isinstance(value, date | datetime)), default="")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
