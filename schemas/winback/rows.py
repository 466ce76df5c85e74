"""The customers of an upload as a table shows them: a row each, what may be asked of them, and a page of them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.customer import Category, SubscriptionTier
from schemas.hold import HoldCode

SendState = Literal["ready", "review", "hold", "failed", "open"]
SortBy = Literal["mrr", "company", "confidence", "left", "cause"]
PAGE = 50


class CustomerRow(BaseModel):
    """One customer. `send` is `failed` where no answer held, `open` where there is none yet."""

    model_config = ConfigDict(frozen=True)

    place: int = Field(description="Its place in the upload, from 0; the cursor of a page.")
    name: str = Field(description="The customer's id as it stands in paths: itself if harmless, else its hash.")
    customer_id: str
    company: str
    email: str = ""
    tier: str = ""  # empty if the file has none
    mrr: float | None = None
    currency: str = "USD"
    left: str = ""  # the day, ISO 8601
    cause: str = ""  # as corrected; empty without an analysis
    confidence: int | None = None  # percent
    send: SendState
    hold: str = ""  # the code
    why: str = ""  # of the hold, the wait or the failure
    edited: bool = False  # whether a person edited an email
    assigned: str = ""  # to whom


class RowsAsked(BaseModel):
    """What somebody wants to see, as it stands in the URL."""

    model_config = ConfigDict(frozen=True)

    search: str = Field(default="", max_length=200)
    cause: Category | None = None
    tier: SubscriptionTier | None = None
    send: SendState | None = None
    hold: HoldCode | None = None
    least: int | None = Field(default=None, ge=0, le=100, description="Confidence at least, in percent.")
    most: int | None = Field(default=None, ge=0, le=100, description="Confidence at most, in percent.")
    assigned: str = Field(default="", max_length=80)
    sort: SortBy = "mrr"
    up: bool = False  # smallest first
    after: int | None = Field(default=None, ge=0, description="The place of the last row of the page before.")
    before: int | None = Field(default=None, ge=0, description="The place of the first row of the page after.")


class RowsShown(BaseModel):
    """A page of rows. `matching` is None where it is not known, because the upload is still being worked on."""

    rows: list[CustomerRow]
    matching: int | None
    has_more: bool = False
    has_less: bool = False
    is_whole: bool = Field(description="Whether all customers are in it: false while a run goes on.")
