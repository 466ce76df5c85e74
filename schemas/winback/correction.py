"""A person's word on the category of an analysis."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.customer import Category
from schemas.registry import Person


class Correction(BaseModel):
    """One analysis, looked at by one person. The analysis itself keeps what the model said."""

    model_config = ConfigDict(frozen=True)

    by: Person
    at: str
    fingerprint: str = Field(
        description="Fingerprint of the analysis that was looked at; it says nothing about any other."
    )
    was: Category = Field(description="What the model said.")
    category: Category = Field(description="What it should be; the same if the model was right.")

    rewrites: bool = Field(
        default=False, exclude_if=lambda said: not said, description="Whether the emails are written for this category."
    )

    @property
    def right(self) -> bool:
        """Whether the model was right."""
        return self.was == self.category
