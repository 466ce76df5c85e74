"""`budget.json`: what the present budget of an upload, or of a shard, has given out. All amounts are US dollars."""

from pydantic import BaseModel, ConfigDict, Field


class BudgetState(BaseModel):
    """Written before calls draw on it, a block at a time. After a kill all of it counts as spent."""

    model_config = ConfigDict(frozen=True)

    earlier_usd: float = Field(default=0.0, ge=0, description="Maybe paid under the budgets before this one.")
    recorded_usd: float = Field(default=0.0, ge=0, description="Paid by calls that the records know of.")
    lost_usd: float = Field(default=0.0, ge=0, description="Maybe paid by calls that were cut, or under way at a kill.")
    open_usd: float = Field(default=0.0, ge=0, description="For calls under way, or that start before the next write.")

    @property
    def maybe_paid_usd(self) -> float:
        """What no record will ever know of."""
        return self.lost_usd + self.open_usd

    @property
    def ceiling_usd(self) -> float:
        """What can have been spent at most."""
        return self.recorded_usd + self.lost_usd + self.open_usd
