"""What is ours beside the examples of the intents (`prompts/support/scope.yaml`)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.support.intents import IntentName

_Words = tuple[Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=80)], ...]


class Topic(BaseModel):
    """A subject of ours, such as a product, by what people call it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    names: _Words = Field(min_length=1, description="Each says by itself that a question is ours.")
    words: _Words = Field(default=(), description="They point to it, and may mean something else.")
    intent: IntentName | None = Field(default=None, description="What its questions are taken for.")


class Scope(BaseModel):
    """All of them, and when a question is said not to be ours."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    out_from: float = Field(default=0.5, gt=0, le=1, description="Confidence from which a question is not ours.")
    sure_from: float = Field(default=0.75, gt=0, le=1, description="Below it, whoever asks is told how to go on.")
    topics: tuple[Topic, ...] = ()
