"""What every call of a run shares."""

import random
from dataclasses import dataclass, field

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
