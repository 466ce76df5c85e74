"""The kits of win-back's agents."""

from typing import Any

from agents.core.kit import AgentKit, Evaluated
from agents.winback import analysis_scores, campaign, campaign_scores, churn_analysis, questions, trials
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

_FIELDS = tuple(name for name in CustomerView.model_fields if name != "context")


def _analyse(inputs: ChurnAnalysisInput) -> ChurnAnalysis:
    from agents.winback.offline.churn_analysis import analyse  # noqa: PLC0415 -- 0.3 MB of weights, only where they answer

    return analyse(inputs)


def _write(inputs: CampaignInput) -> Campaign:
    from agents.winback.offline.campaign import write  # noqa: PLC0415 -- as above

    return write(inputs)


_ANALYSES: Evaluated[ChurnAnalysisInput, ChurnAnalysis] = Evaluated(
    expectations=frozenset(
        ("category", "min_confidence", "max_confidence", "evidence", "must_mention", "must_not_mention", "max_words")
    ),
    question=questions.analysis_question,
    lacks=questions.lacks_nothing,
    scores=analysis_scores.analysis_scores,
)
_CAMPAIGNS: Evaluated[CampaignInput, Campaign] = Evaluated(
    expectations=frozenset(("must_mention", "must_not_mention", "language", "offer", "max_words")),
    question=questions.campaign_question,
    lacks=questions.lacks_analysis,
    scores=campaign_scores.campaign_scores,
)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(churn_analysis.AGENT, _analyse, trials.analyses, "winback/churn-analysis", _FIELDS, _ANALYSES),
    AgentKit(campaign.AGENT, _write, trials.campaigns, "winback/campaign", _FIELDS, _CAMPAIGNS),
)
