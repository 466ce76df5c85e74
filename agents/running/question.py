"""One question that somebody waits for: of whom it is asked, what was said before, and what it may take."""

from dataclasses import dataclass
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output
from agents.core.tools import Tool
from schemas.agent import AgentVersion
from schemas.messages import Message


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one question may take. The deadline is the caller's.

    `steps` are calls; the last one must answer. `tokens` and `usd` are of all calls together, those that were cut at
    their worst case; where only one more call fits, that one must answer. Repairs of the answer come on top of `steps`.
    """

    steps: int = 6
    tokens: int = 100_000
    usd: float | None = None


@dataclass(frozen=True, slots=True)
class Question(Generic[Inputs, Output]):
    """`history` is what was said before, oldest first.

    With `tools` the agent may ask for them before it answers, within `bounds`; `turns` are the messages of a loop with
    tools that an earlier process saved.
    """

    agent: Agent[Inputs, Output]
    version: AgentVersion
    inputs: Inputs
    history: tuple[Message, ...] = ()
    tools: tuple[Tool[Any], ...] = ()
    bounds: Bounds = Bounds()
    turns: tuple[Message, ...] = ()
