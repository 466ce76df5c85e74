"""One paid question of a chain: what is asked next of a record, and what is done with the answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from agents.core.agent import Agent
from agents.core.failures import AgentFailedError
from schemas.agent import AgentVersion
from schemas.paid import PaidStep

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version that serves a record, and the name of the model that answers for it."""

    version: AgentVersion
    model: str


# By agent. Resolving reads the registry and may replace a withdrawn version, so it happens before `next_step`.
Resolved = Mapping[str, Chosen]


@dataclass(frozen=True, slots=True)
class Step(Generic[Record]):
    """What is asked next of a record.

    Equal `fingerprint`s mean that the same thing is asked, so an answer that was paid for still counts. `steps_after`
    is how many questions wait for this answer: longer chains are admitted first. `keep` puts a valid answer into the
    record with what it cost; `failed` puts there why there is none.
    """

    agent: Agent[Any, Any]
    turn: int  # 0, or a later one where an answer is asked for again with what was said of it
    inputs: BaseModel  # what the prompt is rendered from
    fingerprint: str
    steps_after: int
    keep: Callable[[Record, Any, PaidStep], None]
    failed: Callable[[Record, AgentFailedError], None]
