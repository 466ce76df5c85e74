"""What tools gave in answer to one question: chunks, the first of which is enough to go on with.

The rest of a long result is read while the agent thinks; a chunk that fails leaves a partial result, marked as such.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

from blocks.warehouse.chunk import Chunk
from blocks.warehouse.warehouse import Warehouse
from schemas.revenue.asking import Outcome, Queried
from tasks.revenue.asking.names import Names

_ROOM = 7_000  # characters of rows that the agent is shown; its tools cut at 8,000
_LONGEST_CELL = 600


@dataclass(slots=True)
class Results:
    """The results of one question by their ids, in the order in which they were asked for."""

    warehouse: Warehouse
    names: Names
    queried: dict[str, Queried] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    _rest: asyncio.Task[None] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # the warehouse answers one query at a time

    async def query(
        self,
        tool: str,
        request: dict[str, Any],
        sql: str,
        parameters: Mapping[str, Any],
        *,
        verified: bool,
        **more: Any,
    ) -> str:
        """Run a query, and give its first chunk as the agent sees it."""
        async with self._turn:
            await self._read_rest()
            chunks = self.warehouse.chunks(sql, parameters)
            first = await anext(chunks)
            said = Queried(
                id=self.next_id(), tool=tool, verified=verified, request=request, sql=sql, parameters=dict(parameters)
            )
            self.queried[said.id] = said
            self._add(said, first)
            if first.total_chunks > 1:
                self._rest = asyncio.create_task(self._drain(said, chunks))
        return self.keep(said, _nothing_counts(first), more)

    def refuse(self, tool: str, request: dict[str, Any], why: str, **more: Any) -> str:
        """A query that is not permitted, in the form of one that was run."""
        said = Queried(id=self.next_id(), tool=tool, verified=False, request=request, error=why)
        self.queried[said.id] = said
        refused = {"success": False, "answer": "not_permitted", "error": why}
        return self.keep(said, refused, more)

    def next_id(self) -> str:
        """The id of the next result."""
        return f"r{len(self.queried) + 1}"

    def keep(self, said: Queried, chunk: Mapping[str, Any], more: Mapping[str, Any]) -> str:
        """Note the result for the check of the answer, and say it as the agent sees it."""
        self.queried[said.id] = said
        text = _seen(said.id, self.names.hidden(dict(chunk)), self.names.hidden(dict(more)))
        whole = f"{text}\n{self.names.hidden(chunk.get('results', []))}"
        self.outcomes[said.id] = Outcome(id=said.id, answer=chunk["answer"], text=whole, partial=said.partial)
        return text

    async def finish(self) -> None:
        """Wait for what is still read."""
        async with self._turn:
            await self._read_rest()

    async def _read_rest(self) -> None:
        if self._rest is not None:
            await self._rest
            self._rest = None

    async def _drain(self, said: Queried, chunks: AsyncIterator[Chunk]) -> None:
        async for chunk in chunks:
            self._add(said, chunk)

    def _add(self, said: Queried, chunk: Chunk) -> None:
        said.chunks.append(chunk.model_dump(mode="json", exclude={"query_info": {"parameters"}}))
        if not chunk.success:
            said.error = chunk.error
            said.partial = len(said.chunks) > 1


def _nothing_counts(chunk: Chunk) -> dict[str, Any]:
    """A chunk as JSON; a sum over no rows is a row without a figure, and that is no rows."""
    said = chunk.model_dump(mode="json", exclude={"query_info"})
    if chunk.total_rows == 1 and chunk.results and all(cell is None for cell in chunk.results[0]):
        said |= {"answer": "no_rows", "total_rows": 0, "results": []}
    return said


def _seen(identifier: str, chunk: dict[str, Any], more: dict[str, Any]) -> str:
    """As many rows of the first chunk as there is room for."""
    rows, room, shown = chunk.get("results", []), _ROOM, []
    for row in rows:
        cells = [cell[:_LONGEST_CELL] if isinstance(cell, str) else cell for cell in row]
        room -= len(to_json(cells)) + 1
        if room < 0:
            break
        shown.append(cells)
    said = {"id": identifier, **more, **chunk, "results": shown}
    if len(shown) < chunk.get("total_rows", 0):
        said["rows_shown"] = len(shown)
    return to_json({name: value for name, value in said.items() if value is not None}).decode()
