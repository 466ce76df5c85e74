"""A customer file that somebody has dropped on the pages, and has not started yet."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.bulk import Estimate
from schemas.customer import SubscriptionTier
from schemas.reading import ColumnVoice, DateOrder, Keep, Mapping

Whose = Literal["", "customer", "ours"]


class Draft(BaseModel):
    """What is stored beside the file."""

    model_config = ConfigDict(frozen=True)

    token: str  # in the path of its page; cannot be guessed
    name: str  # of the file
    by: str
    at: str
    bytes: int
    mapping: Mapping = Mapping()
    told: bool = Field(default=False, description="Whether a person has confirmed how the columns are read.")


class ColumnShown(BaseModel):
    """One column of the file."""

    header: str
    samples: tuple[str, ...]
    ours: str  # what it is read as; empty if it only gives further facts
    voice: ColumnVoice | None = Field(default=None, description="Whose words it holds, where it holds words.")


class RejectShown(BaseModel):
    """One row that cannot be used."""

    line: int
    column: str
    value: str
    reason: str


class DraftPage(BaseModel):
    """The file as it would be read; `problem` says why it cannot be read like this."""

    draft: Draft
    path: str
    columns: list[ColumnShown]
    problem: str = ""
    accepted: int = 0
    rejected: int = 0
    skipped: int = 0
    rejects: list[RejectShown] = []  # the first
    doubts: tuple[str, ...] = ()
    sender: str = Field(default="", description="Who writes; empty where nobody has said it.")
    choices: tuple[str, ...] = Field(default=(), description="What a column may be read as.")
    needed: tuple[str, ...] = Field(default=(), description="Of those: what no file can do without.")


class HowRead(BaseModel):
    """What a person says of the reading, beside the columns."""

    date_order: DateOrder | None = None
    keep: Keep | None = None
    currency: str | None = Field(default=None, pattern=r"^[A-Za-z]{3}$")
    decimal: Literal[".", ","] | None = None
    sheet: str | None = Field(default=None, max_length=200)
    encoding: str | None = Field(default=None, max_length=40)


class RunAsked(BaseModel):
    """What a person asks of the run. What is left out has the command's default."""

    upload_id: str | None = Field(default=None, min_length=1, max_length=100)
    max_cost_usd: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    sample: int | None = Field(default=None, ge=1)
    holdout: float = Field(default=0.0, ge=0, le=100, description="Percent.")
    min_confidence: int | None = Field(default=None, ge=0, le=100)
    frequency_cap_days: int = Field(default=30, ge=0, le=3_650)
    max_reject_rate: float = Field(default=20.0, ge=0, le=100, description="Percent.")
    tiers: tuple[SubscriptionTier, ...] | SubscriptionTier = ()


class PricePage(BaseModel):
    """What a run would cost, before anything is paid."""

    draft: Draft
    path: str
    estimate: Estimate
    asked: RunAsked
    sender: str
