"""What a text analysis says of a text."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Sentiment = Literal["positive", "neutral", "negative", "mixed"]


class TextSignals(BaseModel):
    """How somebody feels, and what they speak of."""

    model_config = ConfigDict(frozen=True)

    sentiment: Sentiment = "neutral"
    sureness: float = 0.0  # from 0 to 1, that it is this one
    entities: tuple[str, ...] = ()  # kinds: organization, date, quantity …; never a person's name
    key_phrases: tuple[str, ...] = ()  # the surest first
