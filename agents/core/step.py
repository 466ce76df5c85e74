"""One paid question of a chain: what is asked next of a record, and what is done with the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from agents.core.agent import Agent
from agents.core.failures import AgentFailedError
from agents.core.tools import USUAL_BOUNDS, Bounds, Tool
from schemas.agent import AgentVersion
from schemas.messages import Message
from schemas.paid import PaidStep, ToolTurns

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version that serves a record, and the name of the model that answers for it."""

    version: AgentVersion
    model: str


# By agent. Resolving reads the registry and may replace a withdrawn version, so it happens before `next_step`.
Resolved = Mapping[str, Chosen]


@dataclass(frozen=True, slots=True)
class ToolLoop(Generic[Record]):
    """The tools that a step may use before it answers, and where the record keeps the turns that are paid for.

    Each turn is in the record before the next call, so a run that was killed goes on in the middle of the loop.
    """

    tools: tuple[Tool[Any], ...]
    kept: Callable[[Record], ToolTurns | None]  # the turns that the record has, of this step or of an earlier one
    keep: Callable[[Record, ToolTurns | None], None]  # puts turns there, and nothing once there is an answer
    bounds: Bounds = USUAL_BOUNDS
    usual_uses: int = 1  # answers that ask for tools before the one that holds, as a rule; only an estimate asks

    def turns(self, record: Record, fingerprint: str) -> ToolTurns:
        """What is paid for already of the step with this fingerprint."""
        kept = self.kept(record)
        return kept if kept is not None and kept.of == fingerprint else ToolTurns(of=fingerprint)


@dataclass(frozen=True, slots=True)
class Step(Generic[Record]):
    """What is asked next of a record; a loop with tools is one step."""

    agent: Agent[Any, Any]
    turn: int  # 0, or a later one where an answer is asked for again with what was said of it
    inputs: BaseModel  # what the prompt is rendered from
    fingerprint: str  # equal ones mean that the same thing is asked, so an answer that was paid for still counts
    steps_after: int  # questions that wait for this answer: longer chains are admitted first
    keep: Callable[[Record, Any, PaidStep], None]  # puts a valid answer into the record, with what it cost
    failed: Callable[[Record, AgentFailedError], None]  # puts there why there is none
    history: tuple[Message, ...] = ()  # what was said before, oldest first; whoever gives one has it in `fingerprint`
    loop: ToolLoop[Record] | None = None  # None if the agent has no tools
