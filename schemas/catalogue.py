"""What `revive agents` shows: versions, whom they serve, and how they perform."""

from typing import Any

from pydantic import BaseModel, Field

from schemas.agent import AgentVersion
from schemas.registry import EvaluationSummary, Figures, ReleaseState


class Performance(BaseModel):
    """Figures as rates and means; None if nothing is known."""

    uploads: int  # in which the version was asked
    customers: int  # about whom it was asked, errors included
    error_rate: float | None = None  # share without an answer that holds
    held_rate: float | None = None  # share not written to
    repair_rate: float | None = None  # share whose first answer did not hold
    guardrail: int = 0  # how many of the errors were blocked, or broke a rule to the end
    quality: float | None = None  # mean from 0 to 1 of what people or outcomes said
    quality_n: int = 0  # over so many subjects
    usd_per_customer: float | None = None  # mean over those whose cost is known
    p95_s: float | None = None  # 95% of the answers took at most so many seconds

    @classmethod
    def of(cls, figures: Figures, uploads: int) -> "Performance":
        """The performance from summed figures."""
        return cls(
            uploads=uploads,
            customers=figures.customers,
            error_rate=_over(figures.errors, figures.customers),
            held_rate=_over(figures.held, figures.customers),
            repair_rate=_over(figures.repairs, figures.customers),
            guardrail=figures.guardrail,
            quality=_over(figures.quality_sum, figures.quality_n),
            quality_n=figures.quality_n,
            usd_per_customer=_over(figures.cost_usd_sum, figures.cost_n),
            p95_s=figures.latency_s(0.95),
        )


class Listed(BaseModel):
    """One version of an agent."""

    agent: str
    version: str
    status: str  # `VersionStatus`; production or unregistered where the registry does not know it
    percent: int  # of the subjects that it serves now
    model: str
    why: str  # why this version exists
    content_hash: str
    registered: bool  # whether the registry knows it
    in_project: bool  # whether its file is below prompts/
    file_changed: bool  # whether that file no longer has the registered content
    problem: str = Field(default="", description="Why the file in the project cannot be used.")
    created_at: str | None = None  # when it was registered
    created_by: str | None = None  # by whom
    changed_at: str | None = None  # when its status changed last
    changed_by: str | None = None  # by whom


class AgentShown(BaseModel):
    """One agent: which version serves whom, and how they perform."""

    agent: str
    registry: str  # its URL
    release: ReleaseState | None  # None if the registry does not know the agent yet
    production_yaml: str  # the version that prompts/production.yaml names
    versions: list[Listed]
    live: dict[str, Performance]  # by version: over all uploads
    in_release: dict[str, Performance]  # by version: since the present release began
    warnings: list[str]  # what does not fit together, a sentence each


class VersionShown(Listed):
    """One version, with its content."""

    evaluation: EvaluationSummary | None
    live: Performance
    content: AgentVersion


class VersionDiff(BaseModel):
    """Two versions of one agent."""

    before: str
    after: str
    why: str
    changes: dict[str, dict[str, Any]]
    prompts: dict[str, list[str]]


def _over(part: float, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None
