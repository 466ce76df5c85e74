"""A release: what it must show before more customers get a version, and what was decided on which figures."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from schemas.agent import NewVersion
from schemas.registry import EvaluationSummary, Event, ReleaseState

Points = Annotated[float, Field(gt=0, le=1, description="A share: 0.05 is 5 points of 100.")]
Times = Annotated[float, Field(ge=1, allow_inf_nan=False, description="A factor: 1.25 is a quarter more.")]
Action = Literal["advance", "hold", "roll_back", "promote"]
Result = Literal["success", "failure", "inconclusive", "stop", "unknown"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Margins(_Part):
    """How much worse than production still counts as good."""

    quality: Points | None = Field(
        description="Points of the quality score that the candidate may be lower; None: live quality is not compared."
    )
    held: Points = Field(description="Points of the share of customers on hold, up or down.")
    cost: Times = Field(description="So many times production's cost per customer.")
    latency: Times = Field(description="So many times production's p95 latency.")


class Stops(_Part):
    """What rolls back at once. Rates are points above production's over the same period."""

    minimum_customers: int = Field(ge=10, description="Of the candidate; nothing is decided on fewer.")
    error_rate: Points = Field(description="Customers without a result.")
    broken_rate: Points = Field(description="Answers that broke their schema or a rule and went back to the model.")
    guardrail_rate: Points = Field(description="Answers that a guardrail refused.")
    cost: Times = Field(description="So many times production's cost per customer.")


class ShadowReplay(_Part):
    """Both versions over the same past customers, where too few live ones were measured; once a release."""

    after_hours: float = Field(ge=0, description="Of a step, when the live figures still rest on too few customers.")
    customers: int = Field(ge=50, description="Past customers; both versions are paid for on each.")


class Policy(_Part):
    """The rules of one environment's releases: `deployments/release/`."""

    steps: tuple[Annotated[int, Field(ge=1, le=100)], ...] = Field(
        min_length=1, description="Percent of customers. After the last one the candidate is promoted."
    )
    minimum_customers: int = Field(ge=30, description="Per version and step, before a step is left.")
    minimum_hours: float = Field(ge=0, description="Per step, however many customers come.")
    approval: bool = Field(description="Whether a person says yes before the first customer.")
    self_approval: bool = Field(default=False, description="Whether that may be the person who began the release.")
    alpha: float = Field(gt=0, le=0.2, description="Chance that an equal candidate is rolled back, over a release.")
    margins: Margins  # how much worse than production still counts as good
    stops: Stops  # what rolls back at once
    shadow_replay: ShadowReplay | None = Field(description="None where it may not stand in for live observations.")

    @field_validator("steps")
    @classmethod
    def _ascending(cls, steps: tuple[int, ...]) -> tuple[int, ...]:
        if list(steps) != sorted(set(steps)):
            raise ValueError("must rise")
        return steps

    def after(self, share: int) -> int | None:
        """The index of the next step; None after the last. By share, as a policy may change during a release."""
        return next((index for index, step in enumerate(self.steps) if step > share), None)


class Check(BaseModel):
    """One figure of the candidate beside production's, and what it says. None: nothing was counted."""

    model_config = ConfigDict(frozen=True)

    name: str  # of the figure
    candidate: float | None = None  # the candidate's
    production: float | None = None  # production's
    result: Result  # what it says of the candidate
    says: str = Field(description="In words, with its limit.")
    needs: int = Field(default=0, description="Further customers of the candidate, where it is inconclusive.")


class ReleaseGate(BaseModel):
    """What the evaluation against production said, and whether the candidate may go on."""

    model_config = ConfigDict(frozen=True)

    passed: bool
    why: str
    summary: EvaluationSummary
    figures: dict[str, Any] = Field(default_factory=dict)


class Replay(BaseModel):
    """What a shadow replay said: both versions over the same past customers."""

    model_config = ConfigDict(frozen=True)

    result: Literal["success", "failure", "inconclusive"]
    says: str
    judged: bool = Field(default=False, description="Whether a judge that agrees with people decided, not rules alone.")


class Vouched(BaseModel):
    """A person who read answers of the candidate says that they are as good as production's."""

    model_config = ConfigDict(frozen=True)

    by: str
    says: str


class Decision(BaseModel):
    """What is done with a release now. `why` is one line; `replay` asks for a shadow replay."""

    model_config = ConfigDict(frozen=True)

    action: Action
    why: str
    checks: tuple[Check, ...] = ()
    customers: tuple[int, int] = Field(default=(0, 0), description="Of the candidate and of production, in this step.")
    replay: bool = False


class ReleaseShown(BaseModel):
    """A release as `revive agents status` shows it: the state, what would be decided now, and what happened."""

    release: ReleaseState
    decision: Decision | None
    events: list[Event]


class ReleaseParams(BaseModel):
    """What the flow `deploy-agent-version` is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    agent: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(description="The agent's name.")
    version: NewVersion = Field(description="The candidate, e.g. 1.2.0: prompts/<system>/<agent>/<version>.yaml.")
    by: str | None = Field(default=None, description="Who releases it. Default: the login name.")
    replace: bool = Field(
        default=False, description="End the release of another version, once this one has passed its own gate."
    )
    max_cost_usd: float | None = Field(
        default=None, gt=0, allow_inf_nan=False, description="Stop the evaluation before spending more."
    )
