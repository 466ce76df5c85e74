"""What became of an upsell message."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

OutcomeKind = Literal["accepted", "declined", "ignored", "complained", "unsubscribed"]


class MessageOutcome(BaseModel):
    """What an event of type `message_outcome` says: which message, and how the customer took it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    message_event_id: Annotated[str, StringConstraints(min_length=1, max_length=256)]  # the event it was written for
    kind: OutcomeKind
    at: datetime | None = None  # when; else the event's own moment counts
