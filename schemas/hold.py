"""Why a customer is not written to."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

HoldCode = Literal[
    "manual",
    "no_address",
    "suppressed",
    "asks_erasure",
    "asked_to_stop",
    "needs_a_person",
    "duplicate_address",
    "deceased",
    "business_closed",
    "payment_dispute",
    "not_churned",
    "came_back",
    "replied",
    "contacted",
    "holdout",
]


class Hold(BaseModel):
    """Why a customer gets no emails. The reason names nobody else."""

    model_config = ConfigDict(frozen=True)

    code: HoldCode
    reason: str

    @property
    def skips_analysis(self) -> bool:
        """Whether nothing at all is paid for, because an earlier upload has analysed this customer already."""
        return self.code in ("came_back", "replied", "contacted")


class Ruling(BaseModel):
    """A person's decision about one customer; it overrides every rule."""

    model_config = ConfigDict(frozen=True)

    action: Literal["hold", "release"]
    reason: str = Field(default="", max_length=500)
    at: str
    changed: bool = Field(
        default=True, description="Whether it changed what the customer gets; if not, it says nothing about the emails."
    )
