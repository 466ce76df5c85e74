"""Answers a question about revenue by asking the warehouse and connected services (seed: RevOps, data agent)."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from agents.core.agent import Agent
from agents.core.tools import Bounds, Tool, ToolFailedError
from agents.revenue.figures import invented
from schemas.revenue.asking import DataAnswer, DataInput, Outcome, SourceRequest, SqlRequest
from schemas.revenue.metric import MetricRequest

NAME = "revenue-data"
BOUNDS = Bounds(steps=8, tokens=60_000)
_TOOL_WITHIN_S = 75.0  # the warehouse stops a query after 60 s by itself, and says so


async def _unplugged(_asked: object) -> object:
    raise ToolFailedError("no warehouse is open here")


METRICS = Tool(
    "metrics",
    "Named figures, computed from the warehouse as they are defined. Use them wherever one serves: they are verified.",
    MetricRequest, _unplugged, _TOOL_WITHIN_S,
)  # fmt: skip
SQL = Tool(
    "sql",
    "One SELECT over the given tables, where no metric serves; its rows are unverified. What is refused says why.",
    SqlRequest, _unplugged, _TOOL_WITHIN_S,
)  # fmt: skip
SOURCES: Mapping[str, Tool[SourceRequest]] = {
    name: Tool(name, about, SourceRequest, _unplugged, _TOOL_WITHIN_S)
    for name, about in (
        ("salesforce", "Deals as Salesforce has them now."),
        ("gong", "Calls as Gong has them now: when, whose, and what was said."),
        ("slack", "Messages of the channels shared with customers, as Slack has them now."),
    )
}
TOOLS: tuple[Tool[Any], ...] = (METRICS, SQL, *SOURCES.values())


def check(inputs: DataInput, output: DataAnswer) -> str | None:  # noqa: ARG001 -- as every agent's check
    """An answer names what it rests on."""
    if output.status == "answered" and not output.rests_on:
        return "rests_on: name the ids of the results that the answer rests on"
    return None


def checked_by(outcomes: Mapping[str, Outcome]) -> Agent[DataInput, DataAnswer]:
    """The agent, whose answers must also fit what its tools gave: `outcomes`, by id, grows while it asks."""

    def check_both(inputs: DataInput, output: DataAnswer) -> str | None:
        return check(inputs, output) or fits(inputs, output, outcomes)

    return replace(AGENT, check=check_both)


def fits(inputs: DataInput, output: DataAnswer, outcomes: Mapping[str, Outcome]) -> str | None:
    """What in an answer does not fit what the tools gave, or None."""
    unknown = [one for one in output.rests_on if one not in outcomes]
    if unknown:
        return f"rests_on: there is no result {', '.join(unknown)}; there are {', '.join(outcomes) or 'none'}"
    resting = [outcomes[one] for one in output.rests_on]
    if output.status == "answered" and not any(one.answer == "rows" for one in resting):
        return "status: none of these results has rows, so it is no_rows, not_permitted or failed"
    if output.status == "no_rows" and not any(one.answer == "no_rows" for one in outcomes.values()):
        return "status: no result is no_rows; say not_known, not_permitted or failed"
    made_up = invented(output.answer, _given(inputs, resting or outcomes.values()))
    if made_up:
        said = ", ".join(f"{one:g}" for one in made_up)[:200]
        return f"answer: {said} stands in none of the results that it rests on; use their figures, and compute none"
    return None


def _given(inputs: DataInput, outcomes: Iterable[Outcome]) -> str:
    return "\n".join((inputs.question, inputs.as_of, *(one.text for one in outcomes)))


AGENT = Agent(NAME, DataInput, DataAnswer, check)
