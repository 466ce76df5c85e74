"""What an upload comes to in counts, so that the next one of its kind can be compared with it."""

from pydantic import BaseModel, ConfigDict, Field


class UploadSummary(BaseModel):
    """Counts only; nobody is in it."""

    model_config = ConfigDict(frozen=True)

    upload_id: str
    kind: str = Field(description="sha256 in hex of how its columns were read: the same export of the same system.")
    first_at: str = Field(description="When it was exported first, in UTC; later exports keep it.")
    causes: dict[str, int] = Field(description="Customers with an analysis, by cause.")


class Change(BaseModel):
    """The share of one cause in two uploads, from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    cause: str
    before: float
    now: float
    low: float = Field(description="Of the interval of the difference; 95% for all causes together.")
    high: float

    @property
    def decided(self) -> bool:
        """Whether the interval leaves out that nothing has changed."""
        return self.low > 0 or self.high < 0


class AgainstBefore(BaseModel):
    """An upload against the one before it."""

    model_config = ConfigDict(frozen=True)

    upload_id: str  # the one before
    first_at: str  # when it was exported first
    customers_before: int
    customers_now: int
    changes: tuple[Change, ...]
