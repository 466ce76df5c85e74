"""The budget of a process that answers people: dollars per hour or per day, restarts included."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import time
from typing import Literal

from agents.core.budget import Budget

Every = Literal["hour", "day"]
_SECONDS: dict[Every, int] = {"hour": 3_600, "day": 86_400}


@dataclass(slots=True)
class ServiceBudget(Budget):
    """A budget that begins anew with each hour or day in UTC.

    Spent plus reserved never passes `limit` within one of them, nor over the restarts within it if `keep_window` makes
    a higher ceiling durable: a killed process has spent the whole ceiling. A call counts where it ends.
    """

    every: Every = "day"
    clock: Callable[[], float] = time  # epoch seconds; one that is set back begins no window again
    window: int = -1  # the number of the current one since 1970
    keep_window: Callable[[int, float], Awaitable[None]] | None = None  # is given the window and its new ceiling

    def __post_init__(self) -> None:
        """Ceilings matter only where they are kept."""
        if self.keep_window is not None:
            self.keep, self.ceiling = self._keep, 0.0

    def restore(self, window: int, spent_usd: float) -> None:
        """Count what an earlier process had made durable for this window; an older one no longer counts."""
        self._turn()
        if window >= self.window:
            self.window = window
            self.spent = self.ceiling = spent_usd

    def fits(self, amount: float) -> bool:
        """Whether a call of this worst case may start now."""
        self._turn()
        return Budget.fits(self, amount)

    def settle(self, reserved: float, spent: float, *, believed: bool = True) -> None:
        """Replace a reservation with what the call cost, in the window in which the call ends."""
        self._turn()
        Budget.settle(self, reserved, spent, believed=believed)

    async def widen(self, amount: float, calls: int) -> None:
        """Make a higher ceiling durable. One that belongs to a window that ended meanwhile covers nothing."""
        window = self.window
        await Budget.widen(self, amount, calls)
        if self.window != window:
            self.ceiling = 0.0

    async def close(self) -> None:
        """Give back what was not used: nothing is under way any more."""
        if self.keep_window is not None and self.ceiling > self.spent:
            await self.keep_window(self.window, self.spent)
            self.ceiling = self.spent

    async def _keep(self, ceiling: float) -> None:
        assert self.keep_window is not None
        await self.keep_window(self.window, ceiling)

    def _turn(self) -> None:
        """Begin the next window, if it is time."""
        window = int(self.clock()) // _SECONDS[self.every]
        if window > self.window:
            self.window = window
            self.spent = self.uncertain = 0.0
            if self.keep_window is not None:
                self.ceiling = 0.0
