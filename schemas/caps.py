"""Hard caps on what agents may spend in a day, and what is kept of that. All amounts are US dollars."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schemas.environment import LOCAL

Usd = Annotated[float, Field(gt=0, le=1_000_000)]


class CapRules(BaseModel):
    """`deployments/caps/default.yaml` with an environment's own file over it. A cap that is null does not hold."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    environment: str = Field(default=LOCAL, description="By the file's name, not in it.")
    day_usd: Usd | None = Field(default=None, description="All agents together, in a day (UTC).")
    agent_usd: Usd | None = Field(default=None, description="Each agent that `agents` does not name, in a day.")
    agents: dict[str, Usd | None] = Field(default_factory=dict, description="By agent, in a day; null for no cap.")
    customer_usd: Usd | None = Field(default=None, description="All agents together for one customer, in a day.")

    def of_agent(self, agent: str) -> float | None:
        """The cap of an agent; None if there is none."""
        return self.agents.get(agent, self.agent_usd)

    @property
    def any(self) -> bool:
        """Whether there is a cap at all."""
        return any((self.day_usd, self.agent_usd, self.customer_usd, *self.agents.values()))


class CapSpend(BaseModel):
    """What is drawn from one cap in one day: written before calls spend it, so a kill can hide nothing."""

    model_config = ConfigDict(frozen=True)

    drawn_usd: float = Field(ge=0, description="The most that can have been spent.")
    refused_at: str | None = Field(default=None, description="When a call was refused first.")
    says: str = Field(default="", max_length=400, description="What that call was told.")


class CapShown(CapSpend):
    """One cap, and what is drawn from it today."""

    scope: str = Field(description="`day`, `agent/<name>` or `customer/<hash>`.")
    cap_usd: float | None = Field(description="None where something was drawn and there is no cap any more.")
