"""What the answering agent and its judge are given, and what they say."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PassageId = Annotated[str, StringConstraints(pattern=r"^p[1-9][0-9]?$")]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6_000)]
_Short = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
Action = Literal["answer", "clarify", "hand_over", "refuse"]


class PassageView(BaseModel):
    """A passage as the agent sees it: data, whatever it says."""

    model_config = ConfigDict(frozen=True)

    id: PassageId  # by which it is cited
    title: str
    text: str


class AnswerInput(BaseModel):
    """One question with what may be said to it."""

    model_config = ConfigDict(frozen=True)

    question: str
    follows: str = ""  # the question before, if this one is too short to stand alone
    topic: str = ""  # what it is about, in the words of the intents file
    passages: tuple[PassageView, ...] = ()  # best first
    flagged: bool = False  # something in it resembles an attack, so only the passages may be used
    earlier: str = ""  # the answer before, if this is a second attempt
    critique: tuple[str, ...] = ()  # what was wrong with it


class SupportAnswer(BaseModel):
    """An answer with what it rests on. The text comes early: it is what is heard."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    action: Action = Field(
        description="answer; clarify: ask back; hand_over: a person has to; refuse: it is not known, or not answered."
    )
    text: _Text = Field(description="What the customer reads, in the language of the question.")
    citations: tuple[PassageId, ...] = Field(default=(), max_length=10, description="Ids of the passages used.")
    reason: _Short = Field(default="", description="For any other action than answer: why, in a few words.")


class Criterion(BaseModel):
    """One thing that an answer is judged by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{0,29}$")]
    means: str = Field(min_length=1, max_length=500)
    weight: float = Field(default=1.0, gt=0)
    least: int = Field(default=0, ge=0, le=100, description="Below these points the answer fails whatever the others.")


class Criteria(BaseModel):
    """What answers are judged by, and from how many points on they are shown (`prompts/support/quality.yaml`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: int = Field(default=70, ge=0, le=100)
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def overall(self, points: dict[str, int]) -> int:
        """The weighted mean; one that is below its least caps it below the threshold."""
        weights = sum(criterion.weight for criterion in self.criteria)
        mean = sum(criterion.weight * points.get(criterion.name, 0) for criterion in self.criteria) / weights
        fails = any(points.get(criterion.name, 0) < criterion.least for criterion in self.criteria)
        return min(round(mean), self.threshold - 1) if fails else round(mean)


class QualityInput(BaseModel):
    """One answer to judge."""

    model_config = ConfigDict(frozen=True)

    question: str
    answer: str
    citations: tuple[str, ...] = ()
    passages: tuple[PassageView, ...] = ()
    criteria: tuple[Criterion, ...] = ()


class CriterionPoints(BaseModel):
    """Points on one criterion."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: str
    points: int = Field(ge=0, le=100)


class QualityVerdict(BaseModel):
    """What is wrong with an answer, and points for each criterion; the overall score follows from them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issues: tuple[_Short, ...] = Field(default=(), max_length=10, description="What is wrong, one thing each.")
    suggestions: tuple[_Short, ...] = Field(default=(), max_length=10, description="What would make it better.")
    points: tuple[CriterionPoints, ...] = Field(min_length=1, max_length=20, description="One entry a criterion.")

    def by_criterion(self) -> dict[str, int]:
        """The points by name."""
        return {one.criterion: one.points for one in self.points}
