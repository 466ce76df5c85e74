"""What an agent provides beside its prompts. To add an agent, add one such object and its files in prompts/."""

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

    `case` is the class of its cases, `expectations` the fields of what they expect that apply to this agent. `question`
    makes what the agent is given for a case, with the fields that a version may see; `lacks` says what a case is
    missing for that, or nothing. `scores` asks nobody; `evaluators` are all that it may say, in the order of a
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

    `offline` answers without a model; it may import its rules on the first call. `trials` makes up two inputs from the
    fields that a version names, one with everything filled in and one with hardly anything; prompts are tried on them
    before anybody pays. `folder` is where its versions and cases are: a path below prompts/, or an absolute path for a
    system in another package. `fields` are those that a version may name, beside `context.<column>`; an agent that is
    not given a subject has none. Without `evaluated`, its versions cannot be evaluated.
    """

    agent: Agent[Inputs, Output]
    offline: Callable[[Inputs], Output]
    trials: Callable[[tuple[str, ...]], tuple[Inputs, Inputs]]
    folder: str
    fields: tuple[str, ...] = ()
    evaluated: Evaluated[Inputs, Output, Any] | None = None


def judged() -> tuple[str, ...]:
    """The agents that have evaluators: only their answers can be labelled and judged."""
    return tuple(name for name, kit in kits().items() if kit.evaluated is not None)


def evaluated(agent: str) -> Evaluated[Any, Any, Any]:
    """How this agent's answers are judged. Raises `BadInputError` where nobody can say that."""
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
