"""What the agent says of a finding."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class Explanation(BaseModel):
    """What a finding means, how urgent it is, and what to do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    headline: _Line = Field(description="One sentence for the person who owns the account or the topic.")
    reasons: tuple[_Line, ...] = Field(min_length=1, max_length=4, description="Why, each from the evidence.")
    evidence: tuple[_Line, ...] = Field(min_length=1, max_length=12, description="Columns that the reasons rest on.")
    urgency: int = Field(ge=1, le=10, description="10: today; 5: this week; 1: when there is time.")
    action: _Line = Field(description="The one thing to do first, of the actions that are proposed.")
