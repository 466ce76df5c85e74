"""What a run over the findings of an analysis is asked, and the ledger's entry for one finding."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import BaseModel, Field

from schemas.agent import Draft
from schemas.bulk import RunParams
from schemas.connections import SourceName
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment
from schemas.revenue.explanation import Explanation
from schemas.revenue.finding import AnalysisName, Finding
from schemas.revenue.request import RevenueRequest


class RevenueParams(RunParams):
    """The parameters of a run, as the seed has them, beside those of every run."""

    system: ClassVar[str] = "revenue"
    noun: ClassVar[str] = "finding"
    locations: ClassVar[frozenset[str]] = frozenset({"source", "join", "warehouse"})
    decisive: ClassVar[frozenset[str]] = frozenset({"sample", "context"})

    analysis: AnalysisName = Field(default="A1", description="Which of the six.")
    warehouse: str | None = Field(
        default=None, description="A folder with a Parquet file a table, or a DuckDB file; ./warehouse by default."
    )
    target: str | None = Field(default=None, max_length=200, description="Only this account, by its id or name.")
    context: str = Field(default="", max_length=2000, description="What whoever reads the findings should know.")
    max_findings: int = Field(default=100, ge=1, le=10_000, description="The most findings that reach the model.")
    as_of: date | None = Field(default=None, description="An earlier day to look from; else the newest complete one.")
    connect: tuple[SourceName, ...] = Field(
        default=(), description="Services whose tables are read as they are now, in place of the warehouse's."
    )
    trigger: Literal["scheduled", "manual"] = Field(default="manual", description="What started the run.")
    act: bool = Field(
        default=False, description="Send what the environment's policy lets out; where it sends nothing, only say so."
    )

    @property
    def request(self) -> RevenueRequest:
        """What the analysis is asked."""
        names = ("analysis", "target", "context", "max_findings", "as_of", "trigger", "connect")
        said = {name: getattr(self, name) for name in names}
        return RevenueRequest(warehouse=self.warehouse or "./warehouse", **said)


class ExplanationStep(PaidStep):
    """A paid explanation."""

    output: Explanation


class FindingSubjectRow(BaseModel):
    """A finding as the machinery stores it: with its id, and the question that it answers."""

    finding_id: str
    question: str
    finding: Finding


class FindingRecord(BaseModel):
    """The ledger's entry for one finding."""

    finding_id: str
    versions: dict[str, str] = {}
    assigned: dict[str, Assignment] = {}
    row: FindingSubjectRow
    explanation: ExplanationStep | None = None
    drafts_of: str | None = None
    drafts: tuple[Draft, ...] = ()
    spent: Spend = Spend()
    error: Failure | None = None

    @property
    def subject_id(self) -> str:
        """The finding's id."""
        return self.finding_id

    @property
    def subject(self) -> FindingSubjectRow:
        """The finding as it was taken in."""
        return self.row

    @property
    def held(self) -> bool:
        """Findings are not held."""
        return False

    @property
    def waits(self) -> bool:
        """Nor do they wait."""
        return False

    @property
    def complete(self) -> bool:
        """Whether it is explained."""
        return self.explanation is not None
