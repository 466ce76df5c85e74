"""Actions that go out at most once."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# proposed → approved | rejected, by a person; approved (or nothing to approve) → claimed → sent | failed | unknown.
ActionState = Literal["proposed", "approved", "rejected", "claimed", "sent", "failed", "unknown"]


class Content(BaseModel):
    """What is sent: text for a person, and the same as data for a machine."""

    model_config = ConfigDict(frozen=True)

    title: str
    text: str
    data: dict[str, Any] = Field(default_factory=dict)


class OutboxEntry(BaseModel):
    """One action: claimed before the call, then what came of it. Where it waits before, what it says is kept in it."""

    model_config = ConfigDict(frozen=True)

    action_id: str  # the same action has the same id, whenever it is proposed
    system: str  # whose it is
    about: str  # for a person: what it is about
    channel: str = ""  # where it went, without secrets
    state: ActionState
    reason: str = ""
    claimed_at: str
    changed_at: str
    resolved_by: str = Field(default="", description="Who decided about one that was unknown.")
    subject: str = Field(default="", description="The id of what it is about, in its system.")
    group: str = Field(default="", description="Actions of one group go out in one message.")
    to: str = Field(default="", description="The address of an email; else empty.")
    content: Content | None = Field(default=None, description="What it says, where it waits to be sent.")
    proposed_by: str = ""
    approved_by: str = Field(default="", description="Who approved or rejected it.")
