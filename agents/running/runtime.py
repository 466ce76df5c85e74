"""What every call of a run shares."""

import random
from dataclasses import dataclass, field
from typing import Protocol

from agents.core.admission import Admission
from agents.core.limiter import Limiter
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

    models: Models  # opened where they are first needed
    limiter: Limiter  # quota and budget of the run
    retry_for_s: float = 90.0  # seconds for which one call is tried again, from its first fault on
    jitter: random.Random = field(default_factory=random.Random)  # draws the pauses between two attempts
    counters: CallCounts = field(default_factory=CallCounts)  # what the calls did
    outage: Outage = field(default_factory=Outage)  # calls that were given up


class CallRuntime(Protocol):
    """What a call needs of a runtime: bulk's, or the one of a question that somebody waits for."""

    @property
    def models(self) -> Models:
        """Opened where they are first needed."""

    @property
    def limiter(self) -> Admission:
        """What may be called."""

    @property
    def retry_for_s(self) -> float:
        """How long one call is tried again."""

    @property
    def jitter(self) -> random.Random:
        """Draws the pauses between two attempts."""

    @property
    def counters(self) -> CallCounts:
        """What the calls did."""

    @property
    def outage(self) -> Outage:
        """Calls that were given up."""
