"""The kits of win-back's agents."""

from typing import Any

from agents.core.kit import AgentKit
from agents.winback import campaign, churn_analysis, trials
from schemas.campaign import Campaign, CampaignInput
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

_FIELDS = tuple(name for name in CustomerView.model_fields if name != "context")


def _analyse(inputs: ChurnAnalysisInput) -> ChurnAnalysis:
    from agents.winback.offline.churn_analysis import analyse  # noqa: PLC0415 -- 0.3 MB of weights, only where they answer

    return analyse(inputs)


def _write(inputs: CampaignInput) -> Campaign:
    from agents.winback.offline.campaign import write  # noqa: PLC0415 -- as above

    return write(inputs)


KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(churn_analysis.AGENT, _analyse, trials.analyses, "winback/churn-analysis", _FIELDS),
    AgentKit(campaign.AGENT, _write, trials.campaigns, "winback/campaign", _FIELDS),
)
