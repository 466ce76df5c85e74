"""What an evaluation or a comparison is asked to do."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.agent import NewVersion, SemanticVersion
from schemas.bulk import UploadId
from schemas.case import Tag

AgentName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]


class _Asked(BaseModel):
    """Parameters of both flows: which agent, over which cases, how often, for how much."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agent: AgentName  # by name
    cases: str | None = Field(default=None, description="A folder or file of cases. Default: the agent's golden cases.")
    tags: tuple[Tag, ...] = Field(default=(), description="Only cases with one of these tags.")
    upload_id: UploadId | None = Field(default=None, description="Use past customers of this upload instead of cases.")
    sample: int = Field(default=100, ge=1, le=10_000, description="How many of them, drawn by a hash of their id.")
    k: int = Field(default=1, ge=1, le=20, description="How often to ask each case; it passes if every answer does.")
    judge: bool = Field(default=True, description="Whether the judge scores the answers, too.")
    fresh: bool = Field(default=False, description="Ask everything again, even what was answered and paid for before.")
    concurrency: int = Field(default=8, ge=1, le=1_000, description="Model calls in flight.")
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="Stop before spending more; what is paid is kept."
    )

    @model_validator(mode="after")
    def _one_source(self) -> "_Asked":
        if self.upload_id is not None and (self.cases is not None or self.tags):
            raise ValueError("give either an upload or cases")
        return self


class EvaluateParams(_Asked):
    """One version over cases, or over a sample of past customers."""

    version: NewVersion
    min_pass_rate: float | None = Field(
        default=None, ge=0, le=1, description="The gate fails below this share of cases that pass."
    )


class CompareParams(_Asked):
    """Two versions over the same cases, paired. The gate fails where the candidate is worse."""

    candidate: NewVersion
    baseline: SemanticVersion | None = Field(default=None, description="Default: the version in production.")
    margin: float = Field(default=0.05, gt=0, le=1, description="The smallest difference that matters.")
    rule_out_loss: bool = Field(
        default=False, description="The gate also fails unless a loss of the margin can be ruled out."
    )
