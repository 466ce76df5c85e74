"""Cases of `revenue-analysis`: a finding, and what must hold of its explanation."""

from typing import Any, ClassVar

from pydantic import Field

from schemas.case import Case, Expectation, Given, Phrase
from schemas.revenue.view import FindingView


class FindingGiven(Given):
    """The finding as the agent sees it."""

    merged: ClassVar[tuple[str, ...]] = ("finding",)

    finding_id: str
    finding: FindingView
    context: str = ""

    @property
    def subject_id(self) -> str:
        """The finding's id."""
        return self.finding_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """The case's id stands in for the finding's."""
        return {"finding_id": case_id, **given}


class ExplanationExpectation(Expectation):
    """What the explanation must and must not say, which columns it rests on, how urgent it is, what is done first."""

    must_mention: tuple[Phrase, ...] = ()
    must_not_mention: tuple[Phrase, ...] = ()
    evidence: tuple[Phrase, ...] = Field(default=(), description="Columns; `a|b` is one or the other.")
    min_urgency: int = Field(default=1, ge=1, le=10)
    max_urgency: int = Field(default=10, ge=1, le=10)
    action: tuple[Phrase, ...] = Field(default=(), description="One of these is chosen, word for word.")


class RevenueCase(Case):
    """A case of `revenue-analysis`."""

    given: FindingGiven
    expect: ExplanationExpectation = ExplanationExpectation()
