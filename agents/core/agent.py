"""An agent: a name, what goes in, what comes out, and the rules that a schema cannot express."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

Inputs = TypeVar("Inputs", bound=BaseModel)
Output = TypeVar("Output", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Agent(Generic[Inputs, Output]):
    """`check` returns what is wrong with an output in words that a model can act on, or None."""

    name: str
    inputs: type[Inputs]
    output: type[Output]
    check: Callable[[Inputs, Output], str | None]


class ViolationError(Exception):
    """An answer breaks its schema or a rule; the message goes back to the model."""


def parse_output(agent: Agent[Inputs, Output], inputs: Inputs, raw: object) -> Output:
    """The typed output, or `ViolationError` naming every field at fault (without repeating its value)."""
    try:
        output = agent.output.model_validate(raw)
    except ValidationError as error:
        problems = [f"{_where(item['loc'])}: {item['msg']}" for item in error.errors(include_input=False)]
        raise ViolationError("; ".join(problems)) from None
    problem = agent.check(inputs, output)
    if problem:
        raise ViolationError(problem)
    return output


def _where(location: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in location) or "answer"
