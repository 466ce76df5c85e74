"""What an agent brings along beside its prompts. Adding an agent is one such object, and its files in prompts/."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from agents.core.agent import Agent, Inputs, Output
from schemas.case import Case
from schemas.errors import BadInputError, shown
from schemas.evaluation import Score
from schemas.judge import Marks

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
GROUP = "revive.agents"


OwnCase = TypeVar("OwnCase", bound=Case)


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Something that is said of an answer, from 0 to 1: its name as it is stored, and its label for people.

    `decides`: whether an answer that does not get a 1 fails. `graded`: a share or points; any other says yes or no.
    """

    name: str
    label: str
    decides: bool = True
    graded: bool = False


@dataclass(frozen=True, slots=True)
class Evaluated(Generic[Inputs, Output, OwnCase]):
    """How an agent's answers are judged.

    `case` is the class of its cases, `expectations` those fields of what they expect that say something of its answers.
    `question` is what the agent is given for a case, with the fields that a version may see; `lacks` says what a case
    would need for that, empty if nothing. `scores` asks nobody; `evaluators` are all that it may say, in the order of a
    table. `judge_offline` gives the judge's points by rules, where no model judges.
    """

    case: type[OwnCase]
    expectations: frozenset[str]
    evaluators: tuple[Evaluator, ...]
    question: Callable[[OwnCase, tuple[str, ...]], Inputs]
    lacks: Callable[[OwnCase], str]
    scores: Callable[[OwnCase, Inputs, Output], Iterable[Score]]
    judge_offline: Callable[[Inputs, Output], Marks]


@dataclass(frozen=True, slots=True)
class AgentKit(Generic[Inputs, Output]):
    """An agent with what the shared parts ask of it.

    `offline` answers without a model; it may import its rules when it is first asked. `trials` makes up inputs from the
    fields that a version names, on which its prompts are tried before anybody pays: one set of which everything is
    known, one of which hardly anything is. `folder` is where its versions and cases stand, below prompts/ or, of a
    system in another package, as a whole path. `fields` are those that a version may name, beside `context.<column>`;
    an agent that is given no subject has none. Without `evaluated`, no version of it can be evaluated.
    """

    agent: Agent[Inputs, Output]
    offline: Callable[[Inputs], Output]
    trials: Callable[[tuple[str, ...]], tuple[Inputs, Inputs]]
    folder: str
    fields: tuple[str, ...] = ()
    evaluated: Evaluated[Inputs, Output, Any] | None = None


def judged() -> tuple[str, ...]:
    """The agents that have evaluators, so that labels and a judge make sense."""
    return tuple(name for name, kit in kits().items() if kit.evaluated is not None)


def evaluated(agent: str) -> Evaluated[Any, Any, Any]:
    """How this agent's answers are judged. Raises `BadInputError` where nobody can say that."""
    kit = kits().get(agent)
    if kit is None or kit.evaluated is None:
        raise BadInputError(f"{shown(agent)} has no evaluators; there are some for {', '.join(judged())}")
    return kit.evaluated


def folder_of(agent: str) -> str:
    """Where an agent's versions and cases stand below a prompts folder; one that is not known has nothing there."""
    kit = kits().get(agent)
    return agent if kit is None else kit.folder


@lru_cache(maxsize=1)
def kits() -> Mapping[str, AgentKit[Any, Any]]:
    """The kits of all installed systems by the agent's name, found by the entry points of the group `revive.agents`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name == "judge", point.name))
    return MappingProxyType({kit.agent.name: kit for point in found for kit in point.load()})
