"""Upsell: parameters of a run, and the record of each event."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from schemas.agent import Draft
from schemas.bulk import RunParams
from schemas.outreach import FREQUENCY_CAP_DAYS
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment
from schemas.upsell.decided import Decided
from schemas.upsell.event import Event
from schemas.upsell.message import Decision, FittingItem, SimilarCase, UpsellMessage, Verdict

MAX_ATTEMPTS = 3  # a first message, and at most two regenerations
UpsellHoldCode = Literal[
    "stale",
    "not_for_upsell",  # an event that is no occasion, such as an outcome
    "no_address",
    "suppressed",
    "opted_out",
    "contacted",
    "upsold_recently",
    "unsatisfied",
    "open_complaint",
    "payment_not_current",
    "same_customer",
    "decided_before",  # in another upload, which has its message
    "nothing_fits",
    "manual",
]


class UpsellParams(RunParams):
    """What one upsell run is asked to do. Give `source`, or `drain` to take what is queued."""

    system = "upsell"
    noun = "event"
    locations = RunParams.locations | {"catalogue", "brand", "suppress"}
    decisive = RunParams.decisive | {"as_of"}

    drain: bool = Field(default=False, description="Take up to 10,000 queued events instead of a file.")
    as_of: AwareDatetime | None = Field(
        default=None,
        description="Judge the age of events as of this moment instead of now: older than 14 days is stale.",
    )
    catalogue: str | None = Field(default=None, description="Path or URL of a catalogue.yaml. Default: the demo's.")
    brand: str | None = Field(default=None, description="Path or URL of a brand.yaml. Default: the demo's.")
    suppress: str | None = Field(default=None, description="Addresses never to write to: path or URL of a text or CSV.")
    frequency_cap_days: int = Field(
        default=FREQUENCY_CAP_DAYS,
        ge=0,
        le=3_650,
        description="Hold people whom any system wrote to in this many days.",
    )


class MessageStep(PaidStep):
    """A paid message."""

    output: UpsellMessage


class VerdictStep(PaidStep):
    """A paid verdict."""

    output: Verdict


class Attempt(BaseModel):
    """One message, and what the judge said of it: None until then. A judge that fails is no approval."""

    model_config = ConfigDict(frozen=True)

    message: MessageStep
    verdict: VerdictStep | None = None


class UpsellHold(BaseModel):
    """Why no message is written, or may be sent."""

    model_config = ConfigDict(frozen=True)

    code: UpsellHoldCode
    reason: str


class EventRecord(BaseModel):
    """The ledger's entry for one event."""

    key: str  # of the event
    versions: dict[str, str] = {}
    assigned: dict[str, Assignment] = {}
    event: Event
    items: tuple[FittingItem, ...] = ()  # what fits, the most fitting first
    similar: tuple[SimilarCase, ...] = ()  # the cases that the agents were given
    features: dict[str, int | float | str | None] = Field(default_factory=dict, description="As they were served.")
    features_version: str = ""
    attempts: tuple[Attempt, ...] = ()
    drafts_of: str | None = None
    drafts: tuple[Draft, ...] = ()
    spent: Spend = Spend()
    error: Failure | None = None
    hold: UpsellHold | None = None
    earlier: Decided | None = Field(
        default=None, exclude_if=lambda earlier: earlier is None, description="What another upload decided."
    )

    @property
    def subject_id(self) -> str:
        """The event's name in its upload."""
        return self.key

    @property
    def subject(self) -> Event:
        """The event as it was taken in."""
        return self.event

    @property
    def held(self) -> bool:
        """Whether nothing may be sent: because of a rule, or because the judge approved no message."""
        return self.decision in ("held", "declined")

    @property
    def waits(self) -> bool:
        """No message of this system waits for a person; one that the judge does not approve is declined."""
        return False

    @property
    def best(self) -> Attempt | None:
        """The attempt that counts: an approved one, else the one with the best score."""
        judged = [attempt for attempt in self.attempts if attempt.verdict is not None]
        approved = [attempt for attempt in judged if attempt.verdict is not None and attempt.verdict.output.approved]
        found = approved or judged
        return max(found, key=lambda one: 0 if one.verdict is None else one.verdict.output.score, default=None)

    @property
    def item_name(self) -> str | None:
        """What the best attempt offers, as people call it."""
        if self.best is None:
            return None
        item = self.best.message.output.item
        return next((one.name for one in self.items if one.id == item), item)

    @property
    def decision(self) -> Decision | None:
        """None while it is open."""
        if self.hold is not None:
            return "held"
        if self.best is not None and self.best.verdict is not None and self.best.verdict.output.approved:
            return "approved"
        if self.error is not None:
            return "failed"
        done = len(self.attempts) == MAX_ATTEMPTS and self.attempts[-1].verdict is not None
        return "declined" if done else None

    @property
    def complete(self) -> bool:
        """Whether it is decided; a failure is not a decision."""
        return self.decision in ("approved", "held", "declined")
