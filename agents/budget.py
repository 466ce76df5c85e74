"""What may still be spent. Amounts are US dollars."""

from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """Spent plus reserved never passes `limit`: a call reserves its worst case before it starts."""

    limit: float | None = None
    spent: float = 0.0
    reserved: float = 0.0
    uncertain: float = 0.0  # of `spent`: calls that were cut, which may not have been charged

    def fits(self, amount: float) -> bool:
        """Whether a call of this worst case may start now."""
        return self.limit is None or self.spent + self.reserved + amount <= self.limit

    def reserve(self, amount: float) -> None:
        """Set the worst case of a starting call aside."""
        self.reserved += amount

    def settle(self, reserved: float, spent: float) -> None:
        """Replace a reservation by what the call cost."""
        self.reserved -= reserved
        self.spent += spent
