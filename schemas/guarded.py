"""What a guardrail outside says of a text."""

from pydantic import BaseModel, ConfigDict


class Guarded(BaseModel):
    """A text that may pass, perhaps masked, or one that is stopped."""

    model_config = ConfigDict(frozen=True)

    text: str  # as it may be used: masked where the guardrail masks, empty if it is stopped
    stopped_by: tuple[str, ...] = ()  # policies, never what they found
    masked: tuple[str, ...] = ()  # kinds of personal data
