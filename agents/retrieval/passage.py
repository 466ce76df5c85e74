"""What is found: a text with an id, and what its owner wants back with it."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Passage(BaseModel):
    """One text of a snapshot."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=1)
    text: str  # what is searched, by words and by vector
    about: dict[str, Any] = {}  # JSON that is kept beside it and not searched: title, source, outcome
    at: AwareDatetime | None = None  # since when it is known; None: always


class Query(BaseModel):
    """What is looked for."""

    model_config = ConfigDict(frozen=True)

    text: str
    most: int = Field(default=5, gt=0)
    until: AwareDatetime | None = None  # passages that became known later are not found


class Found(BaseModel):
    """A passage with its scores; best first, by `score`."""

    model_config = ConfigDict(frozen=True)

    passage: Passage
    score: float  # of the joined ranks; compares passages of one query only
    cosine: float  # -1 to 1
    bm25: float  # 0 where no word is shared


def micros(moment: datetime) -> int:
    """Microseconds since the epoch."""
    return round(moment.timestamp() * 1_000_000)
