"""What is kept of a live question on its way: what was paid, as soon as it is, and each stage with what it took."""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.support.interaction import Interaction, Outcome

StageEnd = Literal["done", "failed", "stopped"]


class StageDone(BaseModel):
    """One stage: how long it took, how it ended, and, where an agent was asked, which version and for how much."""

    model_config = ConfigDict(frozen=True)

    stage: str  # guardrails, history, intent, retrieve; answer and judge with the number of the attempt, from 1
    ms: float
    ended: StageEnd = "done"  # stopped: by a guardrail
    version: str | None = None
    model: str | None = None
    cost_usd: float | None = 0.0  # None if no price is known


class Trail(BaseModel):
    """A live question. Without an outcome its process was killed, or it is being answered now."""

    interaction_id: str
    session_id: str
    user_id: str  # `-` of somebody anonymous
    at: AwareDatetime  # when it was last written
    until: AwareDatetime  # its deadline: from then on nobody is at it any more
    record: Interaction | None = None  # None if no model was asked
    stages: tuple[StageDone, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    lost_calls: int = 0  # that were under way when a process was killed, and may have been charged

    @property
    def cost_usd(self) -> float | None:
        """What is known to be paid."""
        return 0.0 if self.record is None else self.record.spent.cost_usd
