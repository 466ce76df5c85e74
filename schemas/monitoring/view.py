"""What a person sees of the watch."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.monitoring.alert import Alert, Silence
from schemas.monitoring.figures import Gauge
from schemas.registry import Instant


class Looked(BaseModel):
    """The last look, as the records keep it."""

    model_config = ConfigDict(frozen=True)

    at: Instant
    deep_at: Instant = Field(description="When it looked weeks back, for what became known late.")
    counted: int = 0  # readings that brought something new
    unseen: dict[str, str] = {}  # what could not be looked at, and why
    notes: tuple[str, ...] = ()  # what a person should know beside that
    gauges: tuple[Gauge, ...] = ()
    above_since: dict[str, Instant] = {}


class AgentToday(BaseModel):
    """One agent version today, beside what its agent usually does in a day. None where nothing is known."""

    model_config = ConfigDict(frozen=True)

    system: str
    agent: str
    version: str
    model: str
    runs: int
    usual_runs: float | None  # of the agent, a day
    success: float | None  # share
    approval: float | None
    satisfaction: float | None
    hand_over: float | None
    agreement: float | None
    p50_s: float | None
    p95_s: float | None
    p99_s: float | None
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    usd_per_run: float | None
    usd_per_outcome: float | None  # of those of whom it is known
    reasons: dict[str, int] = {}  # why there was no answer, the commonest first


class AlertView(BaseModel):
    """An alert, with who was told."""

    model_config = ConfigDict(frozen=True)

    alert: Alert
    silenced: bool
    told: dict[str, str] = Field(description="By channel: sent, failed, unknown, claimed, or not yet.")


class WatchView(BaseModel):
    """What is wrong, since when, what to do; and how the agents are."""

    model_config = ConfigDict(frozen=True)

    environment: str
    looked: Looked | None
    stale: bool = Field(description="Whether the watch itself has not looked for an hour, or never.")
    alerts: tuple[AlertView, ...]
    silences: tuple[Silence, ...]
    agents: tuple[AgentToday, ...]
