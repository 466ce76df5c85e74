"""What win-back's agents are given for a case: the same as in a run."""

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
    """The customer, with the fields that a version may see."""
    return ChurnAnalysisInput(customer=seen(case.given.customer, fields))


def campaign_question(case: WinbackCase, fields: tuple[str, ...]) -> CampaignInput:
    """The customer, the case's analysis, and what its sender may say. Raises `BadInputError` without an analysis."""
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
    """Nothing: any customer can be analysed."""
    return ""


def lacks_analysis(case: WinbackCase) -> str:
    """The analysis, without which no campaign can be written."""
    return "" if case.given.analysis is not None else "analysis: a campaign is written from one"


@lru_cache(maxsize=1)
def _guidance() -> Guidance:
    return load_guidance(PROMPTS)
