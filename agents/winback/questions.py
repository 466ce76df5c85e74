"""From a case to what win-back's agents are given, as a run gives it."""

from functools import lru_cache

from agents.checks.language import language_for
from agents.core.kit import PROMPTS
from agents.winback.campaign import Guidance, load_guidance
from agents.winback.view import seen
from schemas.errors import BadInputError
from schemas.winback.campaign import CampaignInput
from schemas.winback.case import WinbackCase
from schemas.winback.churn_analysis import ChurnAnalysisInput


def analysis_question(case: WinbackCase, fields: tuple[str, ...]) -> ChurnAnalysisInput:
    """The customer, as far as a version may see it."""
    return ChurnAnalysisInput(customer=seen(case.given.customer, fields))


def campaign_question(case: WinbackCase, fields: tuple[str, ...]) -> CampaignInput:
    """The customer, the analysis of the case, and what its sender may say. Raises `BadInputError` without analysis."""
    given = case.given
    if given.analysis is None:
        raise BadInputError(f"case {case.id}: {lacks_analysis(case)}")
    return CampaignInput(
        customer=seen(given.customer, fields),
        analysis=given.analysis,
        guidance=_guidance().categories[given.analysis.category],
        offers=given.sender.offers_for(given.customer.subscription_tier),
        sender=given.sender.voice,
        language=language_for(given.customer, given.sender),
    )


def lacks_nothing(_case: WinbackCase) -> str:
    """An analysis can be made of any customer."""
    return ""


def lacks_analysis(case: WinbackCase) -> str:
    """What a campaign cannot be written without."""
    return "" if case.given.analysis is not None else "analysis: a campaign is written from one"


@lru_cache(maxsize=1)
def _guidance() -> Guidance:
    return load_guidance(PROMPTS)
