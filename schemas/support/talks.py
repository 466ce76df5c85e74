"""Conversations as the team looks through them."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel

from schemas.support.feedback import Feedback
from schemas.support.interaction import Outcome
from schemas.support.web import TurnView


class TalkRow(BaseModel):
    """One question in a list."""

    session_id: str
    interaction_id: str
    user_id: str | None
    at: AwareDatetime
    question: str  # empty if it was blocked, and of a person's own message
    outcome: Outcome
    reason: str
    intent: str | None
    quality: int | None
    author: Literal["assistant", "person"]


class Talks(BaseModel):
    """A page of them; `next` is where the next one begins."""

    rows: list[TalkRow]
    next: str | None = None


class Talk(BaseModel):
    """One conversation, oldest first."""

    session_id: str
    user_id: str | None
    summary: str  # of its older turns, as the assistant is told of them
    turns: list[TurnView]
    feedback: list[Feedback]
