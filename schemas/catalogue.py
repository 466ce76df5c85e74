"""What `revive agents` shows: versions with what they serve, and how they fare."""

from typing import Any

from pydantic import BaseModel, Field

from schemas.agent import AgentVersion
from schemas.registry import EvaluationSummary, Figures, ReleaseState


class Performance(BaseModel):
    """Figures as rates and means; None where nothing is known."""

    uploads: int
    customers: int
    error_rate: float | None = None
    held_rate: float | None = None
    repair_rate: float | None = None
    guardrail: int = 0
    quality: float | None = None
    quality_n: int = 0
    usd_per_customer: float | None = None
    p95_s: float | None = None

    @classmethod
    def of(cls, figures: Figures, uploads: int) -> "Performance":
        """From sums."""
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
    status: str
    percent: int
    model: str
    why: str
    content_hash: str
    registered: bool
    in_project: bool
    file_changed: bool
    problem: str = Field(default="", description="Why the project's file cannot be used.")
    created_at: str | None = None
    created_by: str | None = None
    changed_at: str | None = None
    changed_by: str | None = None


class AgentShown(BaseModel):
    """One agent: who is served by what, and how that goes."""

    agent: str
    registry: str
    release: ReleaseState | None
    production_yaml: str
    versions: list[Listed]
    live: dict[str, Performance]
    in_release: dict[str, Performance]
    warnings: list[str]


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
