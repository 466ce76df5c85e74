"""From a case to what win-back's agents are given, as a run gives it."""

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
    """The customer, as far as a version may see it."""
    return ChurnAnalysisInput(customer=seen(case.customer, fields))


def campaign_question(case: Case, fields: tuple[str, ...]) -> CampaignInput:
    """The customer, the analysis of the case, and what its sender may say. Raises `BadInputError` without analysis."""
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
    """An analysis can be made of any customer."""
    return ""


def lacks_analysis(case: Case) -> str:
    """What a campaign cannot be written without."""
    return "" if case.analysis is not None else "analysis: a campaign is written from one"


@lru_cache(maxsize=1)
def _guidance() -> Guidance:
    return load_guidance(PROMPTS)
