"""Cases of `revenue-data`: a question, what its tools give, and what must hold of the answer."""

from typing import Any, ClassVar

from pydantic import Field

from schemas.case import Case, ConversationGiven, Expectation, Phrase
from schemas.revenue.asking import DataInput, Status


class QuestionGiven(ConversationGiven):
    """The question, and what the agent is told beside it."""

    merged: ClassVar[tuple[str, ...]] = ("told",)

    question_id: str
    question: str
    told: dict[str, Any] = Field(default={}, description="The rest of what the agent is given, as of `DataInput`.")

    @property
    def subject_id(self) -> str:
        """The question's id."""
        return self.question_id

    @property
    def inputs(self) -> DataInput:
        """What the agent is given."""
        return DataInput.model_validate({**self.told, "question": self.question})

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """The case's id stands in for the question's."""
        return {"question_id": case_id, **given}


class DataExpectation(Expectation):
    """Which status is right, and what the answer must and must not say."""

    status: tuple[Status, ...] = Field(default=(), description="One of these.")
    must_mention: tuple[Phrase, ...] = ()
    must_not_mention: tuple[Phrase, ...] = ()


class DataCase(Case):
    """A case of `revenue-data`."""

    given: QuestionGiven
    expect: DataExpectation = DataExpectation()
