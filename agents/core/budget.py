"""What may still be spent. Amounts are US dollars."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import inf

# A budget is drawn in at least this many blocks: a kill loses only what was left of the open one.
BLOCKS = 20


@dataclass(slots=True)
class Budget:
    """Spent plus reserved never passes `limit`: a call reserves its worst case before it starts.

    With `keep` it never passes `ceiling` either, which is made durable before calls draw on it. After a kill the whole
    ceiling counts as spent, so that no number of kills can spend more than the limit.
    """

    limit: float | None = None  # what may be spent in all; None for any amount
    spent: float = 0.0  # by calls that have ended
    reserved: float = 0.0  # by calls under way, at their worst case
    uncertain: float = 0.0  # of `spent`: calls that were cut or killed, which may not have been charged
    ceiling: float = inf
    overrun: float = 1.0  # the most that a call has cost, in worst cases
    keep: Callable[[float], Awaitable[None]] | None = None  # makes a higher ceiling durable

    def fits(self, amount: float) -> bool:
        """Whether a call of this worst case may start now."""
        return self.limit is None or self._drawn(amount) <= self.limit

    def covers(self, amount: float) -> bool:
        """Whether the durable ceiling covers it, too."""
        return self._drawn(amount) <= self.ceiling

    async def widen(self, amount: float, calls: int) -> None:
        """Make a higher ceiling durable: this call and, to save writes, up to `calls` of its size."""
        assert self.limit is not None
        assert self.keep is not None
        block = min(calls * amount, self.limit / BLOCKS)
        ceiling = min(self.limit, self._drawn(amount) + block)
        await self.keep(ceiling)
        self.ceiling = ceiling

    def reserve(self, amount: float) -> None:
        """Set aside the worst case of a call that starts."""
        self.reserved += amount

    def settle(self, reserved: float, spent: float, *, believed: bool = True) -> None:
        """Replace a reservation with what the call cost.

        If one estimate proves too low, all are raised: otherwise every call in flight could pass the limit, and the
        calls after them again. A count that cannot be true proves nothing: it is charged, and the estimates stay.
        """
        self.reserved -= reserved
        self.spent += spent
        if believed and reserved > 0:
            self.overrun = max(self.overrun, spent / reserved)

    def resolve(self, amount: float) -> None:
        """Of what counts as spent although nobody knew, this much is known now, and is counted by its answer."""
        known = min(amount, self.uncertain)
        self.uncertain -= known
        self.spent -= known

    def _drawn(self, amount: float) -> float:
        return self.spent + (self.reserved + amount) * self.overrun
