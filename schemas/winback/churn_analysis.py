"""What the churn-analysis agent is given and what it answers (seed: Revive AI, agent 1)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.customer import Category

Topic = Literal["no_longer_needed", "seasonal", "trust", "billing"]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]


class CustomerView(BaseModel):
    """The fields of a customer that an agent version names in `fields`; the others are not set.

    `context.<column>` in a version's `fields` fills `context`.
    """

    model_config = ConfigDict(frozen=True)

    company_name: str | None = None
    first_name: str | None = Field(default=None, exclude_if=lambda name: name is None)  # of the person, if known
    subscription_tier: str | None = None  # starter, growth or enterprise
    mrr: float | None = None  # paid a month before they left, in `currency`
    currency: str | None = None  # ISO 4217
    churn_date: date | None = None  # the day they left
    cancellation_reason: str | None = None  # in their own words, without requests to be left alone
    signup_date: date | None = None
    last_login_date: date | None = None
    total_spent: float | None = None  # over all time, in `currency`
    context: dict[str, str] = Field(default_factory=dict)  # further columns of the file, by name, as text


class ChurnAnalysisInput(BaseModel):
    """Input of one analysis."""

    model_config = ConfigDict(frozen=True)

    customer: CustomerView


class ChurnAnalysis(BaseModel):
    """Why a customer left."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Category = Field(description="The one cause that the evidence supports best.")
    confidence: int = Field(ge=0, le=100, description="How sure, in percent.")
    insights: list[Sentence] = Field(
        min_length=3, max_length=5, description="What the fields show about this customer."
    )
    recommendation: Sentence = Field(description="The tactical approach to win this customer back.")
    evidence: list[str] = Field(
        min_length=1, max_length=12, description="Names of the input fields that the category rests on."
    )
    topic: Topic | None = Field(
        default=None,
        exclude_if=lambda topic: topic is None,  # what is stored of analyses before it stays as it was
        description="What the reason is about inside its category, if it is one of these.",
    )
