"""The interface that admits calls: the limiter of a bulk run, or one question's view of a service's."""

from typing import Protocol

from agents.core.budget import Budget
from agents.core.limiter import Slot
from agents.core.model import ModelUnavailableError
from schemas.errors import ReviveError


class Admission(Protocol):
    """See `Limiter`, which is one."""

    @property
    def budget(self) -> Budget:
        """What may still be spent."""

    async def admit(self, tokens: int, worst_usd: float, steps_after: int = 0) -> Slot:
        """Wait for a slot."""

    def give_back(self, slot: Slot, *, used_tokens: int, cost_usd: float, believed: bool = True) -> None:
        """Give it back, with what the call took."""

    def succeeded(self) -> None:
        """A call was answered."""

    def unavailable(self, slot: Slot, fault: ModelUnavailableError, at_most_s: float) -> None:
        """A call was not, for now."""

    def stop(self, reason: ReviveError) -> None:
        """Nothing can be paid for, or nothing can be kept."""

    async def pause(self, seconds: float) -> None:
        """Sleep between two attempts."""
