"""A conversation that a person takes over: what for, who has it, and what became of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Sentiment = Literal["angry", "negative", "neutral", "positive"]
EscalationState = Literal["open", "taken", "replied", "resolved"]
EventKind = Literal["opened", "asked_again", "taken", "replied", "returned", "resolved"]
Who = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
ReplyText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6_000)]
MOST_EVENTS = 500  # of one escalation; an item of DynamoDB ends at 400 KB


class Escalation(BaseModel):
    """What a reply says of it."""

    model_config = ConfigDict(frozen=True)

    reason: str  # billing, account …, anger, legal_threat, wants_person, asked_by_agent
    actor: str = "assistant"  # who decided it: the assistant by its rules, the customer, or the agent's version
    sentiment: Sentiment | None = None
    escalation_id: str = ""  # by which a person takes it; empty if nothing is kept


class EscalationEvent(BaseModel):
    """One thing that happened to it."""

    model_config = ConfigDict(frozen=True)

    what: EventKind
    by: str  # the customer, the assistant, or a person's name
    at: AwareDatetime
    note: str = ""


class EscalationRecord(BaseModel):
    """As it is kept. Its question is masked like everything that is kept of a conversation."""

    model_config = ConfigDict(frozen=True)

    escalation_id: str
    session_id: str
    user_id: str | None = None
    interaction_id: str  # the question with which it began
    reason: str
    actor: str
    intent: str | None = None
    sentiment: Sentiment | None = None
    question: str = ""
    state: EscalationState = "open"
    holder: str | None = Field(default=None, description="Who has it, or had it last.")
    opened_at: AwareDatetime
    taken_at: AwareDatetime | None = None
    replied_at: AwareDatetime | None = Field(default=None, description="The last reply.")
    resolved_at: AwareDatetime | None = None
    resolved_by: str | None = None
    events: tuple[EscalationEvent, ...] = ()

    @property
    def returned(self) -> int:
        """How often it came back because whoever had it did not write."""
        return sum(event.what == "returned" for event in self.events)

    @property
    def customer_waits_since(self) -> datetime | None:
        """Since when the customer waits for whoever has it; None if nobody has it, or the last word is theirs."""
        if self.holder is None or self.is_over:
            return None
        since, waits, is_held = None, True, False
        for event in self.events:
            is_held = event.what in ("taken", "replied") or (is_held and event.what != "returned")
            waits = event.what == "asked_again" or (waits and event.what != "replied")
            if not waits or not is_held:
                since = None
            elif since is None or event.what == "taken":
                since = event.at
        return since

    @property
    def is_over(self) -> bool:
        """Whether a person has resolved it."""
        return self.state == "resolved"


class UnderWay(BaseModel):
    """What a session's row knows of the escalation that is under way in it."""

    model_config = ConfigDict(frozen=True)

    escalation_id: str
    reason: str
    intent: str | None = None
    holder: str | None = None  # None until somebody takes it


class Settled(BaseModel):
    """A matter that a person has resolved: the assistant does not hand it over again by itself."""

    model_config = ConfigDict(frozen=True)

    reason: str
    intent: str | None = None
    at: AwareDatetime
