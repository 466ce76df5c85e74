"""The context of a case's question: the earlier turns, and tools that return what the case says they returned.

An evaluation never calls a tool's own function. Otherwise an answer would depend on the day, and asking again would
not be the same question.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import to_json

from agents.core.agent import problems
from agents.core.fingerprint import conversation_part
from agents.core.tools import USUAL_BOUNDS, Bounds, Tool, ToolFailedError
from schemas.messages import Message, ToolGave


@dataclass(frozen=True, slots=True)
class Dialogue:
    """The history of a case, the tools that its agent may ask for, and what they give."""

    history: tuple[Message, ...] = ()  # what was said before, oldest first
    tools: tuple[Tool[Any], ...] = ()  # those of the agent; only what they are called and given counts
    results: tuple[ToolGave, ...] = ()  # what they give, of the case
    bounds: Bounds = USUAL_BOUNDS  # of the loop with them

    @property
    def is_told(self) -> bool:
        """Whether the agent is told, or can ask a tool for, what does not stand in its inputs."""
        return bool(self.history or self.results)

    @property
    def fingerprint_parts(self) -> tuple[str, ...]:
        """What a fingerprint has to hold of it; nothing where the question stands alone."""
        if not self.history and not self.tools:
            return ()
        gave = [result.model_dump(mode="json") for result in self.results]
        return conversation_part(self.history, self.tools), to_json(gave).decode()

    @property
    def replayed(self) -> tuple[Tool[Any], ...]:
        """The tools as the case has them: one that is asked for anything else fails, and the model is told so."""
        return tuple(replace(tool, run=partial(_gave, tool.name, self.results)) for tool in self.tools)

    def problems(self) -> Iterator[str]:
        """What is wrong with the results: a tool that the agent does not have, arguments that it does not take."""
        tools = {tool.name: tool for tool in self.tools}
        for number, result in enumerate(self.results):
            where = f"tool_results.{number}"
            if result.tool not in tools:
                yield f"{where}.tool: the agent has no tool {result.tool}; it has: {', '.join(tools) or 'none'}"
                continue
            try:
                tools[result.tool].arguments.model_validate(result.input)
            except ValidationError as error:
                yield f"{where}.input: {problems(error)}"


ALONE = Dialogue()


async def _gave(name: str, results: tuple[ToolGave, ...], asked: BaseModel) -> str:
    for result in results:
        if result.tool == name and type(asked).model_validate(result.input) == asked:
            if result.failed:
                raise ToolFailedError(result.text)
            return result.text
    raise ToolFailedError("nothing is found")
