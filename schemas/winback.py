"""Win-back: what a run is asked, and what it records per customer."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from schemas.agent import Draft
from schemas.bulk import Rate, UploadId
from schemas.campaign import Campaign
from schemas.churn_analysis import ChurnAnalysis
from schemas.customer import Customer, SubscriptionTier
from schemas.hold import Hold
from schemas.paid import Failure, PaidStep, Spend
from schemas.reading import DateOrder, Keep, Mapping
from schemas.registry import Assignment


class WinbackParams(BaseModel):
    """What one win-back run is asked to do. Give `source` to start, or only `upload_id` to resume."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str | None = Field(
        default=None,
        description="A CSV: path, http(s) or s3 URL. A folder or prefix stands for its files not yet processed.",
    )
    upload_id: UploadId | None = Field(
        default=None, description="Name of the upload. Default: the file's name and a hash of its content."
    )
    concurrency: int = Field(default=8, ge=1, le=1_000, description="Model calls in flight, over all shards.")
    shards: int = Field(
        default=1, ge=1, le=100, description="Split the work into so many runs of the deployment winback-shard/shard."
    )
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="Stop, resumable, before spending more."
    )
    max_reject_rate: Rate = Field(default=0.2, description="Refuse a file with a larger share of bad rows.")
    max_failure_rate: Rate = Field(default=0.1, description="Fail past this share of customers without a result.")
    sample: int | None = Field(default=None, ge=1, description="Only so many customers, drawn by a hash of their id.")
    dry_run: bool = Field(default=False, description="Say what it would cost; pay nothing.")
    only_failed: bool = Field(default=False, description="Try the failed customers again and start no other.")
    mapping: Mapping | None = Field(default=None, description="Which columns of the file are which, and more.")
    date_order: DateOrder | None = Field(default=None, description="Order of the file's dates.")
    encoding: str | None = Field(default=None, description="Encoding of the file, e.g. cp1251; detected if not given.")
    keep: Keep | None = Field(default=None, description="Of several rows of one customer the first or last by date.")
    tiers: tuple[SubscriptionTier, ...] = Field(default=(), description="Only customers of these tiers.")
    min_mrr: float | None = Field(default=None, ge=0, allow_inf_nan=False, description="Only customers from this mrr.")
    since: date | None = Field(default=None, description="Only customers who left on this day or later.")
    sender: str | None = Field(
        default=None, description="The sender profile: path or URL of a sender.yaml. Default: one beside the artifacts."
    )
    suppress: str | None = Field(default=None, description="Addresses never to write to: path or URL of a text or CSV.")
    frequency_cap_days: int = Field(
        default=30, ge=0, le=3_650, description="Hold who got emails in an earlier upload so many days ago. 0: off."
    )
    holdout: Rate = Field(default=0.0, description="Share of customers not to write to, so that lift can be measured.")

    @property
    def reading(self) -> Mapping:
        """How the file is read: the mapping, and what was said beside it."""
        said = {"date_order": self.date_order, "encoding": self.encoding, "keep": self.keep}
        return (self.mapping or Mapping()).model_copy(update={name: value for name, value in said.items() if value})


class AnalysisStep(PaidStep):
    """A paid analysis."""

    output: ChurnAnalysis


class CampaignStep(PaidStep):
    """A paid campaign."""

    output: Campaign
    language: str = "en"


class CustomerRecord(BaseModel):
    """The ledger's entry for one customer, written after each paid step."""

    customer_id: str
    versions: dict[str, str] = Field(description="The agent versions that serve this customer in this upload.")
    assigned: dict[str, Assignment] = Field(
        default_factory=dict, description="By agent: the release under which its version was chosen, if there was one."
    )
    customer: Customer
    analysis: AnalysisStep | None = None
    campaign: CampaignStep | None = None
    drafts_of: str | None = Field(default=None, description="Fingerprint of the step that the drafts belong to.")
    drafts: tuple[Draft, ...] = ()
    spent: Spend = Spend()
    error: Failure | None = None
    hold: Hold | None = None
    flags: tuple[str, ...] = Field(default=(), description="What a person should look at, e.g. `injection`.")

    @property
    def subject_id(self) -> str:
        """What win-back works on one by one: a customer."""
        return self.customer_id

    @property
    def complete(self) -> bool:
        """Whether all that this customer needs is there; one that is held needs no campaign."""
        if self.hold is not None:
            return self.analysis is not None or self.hold.skips_analysis
        return self.analysis is not None and self.campaign is not None

    @property
    def ready(self) -> bool:
        """Whether its emails may be sent."""
        return self.complete and self.hold is None
