"""What came of an upload's emails, counted: by cause, tier, offer, email and version, and against those held out."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from schemas.outcomes import HORIZONS, Kind

Sums = dict[str, Decimal]  # by currency; different ones are never added up


class Came(BaseModel):
    """People of one kind, and what they did after they were written to (or held out)."""

    people: int = 0
    did: dict[Kind, int] = Field(default_factory=dict, description="People who did each thing at least once.")
    back: dict[int, int] = Field(default_factory=dict, description="People who came back within so many days.")
    over: dict[int, int] = Field(default_factory=dict, description="People for whom so many days are over.")
    back_of_over: dict[int, int] = Field(default_factory=dict, description="Of those: people who came back in time.")
    recovered: dict[int, Sums] = Field(default_factory=dict, description="MRR that came back within so many days.")
    former_mrr: int = Field(default=0, description="People who came back, counted with the MRR that they had.")
    unknown_mrr: int = Field(default=0, description="People who came back without any known MRR.")

    def count(self, kind: Kind) -> int:
        """How many did it."""
        return self.did.get(kind, 0)


class Lift(BaseModel):
    """Those who were to be written to against those held out: who came back within the longest horizon, so far."""

    model_config = ConfigDict(frozen=True)

    written: int = Field(description="Who was to be written to, sent or not; docs/outcomes.md says who is compared.")
    back: int
    held_out: int
    back_alone: int
    difference: float | None = Field(default=None, description="Of the shares that came back, from -1 to 1.")
    low: float | None = None
    high: float | None = None
    level: float = 0.95
    method: str = ""
    needs: int = Field(default=0, description="How many more customers would decide it; 0: decided, or nothing to say.")
    says: str


class OutcomeFigures(BaseModel):
    """What came of an upload, on a day."""

    upload_id: str
    on: date
    first_sent: date | None = Field(default=None, description="When the first of its emails went out.")
    confirmed: bool = Field(description="Whether somebody said that they were sent; else the day of the export counts.")
    written_to: Came = Came()
    assigned: Came = Field(
        default=Came(), description="Who was to be written to by the rules alone: compared with those held out."
    )
    held_out: Came = Field(default=Came(), description="Who would have been, and was held out.")
    not_compared: int = Field(default=0, description="People written to because a person decided so: not compared.")
    reached: int = Field(default=0, description="People held out who were written to all the same: compared.")
    early: int = Field(default=0, description="Outcomes from before the emails: not counted as theirs.")
    by: dict[str, dict[str, Came]] = Field(
        default_factory=dict, description="cause, tier, offer, email, version: what each comes to."
    )
    lift: Lift | None = None

    @property
    def counts_on(self) -> bool:
        """Whether somebody who was written to has not had the longest time yet."""
        return self.written_to.over.get(HORIZONS[-1], 0) < self.written_to.people


class Rate(BaseModel):
    """The share of customers who are expected to come back, from low to high, and what says so."""

    model_config = ConfigDict(frozen=True)

    low: float
    high: float
    source: str


class Recoverable(BaseModel):
    """Expected recoverable MRR of those who may be written to: a range by currency."""

    low: Sums = {}
    high: Sums = {}
    sources: tuple[str, ...] = ()
