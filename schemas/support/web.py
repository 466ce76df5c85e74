"""Requests and answers of support's HTTP door."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from schemas.bulk import RunState
from schemas.support.escalation import EscalationRecord, Note, ReplyText, Who
from schemas.support.interaction import InteractionId, Outcome, Reply, SessionId, UserId

Text = Annotated[str, Field(max_length=200_000)]


class QueryRequest(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid")

    query: Text
    user_id: UserId | None = None
    session_id: SessionId | None = None
    interaction_id: InteractionId | None = Field(
        default=None, description="An id of the caller's: the same question, sent again with it, is answered once."
    )
    metadata: dict[str, Any] = Field(default={}, description="Taken and not kept.")


class ChatRequest(BaseModel):
    """The next words of a conversation."""

    model_config = ConfigDict(extra="forbid")

    query: Text
    session_id: SessionId | None = None
    user_id: UserId | None = None


class ChatAnswer(BaseModel):
    """What is replied to them."""

    response: str
    session_id: str
    timestamp: AwareDatetime
    interaction_id: str  # by which feedback names it
    outcome: Outcome
    session_token: str | None = Field(
        default=None, description="Of a session that begins with somebody unknown: it lets them go on, and nobody else."
    )


class TurnView(BaseModel):
    """One turn of a conversation."""

    question: str  # empty if it was blocked, and of a person's own message
    reply: Reply
    at: AwareDatetime
    author: Literal["assistant", "person"] = "assistant"  # who replied
    name: str = ""  # of the person


class SessionView(BaseModel):
    """A conversation."""

    session_id: str
    user_id: str | None
    turns: list[TurnView]


class FeedbackTaken(BaseModel):
    """Feedback that is kept."""

    feedback_id: str
    interaction_id: str


class TakeRequest(BaseModel):
    """Somebody of the team takes an escalation. Without a name, the API key's counts."""

    model_config = ConfigDict(extra="forbid")

    name: Who | None = None
    instead_of: Who | None = Field(default=None, description="The colleague who has it and is away.")


class PersonReplyRequest(BaseModel):
    """What a person writes to the customer."""

    model_config = ConfigDict(extra="forbid")

    text: ReplyText
    name: Who | None = None


class ResolveRequest(BaseModel):
    """It is settled."""

    model_config = ConfigDict(extra="forbid")

    name: Who | None = None
    note: Note = Field(default="", description="For colleagues; the customer does not read it.")


class EscalationsView(BaseModel):
    """Who waits for a person, longest first."""

    escalations: list[EscalationRecord]


class RunStarted(BaseModel):
    """A file of questions that is being answered."""

    upload_id: str
    status: RunState
    questions: int
    rejected: int = Field(description="Lines that hold no question.")


class RepliesPage(BaseModel):
    """The state of a file of questions, and a page of its replies."""

    upload_id: str
    status: RunState
    completed: int
    total: int
    failed: int
    rejected: int
    cost_usd: float | None
    message: str
    replies: list[dict[str, Any]] = Field(description="As live ones, with `line` and `question`; none until the end.")
    next: int | None = Field(description="`after` of the next page.")
