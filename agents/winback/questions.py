"""What win-back's agents are given for a case: the same as in a run."""

from functools import lru_cache

from agents.core.kit import PROMPTS
from agents.winback.answering import answer
from agents.winback.campaign import Guidance, load_guidance
from agents.winback.offer_fit import suitable_offers
from agents.winback.view import language_of, own_words, seen
from schemas.customer import Customer
from schemas.errors import BadInputError
from schemas.sender import Sender
from schemas.winback.campaign import CampaignInput
from schemas.winback.case import WinbackCase
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


def analysis_question(case: WinbackCase, fields: tuple[str, ...]) -> ChurnAnalysisInput:
    """The customer, with the fields that a version may see."""
    return ChurnAnalysisInput(customer=seen(case.given.customer, fields))


def campaign_question(case: WinbackCase, fields: tuple[str, ...]) -> CampaignInput:
    """The customer, the case's analysis, and what its sender may say. Raises `BadInputError` without an analysis."""
    given = case.given
    if given.analysis is None:
        raise BadInputError(f"case {case.id}: {lacks_analysis(case)}")
    return campaign_inputs(given.customer, fields, given.analysis, _guidance(), given.sender)


def campaign_inputs(
    customer: Customer, fields: tuple[str, ...], analysis: ChurnAnalysis, guidance: Guidance, sender: Sender
) -> CampaignInput:
    """What a campaign is written from: the customer, the analysis, and what may be said and offered to them."""
    language, category = language_of(customer, sender), analysis.category
    return CampaignInput(
        customer=seen(customer, fields),
        analysis=analysis,
        guidance=guidance.categories[category],
        # Whoever was wronged, pauses or is done is not sold anything.
        offers=[] if analysis.topic else suitable_offers(sender, customer.subscription_tier, category, language),
        answer=answer(customer, category, sender, language),
        own_words=own_words(customer),
        sender=sender.voice_in(language),
        language=language,
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
