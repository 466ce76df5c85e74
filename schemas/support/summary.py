"""What the agent that sums up a conversation is given, and what it says."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

LONGEST = 1_500  # characters of a summary
_Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]


class SaidBefore(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answer: str


class SummaryInput(BaseModel):
    """A stretch of a conversation, and what was made of all before it."""

    model_config = ConfigDict(frozen=True)

    earlier: str = ""  # the summary of what precedes the turns
    turns: tuple[SaidBefore, ...] = ()  # oldest first


class ConversationSummary(BaseModel):
    """All of it in few words, for whoever goes on with the conversation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    summary: _Summary = Field(
        description="What the customer wants, has and tried, what was answered, and what is open; nothing else."
    )
