"""What a person who looked at an analysis says of its category."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.registry import Person
from schemas.winback.churn_analysis import Category


class Correction(BaseModel):
    """One analysis, looked at by one person. The analysis itself keeps what the model said."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    fingerprint: str = Field(description="The analysis that was looked at; another one it says nothing of.")
    was: Category = Field(description="What the model said.")
    category: Category = Field(description="What it is; the same where the model was right.")

    @property
    def right(self) -> bool:
        """Whether the model was right."""
        return self.was == self.category
