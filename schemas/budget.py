"""`budget.json`: what has been drawn from the current budget of an upload or of a shard. All amounts are US dollars."""

from pydantic import BaseModel, ConfigDict, Field


class BudgetState(BaseModel):
    """Written before calls draw on it, one block at a time. After a kill the whole block counts as spent."""

    model_config = ConfigDict(frozen=True)

    earlier_usd: float = Field(default=0.0, ge=0, description="Maybe paid under the budgets before this one.")
    recorded_usd: float = Field(default=0.0, ge=0, description="Paid by calls that are in the records.")
    lost_usd: float = Field(
        default=0.0, ge=0, description="Maybe paid by calls that were cut, or under way when the process was killed."
    )
    open_usd: float = Field(
        default=0.0, ge=0, description="For calls under way, and for those that start before the next write."
    )

    @property
    def maybe_paid_usd(self) -> float:
        """What no record will ever know of."""
        return self.lost_usd + self.open_usd

    @property
    def ceiling_usd(self) -> float:
        """The most that can have been spent."""
        return self.recorded_usd + self.lost_usd + self.open_usd
