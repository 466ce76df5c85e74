"""What people decide about the emails of single customers: approved, edited, written again as they asked."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.registry import Person
from schemas.winback.campaign import Email

Send = Literal["ready", "review", "hold"]


class Review(BaseModel):
    """Why emails wait for a person's approval."""

    model_config = ConfigDict(frozen=True)

    reason: str


class Approval(BaseModel):
    """One person's word that a customer's emails may go."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    emails: str = Field(description="sha256 of the model's emails that were approved; it says nothing of any others.")


class Edit(BaseModel):
    """One email as a person wrote it. The model's own stays in the customer's record."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    emails: str = Field(description="sha256 of the model's emails; once these are written anew, the edit is void.")
    email: Email


class Edits(BaseModel):
    """All edits of one customer's emails, the latest of each email."""

    model_config = ConfigDict(frozen=True)

    edits: tuple[Edit, ...]


class Instruction(BaseModel):
    """What a person asked of the emails of one customer, beside the guidance that is there for everybody."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
