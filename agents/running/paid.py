"""What a record keeps about an answer, beside the answer itself."""

from datetime import UTC, datetime
from typing import Any

from agents.running.run import AgentResult
from schemas.agent import AgentVersion, Draft
from schemas.paid import PaidStep, Spend, cost_of


def paid_step(
    result: AgentResult[Any],
    version: AgentVersion,
    fingerprint: str,
    drafts: tuple[Draft, ...],
    tools: Spend | None = None,
) -> PaidStep:
    """What a step was asked, who answered, and what it took.

    `drafts` are the answers that were rejected before it; `tools` is what the turns that asked for tools cost.
    """
    return PaidStep(
        fingerprint=fingerprint,
        version=version.version,
        model=result.model,
        usage=result.usage,
        cost_usd=result.cost_usd,
        latency_s=round(result.latency_s, 4),
        attempts=result.attempts,
        drafts_usd=cost_of(drafts),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        tier=result.tier,
        tools=tools if tools is not None and tools.calls else None,
    )
