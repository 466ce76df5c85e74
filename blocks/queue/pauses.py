"""How long a queue remembers and waits."""

import random
from dataclasses import dataclass

# Senders of webhooks retry for up to 75 hours (the sample schedule of Standard Webhooks): ids outlive that.
REMEMBERED_S = 4 * 86_400.0


@dataclass(frozen=True, slots=True)
class Pauses:
    """Pauses between attempts: `first_s`, doubled each time up to `longest_s`, each with jitter; and how many."""

    first_s: float = 10.0
    longest_s: float = 3_600.0
    attempts: int = 8  # leases of one message before it is dead
    dice: random.Random = random.Random()  # noqa: RUF009, S311 -- shared on purpose; no secret

    def after(self, attempt: int) -> float:
        """Seconds until the attempt after this one (1, 2, 3 …): half to all of the pause, so that crowds disperse."""
        pause = min(self.longest_s, self.first_s * 2.0 ** min(attempt - 1, 30))
        return pause * self.dice.uniform(0.5, 1.0)
