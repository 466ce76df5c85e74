"""What a model is given of a finding."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from schemas.revenue.finding import Severity


class EvidenceView(BaseModel):
    """A row that was returned, without what a model must not see."""

    model_config = ConfigDict(frozen=True)

    source: str
    row: dict[str, Any]
    says: str


class FindingView(BaseModel):
    """A finding as a model sees it: names are pseudonyms."""

    model_config = ConfigDict(frozen=True)

    analysis: str
    question: str
    kind: str
    about: str
    owner: str
    severity: Severity
    revenue_at_stake: float
    summary: str
    evidence: tuple[EvidenceView, ...]
    actions: tuple[str, ...]


class ExplainInput(BaseModel):
    """One finding, and what whoever reads it should know."""

    model_config = ConfigDict(frozen=True)

    finding: FindingView
    context: str = ""
