"""One question, answered: opens the warehouse, asks the agent in its bounded loop, puts names back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from agents.core.deadline import Deadline
from agents.core.prices import price_of
from agents.core.tools import Tool
from agents.revenue.data_agent import BOUNDS, NAME, checked_by
from agents.running.live import Answer, answer
from agents.running.question import Question
from agents.running.service import Service
from agents.versions.versions import Versions
from blocks.connectors.opening import connector
from blocks.connectors.page import Connector
from schemas.connections import Connections
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, one_line
from schemas.revenue.asking import MOST_OF_A_QUESTION, Asked, DataAnswer, DataInput, Queried
from tasks.revenue.asking.opened import OpenWarehouse, open_for_questions, session_source
from tasks.revenue.asking.relevant import Knowledge, tables_of
from tasks.revenue.asking.results import Results
from tasks.revenue.asking.sources import SourceTool
from tasks.revenue.asking.tools import WarehouseTools
from tasks.revenue.knowledge.tables import knowledge
from tasks.revenue.reading import local_warehouse

USUAL_USD = 0.50  # of one question, where prices are known
WITHIN_S = 120.0
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Asking:
    """What all questions of a process share."""

    knowledge: Knowledge
    service: Service
    environment: EnvironmentSpec
    connect: Callable[[str, Connections], Connector] = connector
    versions: Versions = field(default_factory=Versions)


async def ask_at(question: str, warehouse: str, asking: Asking, *, max_cost_usd: float | None = None) -> Asked:
    """The same of a warehouse that may be on S3."""
    async with local_warehouse(warehouse, asking.environment) as folder:
        return await ask(question, Path(folder), asking, max_cost_usd=max_cost_usd)


async def ask(
    question: str, warehouse: Path, asking: Asking, *, within_s: float = WITHIN_S, max_cost_usd: float | None = None
) -> Asked:
    """The answer to a question. Raises `BadInputError` if it is empty or too long, or there is no warehouse."""
    begun = monotonic()
    text = question.strip()
    if not text or len(text) > MOST_OF_A_QUESTION:
        raise BadInputError(f"ask a question of 1 to {MOST_OF_A_QUESTION:,} characters")
    async with open_for_questions(session_source(warehouse)) as opened:
        results = Results(opened.warehouse, opened.names)
        sources = asking.environment.connections.askable
        told = await asking.knowledge.told(opened.names.hide(text), opened.as_of.isoformat(), opened.values, sources)
        tools = (*WarehouseTools(results).tools(permits_sql=True), *_sources(asking, results, opened))
        said = await _answered(told, tools, results, asking, within_s, max_cost_usd)
        await results.finish()
        return await _told(text, told, said, results, opened, monotonic() - begun)


def _sources(asking: Asking, results: Results, opened: OpenWarehouse) -> list[Tool[Any]]:
    connections = asking.environment.connections
    return [SourceTool(asking.connect(name, connections), results, opened.as_of).tool for name in connections.askable]


async def _answered(
    told: DataInput,
    tools: tuple[Tool[Any], ...],
    results: Results,
    asking: Asking,
    within_s: float,
    max_cost_usd: float | None,
) -> Answer[DataAnswer]:
    version = asking.versions.choose(NAME, told.question)
    bounds = replace(BOUNDS, usd=await _dollars(version.model, asking.service, max_cost_usd))
    question = Question(checked_by(results.outcomes), version, told, tools=tools, bounds=bounds)
    return await answer(question, asking.service, Deadline.after(within_s), _failed)


async def _dollars(model: str, service: Service, wanted: float | None) -> float | None:
    """The bound in dollars; where no price is known and nobody asked for one, tokens and steps bound it alone."""
    name = (await service.models.get(model)).name
    known = price_of(name, at_openai=service.models.at_openai) is not None
    return wanted if wanted is not None or not known else USUAL_USD


def _failed(failure: Exception) -> DataAnswer:
    return DataAnswer(status="failed", answer=f"There is no answer: {one_line(failure)}"[:1500])


async def _told(
    question: str, told: DataInput, said: Answer[DataAnswer], results: Results, opened: OpenWarehouse, seconds: float
) -> Asked:
    output, names = said.output, opened.names
    queried = {one.id: one for one in (_revealed(one, results) for one in results.queried.values())}
    resting = [queried[one] for one in output.rests_on if one in queried]
    near = tuple(one.name for one in told.metrics[:_NEAR]) if output.status == "not_known" else ()
    return Asked(
        question=question,
        status=output.status,
        answer=names.reveal(output.answer),
        verified=output.status in {"answered", "no_rows"} and all(one.verified for one in resting or queried.values()),
        partial=bool(opened.partial) or any(one.partial for one in resting),
        as_of=told.as_of,
        freshness=await opened.freshness(_tables(queried)),
        near=near,
        queries=tuple(queried.values()),
        rests_on=output.rests_on,
        model="" if said.result is None else said.result.model,
        cost_usd=said.spent.cost_usd,
        seconds=round(seconds, 2),
    )


def _revealed(one: Queried, results: Results) -> Queried:
    names = results.names
    return one.model_copy(
        update={
            "chunks": [chunk | {"results": names.revealed(chunk["results"])} for chunk in one.chunks],
            "request": names.revealed(one.request),
            "parameters": names.revealed(one.parameters),
        }
    )


def _tables(queried: Mapping[str, Queried]) -> set[str]:
    """The tables that were read."""
    named = [name for one in queried.values() if one.tool == "metrics" for name in one.request["metrics"]]
    found = {table for name in named for table in tables_of(name)}
    texts = " ".join(one.sql for one in queried.values() if one.tool == "sql")
    return found | {table for table in knowledge().tables if re.search(rf"\b{table}\b", texts)}
