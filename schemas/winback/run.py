"""Win-back: parameters of a run, and the record of each customer."""

from datetime import date

from pydantic import BaseModel, Field

from schemas.agent import Draft
from schemas.bulk import Rate, RunParams
from schemas.customer import Customer, SubscriptionTier
from schemas.hold import Hold
from schemas.outreach import FREQUENCY_CAP_DAYS
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment
from schemas.sender import Percent
from schemas.winback.campaign import Campaign
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.review import Instruction, Review, Send


class WinbackParams(RunParams):
    """What one win-back run is asked to do. Give `source` to start, or only `upload_id` to resume."""

    locations = RunParams.locations | {"sender", "suppress"}
    decisive = RunParams.decisive | {"tiers", "min_mrr", "since", "holdout"}

    tiers: tuple[SubscriptionTier, ...] = Field(default=(), description="Only customers of these tiers.")
    min_mrr: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="Only customers with at least this MRR."
    )
    since: date | None = Field(default=None, description="Only customers who left on this day or later.")
    sender: str | None = Field(
        default=None, description="The sender profile: path or URL of a sender.yaml. Default: one beside the artifacts."
    )
    suppress: str | None = Field(default=None, description="Addresses never to write to: path or URL of a text or CSV.")
    frequency_cap_days: int = Field(
        default=FREQUENCY_CAP_DAYS,
        ge=0,
        le=3_650,
        description="Hold people who got emails from another upload in this many days. 0: off.",
    )
    min_confidence: Percent | None = Field(
        default=None,
        exclude_if=lambda said: said is None,
        description="Emails that rest on an analysis less sure than this wait for approval. Default: the sender's, 60.",
    )
    holdout: Rate = Field(default=0.0, description="Share of customers that get no emails, to measure lift.")


class AnalysisStep(PaidStep):
    """A paid analysis."""

    output: ChurnAnalysis


class CampaignStep(PaidStep):
    """A paid campaign."""

    output: Campaign
    language: str = "en"
    instruction: Instruction | None = Field(
        default=None, exclude_if=lambda said: said is None, description="What a person asked of these emails."
    )


class CustomerRecord(BaseModel):
    """The ledger's entry for one customer, written after each paid step."""

    customer_id: str
    versions: dict[str, str] = Field(description="The agent versions that serve this customer in this upload.")
    assigned: dict[str, Assignment] = Field(
        default_factory=dict, description="By agent: the release under which its version was chosen, if there was one."
    )
    customer: Customer  # the row it was taken in from
    analysis: AnalysisStep | None = None  # None until one is paid for and holds
    campaign: CampaignStep | None = None  # the same
    drafts_of: str | None = Field(default=None, description="Fingerprint of the step that the drafts belong to.")
    drafts: tuple[Draft, ...] = ()  # paid answers of that step that broke a rule
    spent: Spend = Spend()  # on this customer in all
    error: Failure | None = None  # why it has no result
    hold: Hold | None = None  # why it is not written to
    review: Review | None = Field(
        default=None, exclude_if=lambda said: said is None, description="Why its emails wait for a person's approval."
    )
    flags: tuple[str, ...] = Field(default=(), description="What a person should look at, e.g. `injection`.")

    @property
    def subject_id(self) -> str:
        """The customer's id: win-back works on customers one by one."""
        return self.customer_id

    @property
    def subject(self) -> Customer:
        """The customer as it was taken in."""
        return self.customer

    @property
    def held(self) -> bool:
        """Whether it is not written to."""
        return self.hold is not None

    @property
    def waits(self) -> bool:
        """Whether its emails wait for a person's approval."""
        return self.send == "review"

    @property
    def complete(self) -> bool:
        """Whether this customer has everything it needs; one on hold needs no campaign."""
        if self.hold is not None:
            return self.analysis is not None or self.hold.skips_analysis
        return self.analysis is not None and self.campaign is not None

    @property
    def ready(self) -> bool:
        """Whether its emails may be sent."""
        return self.send == "ready"

    @property
    def send(self) -> Send | None:
        """Whether its emails may be sent; None if there is nothing to say yet."""
        if not self.complete:
            return None
        if self.hold is not None:
            return "hold"
        return "ready" if self.review is None else "review"
