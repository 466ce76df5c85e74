"""A release: what a version must show before more subjects get it, and what was decided on which figures."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from schemas.agent import NewVersion
from schemas.environment import LOCAL
from schemas.registry import EvaluationSummary, Event, ReleaseState

Points = Annotated[float, Field(gt=0, le=1, description="A share: 0.05 is 5 points of 100.")]
Times = Annotated[float, Field(ge=1, allow_inf_nan=False, description="A factor: 1.25 is a quarter more.")]
Hours = Annotated[float, Field(ge=0, le=8760)]  # a year; what is longer is a slip, and no calendar holds it
Action = Literal["advance", "hold", "roll_back", "promote"]
Result = Literal["success", "failure", "inconclusive", "stop", "unknown"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Margins(_Part):
    """How much worse than production still counts as good."""

    quality: Points | None = Field(
        description="How many points the candidate's quality score may be lower; None: live quality is not compared."
    )
    held: Points = Field(description="How many points the share of customers on hold may differ, up or down.")
    cost: Times = Field(description="The most, as a multiple of production's cost per customer.")
    latency: Times = Field(description="The most, as a multiple of production's p95 latency.")


class Stops(_Part):
    """What rolls back a candidate at once. Rates are points above production's over the same period."""

    minimum_customers: int = Field(ge=10, description="Customers of the candidate; nothing is decided on fewer.")
    error_rate: Points = Field(description="Customers without a result.")
    broken_rate: Points = Field(description="Answers that broke their schema or a rule and went back to the model.")
    guardrail_rate: Points = Field(description="Answers that a guardrail refused.")
    cost: Times = Field(description="The most, as a multiple of production's cost per customer.")


class OutcomeRule(_Part):
    """What came of an agent's emails decides, in place of people's opinions of them."""

    counts: Literal["replied", "reactivated"] = Field(description="What is counted as success.")
    days: Literal[30, 60, 90] = Field(description="After the first email; customers count once so many days are over.")
    margin: Points = Field(description="How many points lower that share may be.")
    silenced: Points = Field(description="The most points above production's share who unsubscribed or complained.")


class ShadowReplay(_Part):
    """Both versions over the same past subjects, if too few live ones were measured; once per release."""

    after_hours: Hours = Field(description="Hours into a step, if the live figures still rest on too few customers.")
    customers: int = Field(ge=50, description="Past customers; both versions are paid for on each.")


class Policy(_Part):
    """The rules for one environment's releases, from `deployments/release/`."""

    environment: str = Field(default=LOCAL, description="Whose rules they are; by the file's name, not in it.")
    steps: tuple[Annotated[int, Field(ge=1, le=100, strict=True)], ...] = Field(
        min_length=1, description="Percent of customers. After the last one the candidate is promoted."
    )
    minimum_customers: int = Field(ge=30, description="Customers per version and step, before the next step.")
    minimum_hours: Hours = Field(description="Hours per step, however many customers come.")
    approval: bool = Field(description="Whether a person must approve before the first customer.")
    self_approval: bool = Field(default=False, description="Whether that may be the person who began the release.")
    alpha: float = Field(gt=0, le=0.2, description="Chance that an equal candidate is rolled back, over a release.")
    margins: Margins  # how much worse than production still counts as good
    stops: Stops  # what rolls back at once
    outcomes: dict[str, OutcomeRule] = Field(default_factory=dict, description="By agent; most agents have none.")
    shadow_replay: ShadowReplay | None = Field(description="None if it may not stand in for live observations.")

    @field_validator("steps")
    @classmethod
    def _ascending(cls, steps: tuple[int, ...]) -> tuple[int, ...]:
        if list(steps) != sorted(set(steps)):
            raise ValueError("must rise")
        return steps

    def after(self, share: int) -> int | None:
        """The index of the next step; None after the last. Found by share, as a policy may change during a release."""
        return next((index for index, step in enumerate(self.steps) if step > share), None)


class Check(BaseModel):
    """One figure of the candidate compared with production's, and the result. None: nothing was counted."""

    model_config = ConfigDict(frozen=True)

    name: str  # of the figure
    candidate: float | None = None  # the candidate's
    production: float | None = None  # production's
    result: Result  # what it says of the candidate
    says: str = Field(description="In words, with its limit.")
    needs: int = Field(default=0, description="How many more customers of the candidate it takes, if inconclusive.")


class ReleaseGate(BaseModel):
    """The outcome of the evaluation against production, and whether the candidate may go on."""

    model_config = ConfigDict(frozen=True)

    passed: bool
    why: str
    summary: EvaluationSummary
    figures: dict[str, Any] = Field(default_factory=dict)


class Replay(BaseModel):
    """The outcome of a shadow replay: both versions over the same past subjects."""

    model_config = ConfigDict(frozen=True)

    result: Literal["success", "failure", "inconclusive"]
    says: str
    judged: bool = Field(
        default=False, description="Whether a judge that agrees with people decided, rather than rules alone."
    )


class Vouched(BaseModel):
    """A person who has read the candidate's answers says that they are as good as production's."""

    model_config = ConfigDict(frozen=True)

    by: str
    says: str


class Decision(BaseModel):
    """What to do with a release now. `why` is one line; `replay` asks for a shadow replay."""

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
    """Parameters of the flow `deploy-agent-version`."""

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
