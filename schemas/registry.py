"""The registry's records: agent versions, which of them serves whom, what happened, and what was observed."""

import operator
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.agent import SemanticVersion
from schemas.latency import Histogram, quantile, sum_histograms

VersionStatus = Literal["draft", "evaluated", "approved", "production", "retired"]
Stage = Literal["idle", "evaluating", "approval", "ramping"]
What = Literal[
    "registered",
    "evaluated",
    "gate_passed",
    "gate_failed",
    "approval_asked",
    "approved",
    "rejected",
    "started",
    "advanced",
    "held",
    "promoted",
    "rolled_back",
    "retired",
    "restarted",
]
# A single format, so that instants can be compared as text in every store.
Instant = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$")]
Person = Annotated[str, StringConstraints(min_length=1, max_length=80)]
EVERYBODY = 100  # percent
Percent = Annotated[int, Field(ge=0, le=EVERYBODY)]


def instant(now: datetime) -> str:
    """A moment as the registry writes it: ISO 8601 in UTC, to the second."""
    return now.astimezone(UTC).isoformat(timespec="seconds")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EvaluationSummary(_Record):
    """The outcome of a version's evaluation; the report has the details."""

    evaluation_id: str
    at: Instant
    cases: int  # asked
    against: SemanticVersion | None = Field(default=None, description="The production version compared with.")
    scores: dict[str, float] = Field(default_factory=dict, description="Mean per evaluator.")
    verdict: str | None = None  # better, worse or inconclusive; None if it was compared with nothing
    report: str = Field(default="", description="Key of the report in the artifact store.")


class VersionRecord(_Record):
    """A registered agent version. Its content is `prompts/{agent}/{version}.json` and never changes."""

    agent: str
    version: SemanticVersion
    content_hash: str  # `AgentVersion.content_hash`
    model: str  # that the version names
    why: str  # why it exists
    status: VersionStatus = "draft"
    created_at: Instant
    created_by: Person
    changed_at: Instant  # when its status changed last
    changed_by: Person  # by whom
    evaluation: EvaluationSummary | None = None  # the last one
    revision: int = Field(default=0, description="Set by the store, from 1; another after every change.")


class ReleaseState(_Record):
    """Which version of an agent serves whom. One record per agent, so that moving the pointer is atomic."""

    agent: str
    production: SemanticVersion  # serves whoever the candidate does not
    release_id: str | None = None  # of the release under way
    candidate: SemanticVersion | None = None  # of the release under way
    share: Percent = Field(default=0, description="Percent of the subjects that the candidate serves.")
    stage: Stage = "idle"  # what the release waits for
    step: int = Field(default=0, ge=0, description="Index into the steps of the policy.")
    since: Instant = Field(description="When the current step, or the time without a release, began.")
    started_at: Instant | None = Field(default=None, description="When the release began.")
    started_by: Person | None = Field(
        default=None, description="Who began it; None if an older Revive wrote the state."
    )
    by: Person = Field(description="Who changed it last.")
    held_because: str = ""  # why it does not advance; empty if nothing holds it
    gate: dict[str, Any] = Field(default_factory=dict, description="The figures of the gate.")
    revision: int = Field(default=0, description="Set by the store, from 1; another after every change.")


def divides(share: int) -> bool:
    """Whether a share in percent leaves subjects on both sides."""
    return 0 < share < EVERYBODY


class Assignment(_Record):
    """The release under which a subject's version was chosen, for comparing the two sides."""

    release_id: str
    share: Percent
    candidate: bool = Field(description="Whether the candidate was chosen, and not production.")


class Event(_Record):
    """An entry of an agent's history. It is written together with the change of release state that it describes."""

    agent: str
    seq: int = Field(default=0, description="Set by the store: the revision of the release state it came with.")
    part: int = Field(default=0, description="Set by the store: 0, 1 … where several came with one change.")
    at: Instant  # when
    by: Person  # who
    what: What
    version: str = ""  # whose event it is; empty if it is the agent's
    release_id: str | None = None  # in which release
    share: Percent | None = None  # the candidate's share after it, in percent
    note: str = ""  # why, in words
    figures: dict[str, Any] = Field(default_factory=dict)  # what it was decided on


_HISTOGRAMS = frozenset(("latency", "followed", "replied", "reactivated"))
Spreads = dict[str, dict[str, int]]


class Figures(_Record):
    """How a version performed. Figures add up over uploads, shares and releases."""

    customers: int = Field(default=0, description="Subjects that the version was asked about, errors included.")
    errors: int = Field(default=0, description="Subjects without a valid answer.")
    held: int = Field(default=0, description="Subjects that are not written to although the version answered.")
    guardrail: int = Field(default=0, description="Of `errors`: every answer broke a rule, or was blocked.")
    repairs: int = Field(default=0, description="Subjects whose first answer was not valid.")
    quality_n: int = Field(default=0, description="Subjects with a quality from 0 to 1.")
    quality_sum: float = 0.0  # of the qualities
    quality_squares: float = 0.0  # sum of their squares, for the variance
    cost_n: int = Field(default=0, description="Subjects whose cost is known.")
    cost_usd_sum: float = 0.0  # of the known costs
    cost_usd_squares: float = 0.0  # sum of their squares
    latency: Histogram = Field(default_factory=dict, description="Answers by bucket, see schemas/latency.py.")

    written: int = Field(default=0, description="Subjects whose emails went out.")
    silenced: int = Field(default=0, description="Of `written`: who unsubscribed or complained.")
    followed: Histogram = Field(default_factory=dict, description="Of `written`: whose outcomes are known, by days.")
    replied: Histogram = Field(default_factory=dict, description="Of `followed`: who replied within so many days.")
    reactivated: Histogram = Field(default_factory=dict, description="Of `followed`: who came back in that time.")

    input_tokens: int = Field(default=0, exclude_if=operator.not_, description="Of the answers that held.")
    output_tokens: int = Field(default=0, exclude_if=operator.not_, description="The same.")
    spreads: Spreads = Field(
        default_factory=dict,
        exclude_if=operator.not_,
        description="Subjects by who answered (`model`), why not (`reason`), and what they are like (`input.…`).",
    )

    def plus(self, *others: "Figures") -> "Figures":
        """The sum of these figures and others."""
        every = (self, *others)
        summed: dict[str, Any] = {}
        for name in Figures.model_fields:
            values = [getattr(one, name) for one in every]
            summed[name] = _summed(name, values)
        return Figures(**summed)

    def latency_s(self, share: float) -> float | None:
        """The seconds that this share of answers (e.g. 0.95) stayed within; None without answers."""
        return quantile(self.latency, share)


def _summed(name: str, values: list[Any]) -> Any:
    if name in _HISTOGRAMS:
        return sum_histograms(values)
    return _sum_spreads(values) if name == "spreads" else sum(values)


def _sum_spreads(every: Iterable[Spreads]) -> Spreads:
    summed: Spreads = {}
    for spreads in every:
        for name, spread in spreads.items():
            total = summed.setdefault(name, {})
            for value, count in spread.items():
                total[value] = total.get(value, 0) + count
    return summed


class Observation(Figures):
    """The figures of one version in one upload, under one release at one share. A new one replaces the earlier one."""

    agent: str
    version: SemanticVersion
    upload_id: str
    at: Instant = Field(description="When the figures were written.")
    release_id: str | None = Field(default=None, description="The release under way when the version was chosen.")
    share: Percent | None = Field(default=None, description="The candidate's share at that moment, in percent.")

    @property
    def key(self) -> tuple[str, str, int]:
        """What distinguishes it from other observations of its version; 101 stands for no share."""
        return self.upload_id, self.release_id or "", 101 if self.share is None else self.share


def total(observations: Iterable[Figures]) -> Figures:
    """The sum of observations."""
    return Figures().plus(*observations)


@dataclass(frozen=True, slots=True)
class PutVersion:
    """Write a version record if its stored revision is `expected`; None: if there is none yet."""

    record: VersionRecord
    expected: int | None


@dataclass(frozen=True, slots=True)
class PutRelease:
    """Write a release state if its stored revision is `expected`; None: if there is none yet."""

    state: ReleaseState
    expected: int | None


@dataclass(frozen=True, slots=True)
class Append:
    """Add to an agent's history, in the same commit as its `PutRelease`."""

    event: Event


Write = PutVersion | PutRelease | Append
