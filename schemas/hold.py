"""Why a customer is not written to."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

HoldCode = Literal[
    "manual",
    "no_address",
    "suppressed",
    "duplicate_address",
    "deceased",
    "business_closed",
    "payment_dispute",
    "contacted",
    "holdout",
]


class Hold(BaseModel):
    """A customer that gets no emails, and why. The reason names nobody else."""

    model_config = ConfigDict(frozen=True)

    code: HoldCode
    reason: str

    @property
    def skips_analysis(self) -> bool:
        """Whether nothing at all is paid for: an earlier upload has analysed this customer already."""
        return self.code == "contacted"


class Ruling(BaseModel):
    """What a person decided about one customer; it goes before every rule."""

    model_config = ConfigDict(frozen=True)

    action: Literal["hold", "release"]
    reason: str = Field(default="", max_length=500)
    at: str
    changed: bool = Field(
        default=True, description="Whether it changed what the customer gets; if not, it says nothing of the emails."
    )
