"""What an agent provides beside its prompts. To add an agent, add one such object and its files in prompts/."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output
from schemas.case import Case, Expectation
from schemas.evaluation import Score

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
GROUP = "revive.agents"


@dataclass(frozen=True, slots=True)
class Evaluated(Generic[Inputs, Output]):
    """How an agent's answers are judged without asking anybody.

    `expectations` are the fields of `Expectation` that apply to this agent. `question` makes what the agent is given
    for a case, with the fields that a version may see; `lacks` says what a case is missing for that, or nothing.
    """

    expectations: frozenset[str]
    question: Callable[[Case, tuple[str, ...]], Inputs]
    lacks: Callable[[Case], str]
    scores: Callable[[Expectation, Inputs, Output], Iterable[Score]]


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
    evaluated: Evaluated[Inputs, Output] | None = None


def judged() -> tuple[str, ...]:
    """The agents that have evaluators: only their answers can be labelled and judged."""
    return tuple(name for name, kit in kits().items() if kit.evaluated is not None)


def folder_of(agent: str) -> str:
    """The folder of an agent's versions and cases below a prompts folder; an unknown agent's is empty."""
    kit = kits().get(agent)
    return agent if kit is None else kit.folder


@lru_cache(maxsize=1)
def kits() -> Mapping[str, AgentKit[Any, Any]]:
    """The kits of all installed systems by agent name, found through the entry points of the group `revive.agents`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name == "judge", point.name))
    return MappingProxyType({kit.agent.name: kit for point in found for kit in point.load()})
