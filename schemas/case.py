"""Golden cases: what an agent is given, and what its answer must and must not contain."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from schemas.judge import Judged
from schemas.sender import Language, Sender
from schemas.winback.churn_analysis import Category, ChurnAnalysis
from schemas.winback.customer import Customer

CaseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Percent = Annotated[int, Field(ge=0, le=100)]


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Expectation(BaseModel):
    """What has to be true of an answer. A field that is not set is not checked.

    Phrases are matched as whole words, ignoring case; `a|b` is either one, `ap*` any word that begins like this.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    def _possible(self) -> "Expectation":
        low, high = self.min_confidence, self.max_confidence
        if low is not None and high is not None and low > high:
            raise ValueError("min_confidence is above max_confidence")
        if both := set(self.must_mention) & set(self.must_not_mention):
            raise ValueError(f"{min(both)!r} must be mentioned and must not be")
        return self


class Case(BaseModel):
    """One question to an agent with what is expected of its answer; for a past customer, nothing is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)  # unique among the agent's cases; of a past customer, its id
    tags: tuple[Tag, ...] = ()  # by which `--tag` selects
    why: str = Field(default="", description="Why the case exists.")
    customer: Customer  # whom it is about
    analysis: ChurnAnalysis | None = Field(default=None, description="The analysis that a campaign is written from.")
    sender: Sender = Sender()  # who writes; neutral where none is given
    judged: Judged | None = Field(default=None, description="The labelled answer that a judge is asked about.")
    expect: Expectation = Expectation()  # what has to hold of the answer

    @property
    def cluster(self) -> str:
        """The customer: answers for the same one are not independent of each other."""
        return self.customer.customer_id
