"""What an analysis is: a question, thresholds per customer type, a schedule. Data, read from definitions.yaml."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict, Field

from schemas.revenue.finding import AnalysisName, Severity

Thresholds = dict[str, float]


class Schedule(BaseModel):
    """When it runs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str
    cron: str
    timezone: str = "UTC"
    active: bool = True


class Teachable(BaseModel):
    """A threshold that verdicts of people may move, and how far."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    threshold: str
    most: float


class Taught(BaseModel):
    """A threshold that was moved, and since what."""

    model_config = ConfigDict(frozen=True)

    kind: str
    customer_type: str | None
    threshold: str
    usual: float
    now: float
    wrong: int
    snoozed: int
    of: int

    @property
    def line(self) -> str:
        """For a person: `decline 0.24 instead of 0.2 for commitment, since 9 of 20 … were called wrong`."""
        whom = f" for {self.customer_type.replace('_', ' ')}" if self.customer_type else ""
        also = f" and {self.snoozed} snoozed" if self.snoozed else ""
        kind = self.kind.replace("_", " ")
        return (
            f"threshold {self.threshold.replace('_', ' ')} {self.now:g} instead of {self.usual:g}{whom}, since "
            f"{self.wrong} of {self.of} ({kind}) were called wrong{also}"
        )


class Definition(BaseModel):
    """One analysis."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: AnalysisName
    title: str
    question: str
    metrics: tuple[str, ...] = Field(description="The named metrics that it rests on.")
    thresholds: dict[str, Thresholds] = Field(
        description="By customer type; `default` for all, the others override it."
    )
    severities: dict[Severity, float] = Field(description="From how many dollars at stake on; `low` is the rest.")
    actions: dict[str, tuple[str, ...]] = Field(description="By kind of finding: what to do.")
    teachable: dict[str, Teachable] = Field(default={}, description="By kind: what verdicts may move.")
    prompt: str = Field(default="revenue-analysis", description="The agent that explains and ranks its findings.")
    schedule: Schedule

    def threshold(self, name: str, customer_type: str | None = None) -> float:
        """A threshold, the customer type's where it has its own."""
        return self.thresholds.get(customer_type or "", {}).get(name, self.thresholds["default"][name])

    def taught_by(self, taught: Iterable[Taught]) -> "Definition":
        """The same with thresholds as they were moved."""
        thresholds = {group: dict(values) for group, values in self.thresholds.items()}
        for one in taught:
            thresholds.setdefault(one.customer_type or "default", {})[one.threshold] = one.now
        return self.model_copy(update={"thresholds": thresholds})

    def severity(self, dollars: float) -> Severity:
        """How much it matters, by what is at stake."""
        return (
            "high"
            if dollars >= self.severities["high"]
            else "medium"
            if dollars >= self.severities["medium"]
            else "low"
        )
