"""What was paid for: a step with its answer, sums, and why there is no answer."""

from collections.abc import Iterable
from math import ceil

from pydantic import BaseModel, ConfigDict, Field

from schemas.agent import Draft, Tier, Usage
from schemas.messages import Message


class Spend(BaseModel):
    """Everything paid, rejected answers included. `cost_usd` is None if a price is unknown."""

    model_config = ConfigDict(frozen=True)

    calls: int = 0
    usage: Usage = Usage()
    cost_usd: float | None = 0.0

    def plus(self, usage: Usage, cost_usd: float | None, calls: int = 1) -> "Spend":
        """This plus further calls."""
        known = self.cost_usd is not None and cost_usd is not None
        total = (self.cost_usd or 0.0) + (cost_usd or 0.0) if known else None
        return Spend(calls=self.calls + calls, usage=self.usage + usage, cost_usd=total)


class ToolTurns(BaseModel):
    """What was paid for of a loop with tools whose answer is still to come."""

    model_config = ConfigDict(frozen=True)

    of: str  # fingerprint of the step that they belong to
    messages: tuple[Message, ...] = ()  # what the model asked for and what its tools gave, oldest first
    spent: Spend = Spend()  # on these turns

    def plus(self, message: Message) -> "ToolTurns":
        """With one turn more."""
        return self.model_copy(update={"messages": (*self.messages, message)})

    def paid(self, usage: Usage, cost_usd: float | None) -> "ToolTurns":
        """With what one call more took."""
        return self.model_copy(update={"spent": self.spent.plus(usage, cost_usd)})


class PaidStep(BaseModel):
    """What produced an output, and what it cost. Latency in seconds, of the valid answer."""

    model_config = ConfigDict(frozen=True)

    fingerprint: str  # of what was asked; equal means that paying again could not give a different task
    version: str  # of the agent
    model: str  # who answered
    usage: Usage  # of the answer that held
    cost_usd: float | None  # of the same; None if no price is known
    latency_s: float  # of the same
    attempts: int  # answers that it took, rejected ones included
    drafts_usd: float | None = Field(default=0.0, description="What the rejected answers before it cost.")
    at: str = Field(default="", description="When it was paid, ISO 8601 in UTC.")
    tier: Tier = Field(
        default="on_demand",
        exclude_if=lambda tier: tier == "on_demand",
        description="How the answer was served, which decides its price.",
    )
    tools: Spend | None = Field(
        default=None,
        exclude_if=lambda spent: spent is None,
        description="What the answers before it that asked for tools cost; None, and not stored, where none did.",
    )

    @property
    def total_usd(self) -> float | None:
        """All of the step, rejected answers and those that asked for tools included; None if a price is unknown."""
        costs = (self.cost_usd, self.drafts_usd, 0.0 if self.tools is None else self.tools.cost_usd)
        return None if None in costs else sum(filter(None, costs), 0.0)

    @property
    def timed(self) -> bool:
        """Whether its latency says how fast the model is: an answer of a batch job waits for the job."""
        return self.tier != "batch"

    @property
    def is_trial(self) -> bool:
        """Whether the rules of `offline` answered (`offline:<version of the rules>`) instead of a model."""
        return self.model.partition(":")[0] == "offline"


class Failure(BaseModel):
    """Why a subject has no result."""

    model_config = ConfigDict(frozen=True)

    step: str
    message: str
    guardrail: bool = Field(default=False, description="Whether all answers broke the rules, or were blocked.")


class Latency(BaseModel):
    """Percentiles of answers' latencies, in seconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Latency":
        """Percentiles by nearest rank: the smallest value that this share does not exceed; 0 without answers."""
        ordered = sorted(seconds) or [0.0]

        def rank(share: float) -> float:
            return round(ordered[max(0, ceil(share * len(ordered)) - 1)], 4)

        return cls(p50=rank(0.50), p95=rank(0.95), p99=rank(0.99))


def cost_of(drafts: tuple[Draft, ...]) -> float | None:
    """What rejected answers cost together, in dollars; None if a price is unknown."""
    costs = [draft.cost_usd for draft in drafts]
    return None if None in costs else sum(filter(None, costs))
