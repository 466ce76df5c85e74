"""A finding: what an analysis says of one account, deal, competitor or segment, and the rows that it rests on."""

from hashlib import sha256
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from schemas.revenue.explanation import Explanation

AnalysisName = Literal["A1", "A2", "A3", "A4", "A5", "A6"]
Severity = Literal["high", "medium", "low"]
SubjectType = Literal["account", "deal", "competitor", "segment"]


class FindingSubject(BaseModel):
    """What it is about."""

    model_config = ConfigDict(frozen=True)

    type: SubjectType
    id: str


class Evidence(BaseModel):
    """A row that was returned, or some columns of it."""

    model_config = ConfigDict(frozen=True)

    source: str = Field(description="Which of the gathered tables the row is of.")
    row: dict[str, Any]
    says: str = Field(description="The row in words, for a person.")


class WeekUsed(BaseModel):
    """What an account used a day in a week."""

    model_config = ConfigDict(frozen=True)

    week: str = Field(description="Its Monday.")
    daily_units: float


class Finding(BaseModel):
    """One finding. Its figures are computed in code."""

    analysis: AnalysisName
    kind: str
    subject: FindingSubject
    account_id: str | None = None
    account_name: str | None = None
    owner: str | None = Field(default=None, description="Who of ours should do something about it.")
    severity: Severity
    revenue_at_stake: float = Field(ge=0, description="Dollars a year, or the amount of the deal.")
    summary: str
    evidence: tuple[Evidence, ...]
    actions: tuple[str, ...] = ()
    customer_type: str | None = Field(
        default=None, exclude_if=lambda said: said is None, description="Whose thresholds it was compared with."
    )
    p_value: float | None = Field(
        default=None, description="How often chance alone shows as much; None without a test."
    )

    weekly: tuple[WeekUsed, ...] = Field(
        default=(), exclude_if=lambda weeks: not weeks, description="The account's usage, for a chart; not for a model."
    )
    explanation: Explanation | None = Field(
        default=None, exclude_if=lambda said: said is None, description="What a model, or offline's rules, say of it."
    )

    @property
    def finding_id(self) -> str:
        """The same finding on another day has the same id."""
        said = f"{self.analysis}/{self.kind}/{self.subject.type}/{self.subject.id}"
        return sha256(said.encode()).hexdigest()[:16]


class AnalysisResult(BaseModel):
    """What a run of an analysis gives."""

    session_id: str
    analysis: AnalysisName
    status: Literal["complete", "partial"]
    question: str
    as_of: str = Field(description="The newest complete day of the warehouse, or the day that was asked for.")
    findings: tuple[Finding, ...]
    dropped: dict[str, int] = Field(default_factory=dict, description="By reason: what was seen and is no finding.")
    beyond_max: tuple[str, ...] = Field(
        default=(), exclude_if=lambda ids: not ids, description="Ids of the findings that the maximum left out."
    )
    taught: tuple[str, ...] = Field(
        default=(), exclude_if=lambda said: not said, description="Thresholds that people's verdicts moved, in words."
    )
    partial: tuple[str, ...] = Field(default=(), description="What could not be read; what rests on it is missing.")
    doubts: tuple[str, ...] = Field(
        default=(), exclude_if=lambda said: not said, description="What may mean something else than it was taken for."
    )
    looked_at: int = Field(default=0, description="How many accounts, deals or competitors the analysis looked at.")
    cost_usd: float | None = Field(default=0.0, description="None where the price of a model is not known.")
    seconds: float = 0.0
