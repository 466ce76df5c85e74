"""Which findings may cause an action, which route it takes, and when it may go out."""

from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from agents.core.yaml_file import read_yaml
from schemas.address import written
from schemas.channels import ChannelKind
from schemas.errors import BadInputError
from schemas.revenue.finding import Finding, Severity

PATH = Path(__file__).resolve().parent.parent / "policy.yaml"
_RANK: dict[Severity, int] = {"low": 0, "medium": 1, "high": 2}
_STRICT = ConfigDict(extra="forbid", frozen=True)
_SATURDAY = 5


class Quiet(BaseModel):
    """Hours of the day, over midnight where they end before they begin, in which nothing is sent."""

    model_config = _STRICT

    begin: time = Field(alias="from")
    to: time
    weekends: bool = False

    def holds(self, local: datetime) -> bool:
        """Whether it is quiet at this moment of the policy's time zone."""
        if self.weekends and local.weekday() >= _SATURDAY:
            return True
        now = local.time()
        if self.begin <= self.to:
            return self.begin <= now < self.to
        return now >= self.begin or now < self.to


class Team(BaseModel):
    """Owners whose findings go to one address."""

    model_config = _STRICT

    to: str
    owners: tuple[str, ...]

    @field_validator("to")
    @classmethod
    def _is_address(cls, text: str) -> str:
        if written(text) is None:
            raise ValueError("is not an email address")
        return text


class Route(BaseModel):
    """One way for actions to go out: a channel, and the findings that use it."""

    model_config = _STRICT

    channel: ChannelKind
    by: Literal["all", "owner", "team", "finding"] = "all"
    kinds: frozenset[str]
    least_severity: Severity = "medium"
    least_stake_usd: float = Field(default=0.0, ge=0)
    approval: bool = Field(default=False, description="Whether a person has to approve each.")

    def takes(self, finding: Finding) -> bool:
        """Whether a finding may go this way."""
        large = finding.revenue_at_stake >= self.least_stake_usd
        return finding.kind in self.kinds and _RANK[finding.severity] >= _RANK[self.least_severity] and large


class ActionPolicy(BaseModel):
    """The actions that an environment allows."""

    model_config = _STRICT

    sends: bool = Field(description="Whether a run sends; else it only says what it would send.")
    time_zone: str
    quiet: Quiet | None
    most_a_message: int = Field(ge=1, le=50)
    most_a_day: int = Field(ge=1)
    proposer_may_approve: bool
    teams: dict[str, Team]
    routes: tuple[Route, ...]

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("is not a time zone") from None
        return name

    def local(self, now: datetime) -> datetime:
        """A moment in the policy's time zone."""
        return now.astimezone(ZoneInfo(self.time_zone))

    def is_quiet(self, now: datetime) -> bool:
        """Whether nothing is sent at this moment."""
        return self.quiet is not None and self.quiet.holds(self.local(now))


def action_policy(environment: str, said: dict[str, Any] | None = None) -> ActionPolicy:
    """The policy of an environment. Raises `BadInputError` if somebody broke it."""
    found = read_yaml(PATH) if said is None else said
    try:
        own = (found.get("environments") or {}).get(environment) or {}
        return ActionPolicy.model_validate({**found.get("default", {}), **own})
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{PATH}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
