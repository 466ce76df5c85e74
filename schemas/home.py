"""What the first page shows, of whatever systems are installed."""

from pydantic import BaseModel, ConfigDict

from schemas.uploads import UploadShown


class Waiting(BaseModel):
    """Something that waits for a person, and where they decide about it."""

    model_config = ConfigDict(frozen=True)

    what: str
    path: str  # of a page; empty if there is none


class UploadLinked(BaseModel):
    """An upload, and the page that it has; empty where its system has none."""

    model_config = ConfigDict(frozen=True)

    upload: UploadShown
    path: str


class HomeShown(BaseModel):
    """The state of an environment in one look. Money in dollars."""

    environment: str
    running: list[UploadLinked]
    waiting: list[Waiting]
    wrong: list[Waiting]
    spent_usd: float  # this month, by the uploads that were worked on last in it
    spent_unknown: int  # of those: uploads with calls of unknown price
    recent: list[UploadLinked]
