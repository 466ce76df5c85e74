"""What the campaign agent is given and what it answers (seed: Revive AI, agent 2)."""

import operator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.sender import Language, Voice
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

_Line = StringConstraints(strip_whitespace=True, min_length=1)


class CampaignInput(BaseModel):
    """Input of one campaign: the customer, why it left, and what may be said and offered."""

    model_config = ConfigDict(frozen=True)

    customer: CustomerView  # what the version may see of it
    analysis: ChurnAnalysis  # why it left
    guidance: str  # how to write, by cause and tier
    offers: list[str] = Field(description="Approved offers for this customer's tier; nothing else may be offered.")
    answer: str = Field(
        default="", exclude_if=operator.not_, description="The claim that answers why this customer left; leads."
    )
    own_words: str | None = Field(
        default=None,
        exclude_if=lambda own: own is None,
        description="What of the reason the customer wrote, and an email may quote. None: all of it.",
    )
    sender: Voice = Voice()  # who writes
    language: Language = "en"  # to write in


class Email(BaseModel):
    """One message of the sequence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int = Field(ge=1, le=3)
    subject: Annotated[str, _Line, StringConstraints(max_length=60)]
    body: Annotated[str, _Line, StringConstraints(max_length=4_000)] = Field(description="20 to 300 words.")
    cta: Annotated[str, _Line, StringConstraints(max_length=200)] = Field(description="The call to action.")


class Campaign(BaseModel):
    """Three emails that belong together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    emails: list[Email] = Field(min_length=3, max_length=3, description="Numbered 1, 2, 3, in this order.")
    summary: Annotated[str, _Line, StringConstraints(max_length=400)] = Field(description="One sentence.")
