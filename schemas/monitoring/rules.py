"""The rules of a watch, as data: what is an alert, how bad it is, whom it is told to."""

from datetime import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from schemas.environment import LOCAL
from schemas.monitoring.figures import Count

Severity = Literal["page", "ticket"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ChannelName = Literal["webhook", "slack", "email", "sns"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
Hours = Annotated[int, Field(ge=1, le=48)]
WindowHours = Annotated[int, Field(ge=1, le=336)]
Times = Annotated[float, Field(gt=1, le=100)]
Chance = Annotated[float, Field(gt=0, le=0.1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(_Part):
    severity: Severity = Field(description="page: somebody gets up; ticket: somebody looks tomorrow.")
    says: str = Field(min_length=3, max_length=200, description="What is wrong, in a few words.")
    agents: tuple[str, ...] = Field(default=(), description="Only for these; empty for all.")


class BurnRule(_Rule):
    """A share of bad answers that is a multiple of the usual one, in a long window and still in the last hour."""

    kind: Literal["burn"]
    bad: Literal["errors", "repairs", "guardrail", "handed_over", "slow"]
    times: Times = Field(description="How many times the usual share.")
    windows: tuple[Hours, ...] = Field(min_length=1, description="Long windows, in hours; one of them is enough.")
    least: int = Field(ge=3, description="Bad answers in the long window, below which nothing is said.")
    floor: float = Field(gt=0, lt=1, description="A usual share below this counts as this.")
    chance: Chance = Field(description="How rarely a window may have so many while all is as usual.")
    p95_times: float = Field(
        default=1.0, ge=1, le=100, description="Of slow ones: and the p95 is so many times as long."
    )


class FallingRule(_Rule):
    """A share that has fallen against the four weeks before, by more than days differ."""

    kind: Literal["falling"]
    part: Count
    of: Count
    margin: float = Field(gt=0, lt=1, description="Points that it has to be lower.")
    deviations: float = Field(ge=2, le=100, description="In standard errors, days that differ included.")
    windows: tuple[WindowHours, ...] = Field(min_length=1, description="In hours; one of them is enough.")
    least: int = Field(ge=20, description="Answers in the window.")


class RisingRule(_Rule):
    """A mean (dollars a run) that is a multiple of the usual one."""

    kind: Literal["rising"]
    times: Times
    hours: Hours
    alpha: Chance
    least: int = Field(ge=10, description="Runs with a known cost.")


class DriftRule(_Rule):
    """What comes in has changed against the days before."""

    kind: Literal["drift"]
    effect: float = Field(gt=0, le=5, description="The least population stability index.")
    rate: Chance = Field(description="Share of false ones among the features said to have drifted.")
    least: int = Field(ge=50, description="Subjects within 24 hours.")


class UnusualRule(_Rule):
    """An hour like none of this hour and weekday in the weeks before, twice in a row."""

    kind: Literal["unusual"]
    figure: Literal["runs", "cost_usd", "input_tokens", "output_tokens"]
    way: Literal["more", "less"]
    deviations: float = Field(ge=3, le=100)
    times: Times = Field(description="And so many times more, or less, than the median.")
    least: float = Field(gt=0, description="Median (less) or value (more) below which nothing is said.")


class GaugeRule(_Rule):
    """What a system says of itself is above a limit, in each look of so many minutes."""

    kind: Literal["gauge"]
    gauge: str
    above: float
    for_minutes: int = Field(default=0, ge=0, le=1440)


class RunsRule(_Rule):
    """A run that Prefect knows of failed, did not start, or found nothing for so long."""

    kind: Literal["runs"]
    what: Literal["failed", "late", "nothing"]
    minutes: int = Field(default=30, ge=1, le=1440, description="late: after the time at which it was to start.")
    times: int = Field(default=3, ge=1, le=100, description="nothing: so many runs in a row.")
    deployments: tuple[str, ...] = Field(default=(), description="Only of these, as flow/name; empty for all.")


class CapRule(_Rule):
    """A cap of the day has refused a call."""

    kind: Literal["cap"]


class UnseenRule(_Rule):
    """Something cannot be looked at: a queue, a system, the registry."""

    kind: Literal["unseen"]


Rule = Annotated[
    BurnRule | FallingRule | RisingRule | DriftRule | UnusualRule | GaugeRule | RunsRule | CapRule | UnseenRule,
    Field(discriminator="kind"),
]


class Maintenance(_Part):
    """A weekly window in which nobody is told, in UTC. One that ends before it begins goes past midnight."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    begins: time
    ends: time
    rules: tuple[Name, ...] = Field(default=(), description="Empty for all.")
    why: str = Field(min_length=3, max_length=200)


class Rules(_Part):
    """`deployments/watch/default.yaml` with an environment's own file over it."""

    environment: str = Field(default=LOCAL, description="By the file's name, not in it.")
    rules: dict[Name, Rule]
    tell: dict[Severity, tuple[ChannelName, ...]] = Field(description="By severity, where it goes.")
    runbooks: str = Field(description="What stands before #rule in a link; a page, or an address of your own.")
    clear_after_looks: int = Field(ge=1, le=100, description="An alert is over after so many looks without it.")
    maintenance: tuple[Maintenance, ...] = ()

    @model_validator(mode="after")
    def _windows_name_rules(self) -> "Rules":
        unknown = {name for one in self.maintenance for name in one.rules if name not in self.rules}
        if unknown:
            raise ValueError(f"maintenance: no rule is called {', '.join(sorted(unknown))}")
        return self
