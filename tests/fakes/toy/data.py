"""What the toy's agents are given and answer."""

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


class LookUpInput(BaseModel):
    """A note that asks something."""

    model_config = ConfigDict(frozen=True)

    note: str


class Answered(BaseModel):
    """The answer to it."""

    model_config = ConfigDict(frozen=True)

    answer: str


class Word(BaseModel):
    """A word whose meaning is asked for."""

    word: str
