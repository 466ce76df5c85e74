"""What an agent brings along beside its prompts. Adding an agent is one such object, and its files in prompts/."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output

GROUP = "revive.agents"


@dataclass(frozen=True, slots=True)
class AgentKit(Generic[Inputs, Output]):
    """An agent with what the shared parts ask of it.

    `offline` answers without a model; it may import its rules when it is first asked. `trials` makes up inputs from the
    fields that a version names, on which its prompts are tried before anybody pays: one set of which everything is
    known, one of which hardly anything is. `folder` is where its versions and cases stand, below prompts/ or, of a
    system in another package, as a whole path. `fields` are those that a version may name, beside `context.<column>`;
    an agent that is given no subject has none.
    """

    agent: Agent[Inputs, Output]
    offline: Callable[[Inputs], Output]
    trials: Callable[[tuple[str, ...]], tuple[Inputs, Inputs]]
    folder: str
    fields: tuple[str, ...] = ()


def folder_of(agent: str) -> str:
    """Where an agent's versions and cases stand below a prompts folder; one that is not known has nothing there."""
    kit = kits().get(agent)
    return agent if kit is None else kit.folder


@lru_cache(maxsize=1)
def kits() -> Mapping[str, AgentKit[Any, Any]]:
    """The kits of all installed systems by the agent's name, found by the entry points of the group `revive.agents`."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name == "judge", point.name))
    return MappingProxyType({kit.agent.name: kit for point in found for kit in point.load()})
