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
    message: str = ""


@dataclass(slots=True)
class Runtime:
    """The models, what may be called, and what came of it. `retry_for_s` is how long one call is tried again."""

    models: Models
    limiter: Limiter
    retry_for_s: float = 90.0
    jitter: random.Random = field(default_factory=random.Random)
    counters: CallCounts = field(default_factory=CallCounts)
    outage: Outage = field(default_factory=Outage)


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
