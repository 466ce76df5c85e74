"""Golden cases of support: a question with passages, and what its answer or its verdict has to be."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schemas.case import Case, ConversationGiven, Expectation, Given, Phrase
from schemas.support.answer import Action
from schemas.support.summary import SaidBefore


class PassageGiven(BaseModel):
    """A passage of a case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    text: str


class AnswerGiven(ConversationGiven):
    """What the answering agent is given."""

    question_id: str
    question: str
    follows: str = ""  # the question before, if this one is too short to stand alone
    topic: str = ""
    passages: tuple[PassageGiven, ...] = ()
    flagged: bool = False
    earlier: str = ""
    critique: tuple[str, ...] = ()

    @property
    def subject_id(self) -> str:
        """The question."""
        return self.question_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """A case's id names its question."""
        return {"question_id": case_id, **given}


class AnswerExpectation(Expectation):
    """What has to hold of an answer."""

    action: Action | None = None
    cites: tuple[int, ...] = Field(default=(), description="Passages that must be cited, counted from 1.")
    must_mention: tuple[Phrase, ...] = ()
    must_not_mention: tuple[Phrase, ...] = ()
    max_words: int = Field(default=250, gt=0)


class AnswerCase(Case):
    """A case of support-answer."""

    given: AnswerGiven
    expect: AnswerExpectation = AnswerExpectation()


class VerdictGiven(Given):
    """What the judge of answers is given."""

    question_id: str
    question: str
    answer: str
    citations: tuple[int, ...] = ()
    passages: tuple[PassageGiven, ...] = ()

    @property
    def subject_id(self) -> str:
        """The question."""
        return self.question_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """A case's id names its question."""
        return {"question_id": case_id, **given}


class VerdictExpectation(Expectation):
    """What has to hold of a verdict: whether the answer is good enough, and which criteria are low or high."""

    passes: bool | None = None
    low: tuple[str, ...] = ()
    high: tuple[str, ...] = ()


class VerdictCase(Case):
    """A case of support-quality."""

    given: VerdictGiven
    expect: VerdictExpectation = VerdictExpectation()


class SummaryGiven(Given):
    """What the agent that sums up a conversation is given."""

    question_id: str
    earlier: str = ""
    turns: tuple[SaidBefore, ...] = ()

    @property
    def subject_id(self) -> str:
        """The conversation."""
        return self.question_id

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """A case's id names its conversation."""
        return {"question_id": case_id, **given}


class SummaryExpectation(Expectation):
    """What has to hold of a summary."""

    must_mention: tuple[Phrase, ...] = ()
    must_not_mention: tuple[Phrase, ...] = ()
    max_words: int = Field(default=230, gt=0)


class SummaryCase(Case):
    """A case of support-summary."""

    given: SummaryGiven
    expect: SummaryExpectation = SummaryExpectation()
