"""Alerts: opened once, told once a channel, acknowledged by a person, over by themselves; and silences."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.monitoring.rules import Severity
from schemas.registry import Instant

AlertId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class Alert(BaseModel):
    """Something that is, or was, wrong."""

    model_config = ConfigDict(frozen=True)

    alert_id: AlertId
    rule: str
    about: str  # a system and its agent, a feature, a queue, a deployment
    severity: Severity
    title: str  # what the rule says
    says: str  # the figures, as of `seen_at`
    runbook: str  # where it stands what to do
    opened_at: Instant
    seen_at: Instant  # the last look at which it was so
    clear_looks: int = Field(default=0, description="Looks since, in a row, at which it was not.")
    acked_by: str = ""
    acked_at: Instant | None = None
    note: str = Field(default="", description="What whoever acknowledged it said.")
    closed_at: Instant | None = None

    @property
    def slot(self) -> str:
        """Of one slot at most one alert is open."""
        return f"{self.rule} {self.about}"


class Silence(BaseModel):
    """Until a moment, nobody is told of these. Alerts are opened all the same, and told afterwards if still open."""

    model_config = ConfigDict(frozen=True)

    silence_id: AlertId
    rule: str = Field(description="A rule, or `all`.")
    about: str = Field(default="", description="Whom it has to be about; empty for everybody.")
    until: Instant
    by: Named
    why: Why
    since: Instant


class AckGiven(BaseModel):
    """Who looks after an alert, over HTTP; the name is the caller's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: Why = ""


State = Literal["open", "closed"]
