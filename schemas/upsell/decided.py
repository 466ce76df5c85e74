"""What was decided about one event, as it is remembered over uploads."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.upsell.message import Decision, SimilarCase
from schemas.upsell.outcome import OutcomeKind


class Decided(BaseModel):
    """The decision about one event. An event belongs to the upload that had it first; until that decides, `open`."""

    model_config = ConfigDict(frozen=True)

    key: str = Field(default="", description="Of the event; empty once its customer was erased.")
    upload_id: str  # whose decision it is
    decision: Decision | Literal["open", "erased"] = "open"
    reason: str = ""
    hold: str | None = None  # the code
    item: str | None = None
    subject: str | None = None
    body: str | None = None
    score: float | None = None
    attempts: int = 0
    versions: dict[str, str] = Field(default_factory=dict)
    cost_usd: float | None = 0.0
    similar: tuple[SimilarCase, ...] = ()
    trial: bool = False  # whether rules wrote it instead of a model
    at: str = ""  # when, ISO 8601 in UTC


class ToldOutcome(BaseModel):
    """What became of a message, as an event told it."""

    model_config = ConfigDict(frozen=True)

    key: str  # of the event that the message was written for
    kind: OutcomeKind
    at: str  # ISO 8601 in UTC
    item: str | None = None
