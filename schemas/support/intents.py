"""What people ask about: the intents of `prompts/support/intents.yaml`, and what a question was taken for."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

IntentName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
_Line = Annotated[str, StringConstraints(min_length=1, max_length=500)]
FEWEST_INTENTS = 2


class Intent(BaseModel):
    """One subject that people ask about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: IntentName
    covers: _Line = Field(description="What it is about, as a question back names it.")
    terms: tuple[_Line, ...] = Field(default=(), description="Words that point to it.")
    examples: tuple[_Line, ...] = Field(min_length=3, description="Questions that the classifier learns from.")
    escalate: bool = Field(default=False, description="Whether a person takes over whatever is asked.")


class Intents(BaseModel):
    """All of them, and when the assistant asks back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intents: tuple[Intent, ...] = Field(min_length=FEWEST_INTENTS)
    out_of_scope: IntentName = Field(description="The intent of whatever is none of our subjects.")
    ask_below: float = Field(default=0.4, ge=0, le=1, description="Confidence below which the assistant asks back.")

    @model_validator(mode="after")
    def _named_once(self) -> "Intents":
        names = [intent.name for intent in self.intents]
        if len(set(names)) < len(names):
            raise ValueError("two intents have one name")
        if self.out_of_scope not in names:
            raise ValueError(f"out_of_scope: there is no intent {self.out_of_scope}")
        return self

    def named(self, name: str) -> Intent:
        """The intent of this name."""
        return next(intent for intent in self.intents if intent.name == name)


class Guess(BaseModel):
    """An intent, and how sure: the share of such guesses that is right."""

    model_config = ConfigDict(frozen=True)

    intent: IntentName
    confidence: float = Field(ge=0, le=1)
