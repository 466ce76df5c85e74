"""What all calls of a run share."""

import random
from dataclasses import dataclass, field, replace
from typing import Protocol

from agents.core.admission import Admission
from agents.core.caps import UNCAPPED, Caps
from agents.core.limiter import Limiter
from agents.core.model import Model, Speaker
from agents.running.opening import Models
from schemas.agent import CallCounts


@dataclass(slots=True)
class Outage:
    """Calls that were given up because the model stayed unavailable, since one was last answered."""

    in_a_row: int = 0
    message: str = ""  # why the last one was


@dataclass(slots=True)
class Runtime:
    """The models of a bulk run, what may be called, and what came of it."""

    models: Models  # opened when they are first needed
    limiter: Limiter  # quota and budget of the run
    retry_for_s: float = 90.0  # seconds for which one call is retried, counted from its first fault
    jitter: random.Random = field(default_factory=random.Random)  # draws the pauses between two attempts
    counters: CallCounts = field(default_factory=CallCounts)  # what the calls did
    outage: Outage = field(default_factory=Outage)  # calls that were given up
    caps: Caps = UNCAPPED  # what may be spent in a day

    def about(self, customer: str | None) -> "Runtime":
        """The same for calls about one customer."""
        return self if self.caps is UNCAPPED else replace(self, caps=self.caps.of(customer))


class ModelSource(Protocol):
    """Where a question's models come from; see `Models`, which is one."""

    @property
    def at_openai(self) -> bool:
        """Whether `openai:<model>` is asked at OpenAI, whose prices are known."""

    async def get(self, name: str) -> Model:
        """The model that a version names."""


class SpeakerSource(Protocol):
    """The same, of models that can also be heard."""

    @property
    def at_openai(self) -> bool:
        """Whether `openai:<model>` is asked at OpenAI, whose prices are known."""

    async def get(self, name: str) -> Speaker:
        """The model that a version names."""


class CallRuntime(Protocol):
    """What a call needs of its runtime, whether it belongs to bulk or to a question that somebody waits for."""

    @property
    def models(self) -> ModelSource:
        """Opened when they are first needed."""

    @property
    def limiter(self) -> Admission:
        """What may be called."""

    @property
    def caps(self) -> Caps:
        """What may be spent in a day, for calls about one customer."""

    @property
    def retry_for_s(self) -> float:
        """For how many seconds one call is retried."""

    @property
    def jitter(self) -> random.Random:
        """Draws the pauses between two attempts."""

    @property
    def counters(self) -> CallCounts:
        """What the calls did."""

    @property
    def outage(self) -> Outage:
        """Calls that were given up."""
