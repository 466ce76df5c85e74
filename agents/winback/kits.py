"""The kits of win-back's agents."""

from typing import Any

from agents.core.kit import AgentKit, Evaluated
from agents.winback import analysis_scores, campaign, campaign_scores, churn_analysis, questions, rubrics, trials
from schemas.judge import Marks
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.case import WinbackCase
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

_FIELDS = tuple(name for name in CustomerView.model_fields if name != "context")


def _analyse(inputs: ChurnAnalysisInput) -> ChurnAnalysis:
    from agents.winback.offline.churn_analysis import analyse  # noqa: PLC0415 -- 0.3 MB of weights, only where they answer

    return analyse(inputs)


def _write(inputs: CampaignInput) -> Campaign:
    from agents.winback.offline.campaign import write  # noqa: PLC0415 -- as above

    return write(inputs)


def _judge_analysis(inputs: ChurnAnalysisInput, output: ChurnAnalysis) -> Marks:
    from agents.winback.offline.judging import judge_analysis  # noqa: PLC0415 -- its rules, only where they answer

    return judge_analysis(inputs, output)


def _judge_emails(inputs: CampaignInput, output: Campaign) -> Marks:
    from agents.winback.offline.judging import judge_emails  # noqa: PLC0415 -- as above

    return judge_emails(inputs, output)


_ANALYSES: Evaluated[ChurnAnalysisInput, ChurnAnalysis, WinbackCase] = Evaluated(
    case=WinbackCase,
    expectations=frozenset(
        ("category", "min_confidence", "max_confidence", "evidence", "must_mention", "must_not_mention", "max_words")
    ),
    evaluators=analysis_scores.EVALUATORS,
    question=questions.analysis_question,
    lacks=questions.lacks_nothing,
    scores=analysis_scores.analysis_scores,
    judge_offline=_judge_analysis,
    rubric=rubrics.ANALYSES,
)
_CAMPAIGNS: Evaluated[CampaignInput, Campaign, WinbackCase] = Evaluated(
    case=WinbackCase,
    expectations=frozenset(("must_mention", "must_not_mention", "language", "offer", "max_words")),
    evaluators=campaign_scores.EVALUATORS,
    question=questions.campaign_question,
    lacks=questions.lacks_analysis,
    scores=campaign_scores.campaign_scores,
    judge_offline=_judge_emails,
    rubric=rubrics.EMAILS,
)
KITS: tuple[AgentKit[Any, Any], ...] = (
    AgentKit(churn_analysis.AGENT, _analyse, trials.analyses, "winback/churn-analysis", _FIELDS, _ANALYSES),
    AgentKit(campaign.AGENT, _write, trials.campaigns, "winback/campaign", _FIELDS, _CAMPAIGNS),
)
