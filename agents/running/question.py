"""One question that somebody waits for: of whom it is asked, what was said before, and what it may take."""

from dataclasses import dataclass
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output
from agents.core.tools import USUAL_BOUNDS, Bounds, Tool
from schemas.agent import AgentVersion, Draft
from schemas.messages import Message
from schemas.paid import ToolTurns


@dataclass(frozen=True, slots=True)
class Question(Generic[Inputs, Output]):
    """What is asked, of whom, and what was said and paid for before."""

    agent: Agent[Inputs, Output]
    version: AgentVersion
    inputs: Inputs  # what the prompt is rendered from
    history: tuple[Message, ...] = ()  # what was said before, oldest first
    tools: tuple[Tool[Any], ...] = ()  # the agent may ask for them before it answers
    bounds: Bounds = USUAL_BOUNDS  # of the loop with tools
    turns: ToolTurns | None = None  # of that loop: what an earlier process paid for and saved
    drafts: tuple[Draft, ...] = ()  # of that loop: answers that the earlier process saw rejected
