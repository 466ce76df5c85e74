"""What the message agent and its judge are given, and what they answer."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.judge import Mark, Points
from schemas.upsell.brand import Voicing
from schemas.upsell.catalogue import Billing, ItemId, Line
from schemas.upsell.event import LifetimeValue, Notes, Text
from schemas.upsell.outcome import OutcomeKind

MIN_WORDS, MAX_WORDS = 80, 200  # of a message's body
APPROVED_FROM = 7  # points, of the score and of each criterion
Criterion = Literal["appropriateness", "service_validity", "brand"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
_LONGEST_REASON = 300  # characters, as a line of a critique


class Visit(BaseModel):
    """One visit, as the agents see it: no technician, who is another person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: Text
    days_ago: int
    satisfaction: float | None = None  # 1 to 5
    notes: Notes | None = None


class CustomerFacts(BaseModel):
    """What the agents see of a customer: no id, last name, address, email or phone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_name: Text | None = None
    city: Text | None = None
    plan: Text | None = None
    upcoming_service: Text | None = None
    lifetime_value: LifetimeValue | None = None
    visits: tuple[Visit, ...] = ()  # newest first, at most five
    visits_in_all: int | None = None
    satisfaction_mean: float | None = None  # 1 to 5
    tenure_days: int | None = None
    property_type: Text | None = None
    property_age_years: int | None = None
    size_sqft: float | None = None
    lot_features: tuple[Text, ...] = ()
    month: int = Field(ge=1, le=12)  # of the event


class FittingItem(BaseModel):
    """An item of the catalogue that is right for the customer, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: ItemId
    name: Line
    billing: Billing
    price: Line | None = None
    summary: Line
    benefits: tuple[Line, ...]
    because: tuple[Line, ...]  # of the triggers that hold


class SimilarCase(BaseModel):
    """What became of a message to a comparable customer; nothing in it says who that was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    profile: Line  # what they have in common, in words
    item: ItemId
    outcome: OutcomeKind


class UpsellMessage(BaseModel):
    """One message about exactly one item."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    item: ItemId = Field(description="Id of the one item that it is about.")
    benefits: Annotated[tuple[Line, ...], Field(min_length=2, max_length=3)] = Field(
        description="The listed benefits that it names, word for word as they are listed."
    )
    subject: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=78)]
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)] = Field(
        description=f"{MIN_WORDS} to {MAX_WORDS} words of plain text, from greeting to signature."
    )
    ask: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)] = Field(
        description="The one soft ask, as it stands in the body."
    )


class Critique(BaseModel):
    """The draft before, and why it was not approved."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    draft: UpsellMessage
    reasons: tuple[Line, ...]


class MessageInput(BaseModel):
    """Input of one message."""

    model_config = ConfigDict(frozen=True)

    customer: CustomerFacts
    items: Annotated[tuple[FittingItem, ...], Field(min_length=1, max_length=5)]  # the most fitting first
    brand: Voicing
    similar: tuple[SimilarCase, ...] = ()
    critique: Critique | None = Field(default=None, exclude_if=lambda critique: critique is None)


class MessageJudgeInput(BaseModel):
    """One message to judge, with all that its writer was given but the cases and the critique."""

    model_config = ConfigDict(frozen=True)

    customer: CustomerFacts
    items: tuple[FittingItem, ...]
    brand: Voicing
    message: UpsellMessage


class Verdict(BaseModel):
    """The judge's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    appropriateness: Mark = Field(description="Is it right to send this to this customer now?")
    service_validity: Mark = Field(description="Is it one item of the catalogue that fits, with only listed benefits?")
    brand: Mark = Field(description="Does it sound like the brand and keep all of its rules?")
    score: Points = Field(description="Overall, 1 to 10.")
    approved: bool = Field(description=f"True only if the score and all points are at least {APPROVED_FROM}.")

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not approved: every criterion below the bound; the lowest one if none is."""
        marks = self.marks
        low = [name for name, mark in marks.items() if mark.score < APPROVED_FROM]
        named = low or [min(marks, key=lambda name: marks[name].score)]
        said = (f"{name.replace('_', ' ')} {marks[name].score}: {marks[name].reason}" for name in named)
        return tuple(one if len(one) <= _LONGEST_REASON else one[: _LONGEST_REASON - 1] + "\u2026" for one in said)

    @property
    def marks(self) -> dict[Criterion, Mark]:
        """The points by criterion."""
        return {name: getattr(self, name) for name in CRITERIA}


Decision = Literal["approved", "held", "declined", "failed"]
