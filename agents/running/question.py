"""One question: which agent is asked, what was said before, and what the answer may cost."""

from dataclasses import dataclass
from typing import Any, Generic

from agents.core.agent import Agent, Inputs, Output
from agents.core.tools import USUAL_BOUNDS, Bounds, Tool
from schemas.agent import AgentVersion, Draft
from schemas.messages import Message
from schemas.paid import ToolTurns


@dataclass(frozen=True, slots=True)
class Question(Generic[Inputs, Output]):
    """What is asked of which agent, and what was said and paid for before."""

    agent: Agent[Inputs, Output]
    version: AgentVersion
    inputs: Inputs  # what the prompt is rendered from
    history: tuple[Message, ...] = ()  # what was said before, oldest first
    tools: tuple[Tool[Any], ...] = ()  # the agent may ask for them before it answers
    bounds: Bounds = USUAL_BOUNDS  # what the loop with tools may take
    turns: ToolTurns | None = None  # turns of that loop that an earlier process paid for and saved
    drafts: tuple[Draft, ...] = ()  # answers that were rejected in the earlier process
