"""Who looks after a customer."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.registry import Person

To = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]


class Assigned(BaseModel):
    """One customer, given to one person."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    to: To = Field(description="A name as people write it; it need not be of somebody who signs in.")
