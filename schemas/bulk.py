"""One run over an upload: its state, its shards, what it says of itself, and what it would cost."""

from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from schemas.agent import CallCounts
from schemas.outreach import Suppression
from schemas.paid import Latency
from schemas.reading import DateOrder, Keep, Mapping

Rate = Annotated[float, Field(ge=0, le=1)]
# Far more than a file of 200 MB has rows, and than anybody pays: a number beyond was not written by us.
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Tokens = Annotated[int, Field(ge=0, lt=2**63)]
UploadId = Annotated[str, StringConstraints(min_length=1, max_length=16_384)]
RunState = Literal[
    "stored", "processing", "complete", "failed", "stopped_budget", "interrupted", "rejected", "dry_run", "nothing_new"
]
# With these a file of a folder is done with; with any other, the next run over the folder goes on with it.
DONE: frozenset[RunState] = frozenset({"complete", "rejected"})


def _moment(text: str) -> str:
    if text and datetime.fromisoformat(text).utcoffset() is None:
        raise ValueError("says no offset from UTC")
    return text


Moment = Annotated[str, AfterValidator(_moment)]  # ISO 8601, empty where nothing happened yet


class RunParams(BaseModel):
    """What a run over an upload is asked to do, whatever the system. Each adds its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # Fields that name files. What they hold is kept with the upload; the names are not, they may sign or log in.
    locations: ClassVar[frozenset[str]] = frozenset({"source"})
    # Fields that decide what comes out: a finished upload is finished for these only.
    decisive: ClassVar[frozenset[str]] = frozenset({"sample"})

    source: str | None = Field(
        default=None,
        description="A CSV: path, http(s) or s3 URL. A folder or prefix stands for its files not yet processed.",
    )
    upload_id: UploadId | None = Field(
        default=None, description="Name of the upload. Default: the file's name and a hash of its content."
    )
    concurrency: int = Field(default=8, ge=1, le=1_000, description="Model calls in flight, over all shards.")
    shards: int = Field(
        default=1, ge=1, le=100, description="Split the work into so many runs of the system's shard deployment."
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

    @property
    def reading(self) -> Mapping:
        """How the file is read: the mapping, and what was said beside it."""
        said = {"date_order": self.date_order, "encoding": self.encoding, "keep": self.keep}
        return (self.mapping or Mapping()).model_copy(update={name: value for name, value in said.items() if value})


class ShardParams(BaseModel):
    """One shard of an upload: a range of its batches, and its share of quota and budget."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    upload_id: UploadId
    shard: int = Field(ge=0, description="Number of the shard, from 0.")
    shards: int = Field(ge=1, description="Of so many; the quotas of the environment are divided by it.")
    first_batch: int = Field(ge=0)
    batches: int = Field(ge=1)
    total: int = Field(ge=1, description="Customers in these batches.")
    concurrency: int = Field(ge=1, le=1_000, description="Model calls in flight in this shard.")
    max_cost_usd: float | None = Field(default=None, gt=0, allow_inf_nan=False, description="The share of this shard.")
    spent_before_usd: float = Field(default=0.0, ge=0, description="What these batches cost before that share began.")
    max_failure_rate: Rate = 0.1
    only_failed: bool = False


class Status(BaseModel):
    """`status.json`: progress while it runs, the final word after. Money and tokens are the upload's, over all runs.

    Somebody may have edited it: what cannot be counted, paid or dated is damage, and nothing is concluded from it.
    """

    upload_id: str
    status: RunState
    system: str = Field(
        default="",
        exclude_if=lambda said: not said,
        description="Whose upload it is. Empty where it was taken in when there was one system, and not stored then.",
    )
    message: str = ""
    total: Count = Field(default=0, description="Customers accepted (and sampled).")
    completed: Count = 0
    failed: Count = 0
    held: Count = Field(default=0, description="Of `completed`: customers that are not written to.")
    causes: dict[str, int] = Field(default_factory=dict, description="Why customers failed, the commonest first.")
    rejected: Count = 0
    skipped: Count = Field(default=0, description="Rows that are no churned customer, or an older event of one.")
    rows_read: Count = 0
    cost_usd: Amount | None = 0.0
    maybe_paid_usd: Amount = Field(default=0.0, description="Beside that: calls cut or killed, which may be charged.")
    input_tokens: Tokens = 0
    output_tokens: Tokens = 0
    seconds: Amount = Field(default=0.0, description="Prepare, process and finalize, without start-up.")
    task_runs: Count = 0
    model: str = ""
    latency_s: dict[str, Latency] = Field(default_factory=dict)
    this_run: CallCounts = CallCounts()
    artifacts: dict[str, str] = Field(default_factory=dict)
    batches: Count = Field(default=0, description="Batches that the manifest has.")
    sample: int | None = Field(default=None, description="The sample that the manifest was drawn for.")
    source: str = ""
    unread: bool = Field(default=False, description="Whether its file was refused before anything was taken in.")
    content_sha256: str = ""
    asked: Mapping = Field(default=Mapping(), description="How the file was to be read.")
    mapping: Mapping = Field(default=Mapping(), description="How the file was read, as `--mapping` takes it.")
    encoding: str = Field(default="", description="The encoding that the file was read in.")
    doubts: tuple[str, ...] = Field(default=(), description="What could not be read of rows that were accepted.")
    flow_run_id: str | None = None
    budget_from_usd: Amount = Field(default=0.0, description="Spent before the present budget began to count.")
    params: dict[str, Any] = Field(default_factory=dict)
    suppression: Suppression = Field(default=Suppression(), description="What the suppression lists come to.")
    kept: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="By file name: the sha256 that a profile, list or ruling kept with the upload may have.",
    )
    finished: str = Field(default="", description="What a finished upload rests on, as a hash; empty if it is not.")
    warnings: tuple[str, ...] = Field(default=(), description="What a person should know of a run that is complete.")
    updated_at: Moment = ""

    @property
    def ready(self) -> int:
        """Customers whose emails may be sent."""
        return self.completed - self.held

    @property
    def counts(self) -> str:
        """Who may be written to, who not: `complete` alone could mean that everybody is on hold."""
        return f"{self.ready} ready to send, {self.held} on hold, {self.failed} failed of {self.total} customers"


class Estimate(BaseModel):
    """What a run would take. Tokens and dollars are expected values, `worst_cost_usd` is the most it could come to."""

    upload_id: str
    status: RunState = "dry_run"
    model: str
    total: int
    held: int = Field(default=0, description="Customers that would not be written to.")
    suppression: Suppression = Field(default=Suppression(), description="What the suppression lists come to.")
    rejected: int
    skipped: int = 0
    mapping: Mapping = Field(default=Mapping(), description="How the file was read, as `--mapping` takes it.")
    encoding: str = Field(default="", description="The encoding that the file was read in.")
    doubts: tuple[str, ...] = Field(default=(), description="What could not be read of rows that were accepted.")
    calls: int
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    worst_cost_usd: float | None
    usd_per_1000_customers: float | None
