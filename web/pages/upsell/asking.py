"""Words of the address that only pages of upsell know."""

from pydantic import BaseModel, Field


class Find(BaseModel):
    """The event that is looked for."""

    find: str = Field(default="", max_length=600)
