"""What has been drawn from a budget: `budget.json` of an upload or a shard, and the row of a live process.

All amounts are US dollars.
"""

from typing import Literal

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


class ServiceSpend(BaseModel):
    """What the process of one name may have spent in one hour or day. Written before calls draw on it."""

    model_config = ConfigDict(frozen=True)

    every: Literal["hour", "day"]
    window: int = Field(ge=0, description="Which hour or day in UTC it is, counted from 1970.")
    ceiling_usd: float = Field(ge=0, description="The most that can have been spent in it, in US dollars.")
