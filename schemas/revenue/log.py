"""What the log keeps: runs of analyses, findings as they are followed, and each night on which one was seen."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.revenue.finding import AnalysisName, Evidence, FindingSubject, Severity

InsightStatus = Literal["new", "acknowledged", "in_progress", "resolved", "dismissed"]
STATUSES: tuple[InsightStatus, ...] = ("new", "acknowledged", "in_progress", "resolved", "dismissed")
ENDED: frozenset[InsightStatus] = frozenset({"resolved", "dismissed"})
_KEPT = ConfigDict(frozen=True)


class Execution(BaseModel):
    """One run of an analysis."""

    model_config = _KEPT

    execution_id: str = Field(description="The session.")
    analysis: AnalysisName
    trigger: str
    target: str | None = None
    context: str = ""
    warehouse: str
    as_of: str = Field(description="The day that it looked from; empty where it failed before that was known.")
    started_at: str
    status: Literal["complete", "partial", "failed"]
    message: str = ""
    looked_at: int = 0
    findings: int = 0
    dropped: dict[str, int] = {}
    partial: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    cost_usd: float | None = 0.0
    seconds: float = 0.0
    actions: str = Field(default="", description="What became of its actions; empty where it was not to act.")


class Change(BaseModel):
    """What somebody, or a run, changed."""

    model_config = _KEPT

    at: str
    by: str
    what: str


class Tracked(BaseModel):
    """A finding as it is followed: one row, however often it is seen."""

    model_config = _KEPT

    finding_id: str
    analysis: AnalysisName
    kind: str
    subject: FindingSubject
    account_id: str | None = None
    account_name: str | None = None
    owner: str | None = None
    customer_type: str | None = None
    severity: Severity
    revenue_at_stake: float | None
    summary: str
    actions: tuple[str, ...] = ()
    title: str = Field(default="", description="What the agent says in one sentence; else the summary.")
    urgency: int | None = None
    occurrence: int = Field(default=1, description="How often it began: once more after it was gone.")
    opened_on: str = Field(description="The day of the warehouse on which it was first seen, this time.")
    last_seen: str = Field(description="The newest day of the warehouse on which it was seen.")
    last_session: str
    logged_at: str = Field(description="When it was logged first, this time.")
    seen_at: str = Field(description="When it was logged last: what is kept of it grows old from then on.")
    days_seen: int = 1
    closed_on: str | None = Field(default=None, description="The day on which it was gone.")
    severity_before: Severity | None = Field(default=None, description="Before it changed last.")
    status: InsightStatus = "new"
    wrong: bool = Field(default=False, description="Somebody said that it is no finding.")
    decided_by: str = ""
    decided_at: str = ""
    note: str = ""
    snoozed_until: str | None = None
    snoozes: int = 0
    history: tuple[Change, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether there is still something to do."""
        return self.closed_on is None and self.status not in ENDED and not self.wrong

    def snoozed(self, day: str) -> bool:
        """Whether it waits on that day (ISO)."""
        return self.snoozed_until is not None and day < self.snoozed_until


class Sighting(BaseModel):
    """One time that a finding was seen: what was measured then."""

    model_config = _KEPT

    execution_id: str
    finding_id: str
    analysis: AnalysisName
    kind: str
    occurrence: int
    as_of: str
    seen_at: str
    account_id: str | None = None
    customer_type: str | None = None
    severity: Severity
    revenue_at_stake: float | None
    p_value: float | None = None
    evidence: tuple[Evidence, ...] = ()
