"""What the toy's agent is given and answers."""

from pydantic import BaseModel, ConfigDict


class ShortenInput(BaseModel):
    """A note, and what was made of it before."""

    model_config = ConfigDict(frozen=True)

    note: str
    earlier: str = ""


class Shortened(BaseModel):
    """A note in fewer words."""

    model_config = ConfigDict(frozen=True)

    text: str
