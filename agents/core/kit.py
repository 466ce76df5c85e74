"""What an agent provides beside its prompts. To add an agent, add one such object and its files in prompts/."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from agents.core.agent import Agent, Inputs, Output
from agents.core.dialogue import ALONE, Dialogue
from schemas.case import Case
from schemas.errors import BadInputError, shown
from schemas.evaluation import Score
from schemas.judge import Marks
from schemas.messages import Conversation, ToolUse

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
GROUP = "revive.agents"


OwnCase = TypeVar("OwnCase", bound=Case)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Something that is said of an answer, from 0 to 1."""

    name: str  # as it is stored
    label: str  # for people
    decides: bool = True  # whether an answer that does not get a 1 fails
    graded: bool = False  # whether it is a share or points; any other says yes or no


def alone(_case: Case) -> Dialogue:
    """A question before which nothing was said, to an agent without tools."""
    return ALONE


@dataclass(frozen=True, slots=True)
class Evaluated(Generic[Inputs, Output, OwnCase]):
    """How an agent's answers are judged."""

    case: type[OwnCase]  # the class of its cases
    expectations: frozenset[str]  # of what cases can expect, the fields that apply to this agent
    evaluators: tuple[Evaluator, ...]  # all that `scores` may say, in the order of a table
    question: Callable[[OwnCase, tuple[str, ...]], Inputs]  # what it is given for a case, with these fields
    lacks: Callable[[OwnCase], str]  # what a case is missing for that, or nothing
    scores: Callable[[OwnCase, Inputs, Output], Iterable[Score]]  # by rules; asks nobody
    judge_offline: Callable[[Inputs, Output], Marks]  # the judge's points by rules, where no model judges
    judge_from: str = ""  # the first version of the judge that is told all that its cases hold, if not each of them is
    rubric: str = ""  # for the judge: what the task was, and what each of its criteria means here
    # Of an agent that decides yes or no: a case's label and what an answer says of it; None if there is no label.
    verdicts: Callable[[OwnCase, Output], tuple[bool, bool] | None] | None = None
    dialogue: Callable[[OwnCase], Dialogue] = alone  # what was said before the question, and the tools it may use


@dataclass(frozen=True, slots=True)
class AgentKit(Generic[Inputs, Output]):
    """An agent with what the shared parts ask of it."""

    agent: Agent[Inputs, Output]
    offline: Callable[[Inputs], Output]  # answers without a model; may import its rules on the first call
    # Two made-up inputs from the fields that a version names, one with everything filled in and one with hardly
    # anything: prompts are tried on them before anybody pays.
    trials: Callable[[tuple[str, ...]], tuple[Inputs, Inputs]]
    folder: str  # of its versions and cases: a path below prompts/, absolute for a system of another package
    fields: tuple[str, ...] = ()  # that a version may name, beside `context.<column>`; none without a subject
    evaluated: Evaluated[Inputs, Output, Any] | None = None  # None: its versions cannot be evaluated
    # In place of `offline` where it is asked with tools: the uses of tools that the rules ask for, or the answer.
    offline_with_tools: Callable[[Inputs, Conversation], Output | tuple[ToolUse, ...]] | None = None


def judged() -> tuple[str, ...]:
    """The agents that have evaluators: only their answers can be labelled and judged."""
    return tuple(name for name, kit in kits().items() if kit.evaluated is not None)


def evaluated(agent: str) -> Evaluated[Any, Any, Any]:
    """How this agent's answers are judged. Raises `BadInputError` if nobody can say that."""
    kit = kits().get(agent)
    if kit is None or kit.evaluated is None:
        raise BadInputError(f"{shown(agent)} has no evaluators; there are some for {', '.join(judged())}")
    return kit.evaluated


def folder_of(agent: str) -> str:
    """The folder of an agent's versions and cases below a prompts folder; an unknown agent's is empty."""
    kit = kits().get(agent)
    return agent if kit is None else kit.folder


@lru_cache(maxsize=1)
def kits() -> Mapping[str, AgentKit[Any, Any]]:
    """The kits of all installed systems by agent name, found through the entry points of the group `revive.agents`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name == "judge", point.name))
    return MappingProxyType({kit.agent.name: kit for point in found for kit in point.load()})
