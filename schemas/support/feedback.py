"""What a customer says of a reply."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

FeedbackKind = Literal["rating", "thumbs", "comment", "regenerated", "asked_again", "abandoned", "escalated"]
Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class FeedbackGiven(BaseModel):
    """As it comes in: at least one of rating, thumbs and comment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    interaction_id: str = Field(min_length=1, max_length=64)
    rating: int | None = Field(default=None, ge=1, le=5)
    thumbs: Literal["up", "down"] | None = None
    comment: Comment = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.rating is None and self.thumbs is None and not self.comment:
            raise ValueError("give a rating from 1 to 5, thumbs up or down, or a comment")
        return self


class Feedback(BaseModel):
    """As it is kept: with what it is about, and a comment without secrets and personal data."""

    model_config = ConfigDict(frozen=True)

    feedback_id: str
    session_id: str
    interaction_id: str
    kind: FeedbackKind
    rating: int | None = None
    thumbs: Literal["up", "down"] | None = None
    comment: str = ""
    intent: str | None = None
    agent_version: str | None = None
    at: AwareDatetime
