"""What win-back's agents are given for a case: the same as in a run."""

from functools import lru_cache

from agents.checks.language import language_for
from agents.core.kit import PROMPTS
from agents.winback.campaign import Guidance, load_guidance
from agents.winback.view import seen
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysisInput


def analysis_question(case: Case, fields: tuple[str, ...]) -> ChurnAnalysisInput:
    """The customer, with the fields that a version may see."""
    return ChurnAnalysisInput(customer=seen(case.customer, fields))


def campaign_question(case: Case, fields: tuple[str, ...]) -> CampaignInput:
    """The customer, the case's analysis, and what its sender may say. Raises `BadInputError` without an analysis."""
    if case.analysis is None:
        raise BadInputError(f"case {case.id}: {lacks_analysis(case)}")
    return CampaignInput(
        customer=seen(case.customer, fields),
        analysis=case.analysis,
        guidance=_guidance().categories[case.analysis.category],
        offers=case.sender.offers_for(case.customer.subscription_tier),
        sender=case.sender.voice,
        language=language_for(case.customer, case.sender),
    )


def lacks_nothing(_case: Case) -> str:
    """Nothing: any customer can be analysed."""
    return ""


def lacks_analysis(case: Case) -> str:
    """The analysis, without which no campaign can be written."""
    return "" if case.analysis is not None else "analysis: a campaign is written from one"


@lru_cache(maxsize=1)
def _guidance() -> Guidance:
    return load_guidance(PROMPTS)
