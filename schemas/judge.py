"""What the judge is given and what it answers: how good another agent's answer is, by criterion."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SerializeAsAny, StringConstraints

from schemas.messages import History, ToolGave


def _typed(value: object) -> object:
    if not isinstance(value, BaseModel):
        raise ValueError("has no class yet; its agent's kit knows which")  # noqa: TRY004 -- pydantic wants this one
    return value


# Any agent's inputs, or its answer. Which class that is only its kit knows, so whoever reads one asks the kit first.
Typed = Annotated[SerializeAsAny[BaseModel], BeforeValidator(_typed)]
Points = Annotated[int, Field(ge=1, le=10)]
GOOD_ENOUGH = 7  # points from which on an answer could be used as it is


class JudgeInput(BaseModel):
    """One answer to judge, or two answers to the same question; which version gave them is not said."""

    model_config = ConfigDict(frozen=True)

    task: str = Field(description="The agent that answered.")
    given: Typed = Field(description="What it was given.")
    answers: tuple[Typed, ...] = Field(min_length=1, max_length=2)
    rubric: str = Field(
        default="",
        exclude_if=lambda said: not said,
        description="What that agent's task was, and what each criterion means for it; none, and not stored, for "
        "versions of the judge that bring their own.",
    )
    history: History = Field(
        default=(), exclude_if=lambda said: not said, description="What was said before the question, oldest first."
    )
    tool_results: tuple[ToolGave, ...] = Field(
        default=(),
        exclude_if=lambda gave: not gave,
        description="What the agent's tools give. Like the history, it is neither told nor stored where there is none, "
        "nor told to versions of the judge that do not read it.",
    )


class Mark(BaseModel):
    """Points on one criterion. The reason comes first, so that the points follow from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)] = Field(
        description="One sentence that names what in the answer decides the points."
    )
    score: Points = Field(description="1: unusable, 4: needs rewriting, 7: could be used as it is, 10: none better.")


class Marks(BaseModel):
    """The points of one answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    correctness: Mark = Field(description="Does it get this customer's cause right, and speak to it?")
    groundedness: Mark = Field(description="Does all of it stand in what was given, with nothing made up?")
    usefulness: Mark = Field(description="Does it help: a concrete recommendation, a reason and an easy way to reply?")
    style: Mark = Field(description="Is it clear, brief and respectful, in the right language, without pressure?")

    @property
    def overall(self) -> int:
        """The lowest of the points: an email with an invented offer is not saved by its style."""
        return min(self.correctness.score, self.groundedness.score, self.usefulness.score, self.style.score)

    @property
    def decided_by(self) -> str:
        """The criterion with the lowest points, and its reason."""
        marks = {name: getattr(self, name) for name in type(self).model_fields}
        name = min(marks, key=lambda criterion: marks[criterion].score)
        return f"{name} {marks[name].score}: {marks[name].reason}"


class Judgement(BaseModel):
    """The judge's answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: Marks = Field(description="The points of the first answer.")
    second: Marks | None = Field(description="The points of the second answer, null where there is one.")


class Judged(BaseModel):
    """A person's label of one answer: what a judge is measured against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    task: str  # the agent that answered
    answer: Typed  # what it answered
    score: Points = Field(description="7 or more: it could be used as it is.")
    by: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]  # who labelled it
    why: str = ""  # why not more, and why not less
    at: str = ""  # ISO 8601 in UTC; empty in labels that were shipped
