"""Cases of win-back's agents: a customer who left, and what must hold of the analysis or the emails."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from schemas.case import Case, Expectation, Given, Phrase
from schemas.customer import Category, Customer
from schemas.sender import Language, Sender
from schemas.winback.churn_analysis import ChurnAnalysis

Percent = Annotated[int, Field(ge=0, le=100)]


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class WinbackGiven(Given):
    """A customer, what is known of why they left, and who writes to them."""

    merged: ClassVar[tuple[str, ...]] = ("customer", "analysis")

    customer: Customer  # whom it is about
    analysis: ChurnAnalysis | None = Field(default=None, description="The analysis that a campaign is written from.")
    sender: Sender = Sender()  # who writes; neutral where none is given

    @property
    def subject_id(self) -> str:
        """The customer's id."""
        return self.customer.customer_id

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the customer's file that are none of ours."""
        return tuple(f"context.{column}" for column in self.customer.context)

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """A customer without an id is called as its case is."""
        customer = given.get("customer")
        if not isinstance(customer, dict):
            return given
        return {**given, "customer": {"customer_id": case_id, **customer}}


class WinbackExpectation(Expectation):
    """What has to be true of an analysis or of emails; one class for both, because stored cases hold all of it.

    Phrases are matched as whole words, ignoring case; `a|b` is either one, `ap*` any word that begins like this.
    """

    category: Annotated[tuple[Category, ...], BeforeValidator(_several)] = Field(
        default=(), description="The causes that count as right."
    )
    min_confidence: Percent | None = None  # percent; of an analysis
    max_confidence: Percent | None = None  # the same
    evidence: tuple[str, ...] = Field(default=(), description="Fields that the answer must name as evidence.")
    must_mention: tuple[Phrase, ...] = ()  # each phrase has to occur in the answer
    must_not_mention: tuple[Phrase, ...] = ()  # none of them may
    language: Language | None = Field(default=None, description="The language that the emails must be in.")
    offer: Literal["none", "approved"] | None = Field(
        default=None, description="none: nothing may be offered; approved: one of the approved offers must be made."
    )
    max_words: int | None = Field(
        default=None, gt=0, description="Maximum number of words of the longest email, or of the analysis."
    )

    @model_validator(mode="after")
    def _possible(self) -> "WinbackExpectation":
        low, high = self.min_confidence, self.max_confidence
        if low is not None and high is not None and low > high:
            raise ValueError("min_confidence is above max_confidence")
        if both := set(self.must_mention) & set(self.must_not_mention):
            raise ValueError(f"{min(both)!r} must be mentioned and must not be")
        return self


class WinbackCase(Case):
    """A case of churn-analysis or campaign."""

    given: WinbackGiven
    expect: WinbackExpectation = WinbackExpectation()
