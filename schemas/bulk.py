"""One run over an upload: its parameters, its shards, its status, and an estimate of its cost."""

import operator
import shlex
from datetime import datetime
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from schemas.agent import CallCounts, Tier
from schemas.deadline import DEADLINE
from schemas.environment import LOCAL, elsewhere
from schemas.outreach import Suppression
from schemas.paid import Latency
from schemas.printable import printable
from schemas.reading import ColumnVoice, DateOrder, Keep, Mapping

Rate = Annotated[float, Field(ge=0, le=1)]
# Far more rows than a file of 200 MB has, and more than anybody pays: a larger number was not written by us.
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]
Amount = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
Tokens = Annotated[int, Field(ge=0, lt=2**63)]
UploadId = Annotated[str, StringConstraints(min_length=1, max_length=16_384)]
RunState = Literal[
    "stored", "processing", "complete", "failed", "stopped_budget", "interrupted", "rejected", "dry_run", "nothing_new"
]
# In these states a folder's file is done; in any other, the next run over the folder continues with it.
DONE: frozenset[RunState] = frozenset({"complete", "rejected"})


def _moment(text: str) -> str:
    if text and datetime.fromisoformat(text).utcoffset() is None:
        raise ValueError("says no offset from UTC")
    return text


Moment = Annotated[str, AfterValidator(_moment)]  # ISO 8601, empty if nothing has happened yet


class RunParams(BaseModel):
    """What a run over an upload is asked to do, in any system. Each system adds its own parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    # The system whose uploads these are, as their status says it; the first system's do not say it.
    system: ClassVar[str] = ""
    # What people call one of its subjects.
    noun: ClassVar[str] = "customer"
    # Fields that name files. What they hold is kept with the upload; the names are not, they may sign or log in.
    locations: ClassVar[frozenset[str]] = frozenset({"source", "join"})
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
        default=1, ge=1, le=100, description="How many runs of the system's shard deployment to split the work into."
    )
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="Stop before spending more; it can be resumed."
    )
    deadline: str | None = Field(
        default=None,
        pattern=DEADLINE,
        exclude_if=lambda said: said is None,
        description="In what time it has to be done: 90m, 12h, 2d. If there is time enough, calls cost half.",
    )
    max_reject_rate: Rate = Field(default=0.2, description="Refuse a file with a larger share of bad rows.")
    max_failure_rate: Rate = Field(default=0.1, description="Stop if a larger share of subjects fails.")
    sample: int | None = Field(
        default=None, ge=1, description="Take only this many subjects, drawn by a hash of their id."
    )
    dry_run: bool = Field(default=False, description="Estimate what it would cost; pay nothing.")
    only_failed: bool = Field(default=False, description="Try the failed subjects again, and no others.")
    mapping: Mapping | None = Field(default=None, description="Which columns of the file are which, and more.")
    date_order: DateOrder | None = Field(default=None, description="Order of the file's dates.")
    encoding: str | None = Field(default=None, description="Encoding of the file, e.g. cp1251; detected if not given.")
    sheet: str | None = Field(
        default=None,
        max_length=200,
        exclude_if=lambda said: said is None,
        description="Sheet of a workbook (default: the first visible one with anything in it), or table of a zip.",
    )
    join: str | None = Field(
        default=None,
        exclude_if=lambda said: said is None,
        description="A second table with the rest of each row, e.g. addresses: path, http(s) or s3 URL.",
    )
    join_on: str | None = Field(
        default=None,
        max_length=400,
        exclude_if=lambda said: said is None,
        description="The column of both that joins them; `account_id=id` if it is not called the same.",
    )
    keep: Keep | None = Field(default=None, description="Which of several rows of one subject to keep, by date.")
    voices: dict[str, ColumnVoice] = Field(
        default_factory=dict,
        exclude_if=operator.not_,
        description="Whose words a column of the file holds, by its header: customer's, which may be quoted, or ours.",
    )

    @property
    def reading(self) -> Mapping:
        """How to read the file: the mapping, with what was given beside it."""
        mapping = self.mapping or Mapping()
        names = ("date_order", "encoding", "sheet", "join_on", "keep")
        said = {name: getattr(self, name) for name in names} | {"voices": mapping.voices | self.voices}
        return mapping.model_copy(update={name: value for name, value in said.items() if value})


class ShardParams(BaseModel):
    """One shard of an upload: a range of its batches, and its share of quota and budget."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    upload_id: UploadId
    shard: int = Field(ge=0, description="Number of the shard, from 0.")
    shards: int = Field(ge=1, description="Total number of shards; the environment's quotas are divided by it.")
    first_batch: int = Field(ge=0)  # the first of its batches, from 0
    batches: int = Field(ge=1)  # how many it has
    total: int = Field(ge=1, description="Subjects in these batches.")
    concurrency: int = Field(ge=1, le=1_000, description="Model calls in flight in this shard.")
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="This shard's share of the budget."
    )
    spent_before_usd: float = Field(
        default=0.0, ge=0, description="What these batches had cost before that share was set."
    )
    max_failure_rate: Rate = 0.1  # as in `RunParams`
    only_failed: bool = False  # as in `RunParams`


class Repair(BaseModel):
    """Rows that are being taken in again: their lines, and what the upload's counts are once they are in."""

    lines: tuple[int, ...]
    rejected: Count
    skipped: Count


class Status(BaseModel):
    """`status.json`: progress during a run, the outcome after it. Money and tokens are the upload's, over all runs.

    Somebody may have edited it: impossible counts, amounts or dates are damage, and nothing is concluded from them.
    """

    upload_id: str
    status: RunState
    system: str = Field(
        default="",
        exclude_if=lambda said: not said,
        description="Whose upload it is. Empty where it was taken in when there was one system, and not stored then.",
    )
    noun: str = Field(
        default="customer", exclude_if=lambda said: said == "customer", description="What people call one subject."
    )
    capped: bool = Field(
        default=False, exclude_if=lambda said: not said, description="Whether a cap of the day interrupted it."
    )
    message: str = ""  # why it is not complete, or what a person should know
    total: Count = Field(default=0, description="Subjects accepted (and sampled).")
    completed: Count = 0  # subjects with everything that they need
    failed: Count = 0  # subjects without a result
    held: Count = Field(default=0, description="Of `completed`: subjects that are not written to.")
    review: Count = Field(
        default=0,
        exclude_if=lambda said: not said,
        description="Of `completed`: subjects whose emails wait for a person's approval.",
    )
    causes: dict[str, int] = Field(default_factory=dict, description="Why subjects failed, the commonest reason first.")
    rejected: Count = 0  # rows that could not be used
    skipped: Count = Field(default=0, description="Rows that are not a subject, or an older event of one.")
    rows_read: Count = 0  # rows of the file, blank lines and the header not counted
    repair: Repair | None = Field(
        default=None, exclude_if=lambda said: said is None, description="Mended rows that are being taken in."
    )
    cost_usd: Amount | None = 0.0  # None if the price of a model is not known
    maybe_paid_usd: Amount = Field(
        default=0.0, description="In addition: calls that were cut or killed and may be charged."
    )
    input_tokens: Tokens = 0  # rejected answers included
    output_tokens: Tokens = 0  # the same
    seconds: Amount = Field(default=0.0, description="Seconds of prepare, process and finalize, without start-up.")
    task_runs: Count = 0  # Prefect task runs of the last run
    model: str = ""  # who may answer; several are separated by commas
    latency_s: dict[str, Latency] = Field(default_factory=dict)  # by agent, of the answers that held
    this_run: CallCounts = CallCounts()  # the calls of the last run alone
    artifacts: dict[str, str] = Field(default_factory=dict)  # by name: where to find what came out
    batches: Count = Field(default=0, description="Number of batches in the manifest.")
    sample: int | None = Field(default=None, description="The sample that the manifest was drawn for.")
    source: str = ""  # the file's path or URL, without what signs it or logs in
    unread: bool = Field(default=False, description="Whether the file was refused before anything was taken in.")
    content_sha256: str = ""  # of the file's bytes
    joined_sha256: str = Field(
        default="", exclude_if=lambda said: not said, description="Of the bytes of the file that was joined to it."
    )
    asked: Mapping = Field(default=Mapping(), description="How the file was to be read.")
    mapping: Mapping = Field(default=Mapping(), description="How the file was read, as `--mapping` takes it.")
    encoding: str = Field(default="", description="The encoding that the file was read in.")
    doubts: tuple[str, ...] = Field(default=(), description="What could not be read of rows that were accepted.")
    flow_run_id: str | None = None  # of the last run under Prefect
    budget_from_usd: Amount = Field(default=0.0, description="What had been spent when the current budget began.")
    deadline_at: Moment = Field(
        default="", exclude_if=lambda said: not said, description="Until when the run is to be done."
    )
    params: dict[str, Any] = Field(default_factory=dict)  # what the last run was asked, environment included
    suppression: Suppression = Field(default=Suppression(), description="What the suppression lists come to.")
    kept: dict[str, tuple[str, ...]] = Field(
        default_factory=dict,
        description="By file name: the sha256 hashes allowed for a profile, list or ruling stored with the upload.",
    )
    finished: str = Field(
        default="", description="A hash of everything that a finished upload depends on; empty if it is not finished."
    )
    warnings: tuple[str, ...] = Field(default=(), description="What a person should know about a run that is complete.")
    updated_at: Moment = ""

    @property
    def ready(self) -> int:
        """Subjects whose emails may be sent."""
        return self.completed - self.held - self.review

    @property
    def counts(self) -> str:
        """How many may be written to and how many not: `complete` alone could mean that everybody is on hold."""
        waiting = f", {self.review} to review ({self.command('approve')})" if self.review else ""
        rest = f"{self.held} on hold, {self.failed} failed of {self.total} {self.noun}s"
        return f"{self.ready} ready to send{waiting}, {rest}"

    def command(self, verb: str) -> str:
        """`revive VERB` of this upload, in the environment of its last run."""
        environment = str(self.params.get("environment", LOCAL))
        return f"revive {verb} {shlex.quote(printable(self.upload_id))}{elsewhere(environment)}"


class Estimate(BaseModel):
    """What a run would take. Tokens and dollars are expected values; `worst_cost_usd` is the most it could cost."""

    upload_id: str
    status: RunState = "dry_run"
    noun: str = Field(default="customer", exclude=True)  # as of `Status`; for tables
    model: str  # who would answer
    total: int  # subjects accepted (and sampled)
    held: int = Field(default=0, description="Subjects that would not be written to.")
    suppression: Suppression = Field(default=Suppression(), description="What the suppression lists come to.")
    rejected: int  # rows that could not be used
    skipped: int = 0  # rows that are not a subject, or an older event of one
    mapping: Mapping = Field(default=Mapping(), description="How the file was read, as `--mapping` takes it.")
    encoding: str = Field(default="", description="The encoding that the file was read in.")
    doubts: tuple[str, ...] = Field(default=(), description="What could not be read of rows that were accepted.")
    calls: int  # expected, without repairs
    input_tokens: int
    output_tokens: int
    cost_usd: float | None  # expected; None if no price is known
    worst_cost_usd: float | None  # with every answer at its maximum length
    usd_per_1000_customers: float | None  # expected
    tier: Tier | None = Field(
        default=None, exclude_if=lambda tier: tier is None, description="How a run with this deadline would be served."
    )
    tier_why: str = Field(default="", exclude_if=lambda why: not why, description="And why.")
