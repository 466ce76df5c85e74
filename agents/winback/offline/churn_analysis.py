"""Why a customer left, read from its fields by rules."""

from agents.winback.observation import ProductUse, very_low_usage
from agents.winback.offline.cause import read_cause
from agents.winback.offline.english import ASK_FIRST, RECOMMENDATIONS, TIER_ADVICE
from agents.winback.offline.insights import describe
from agents.winback.offline.scoring import FoundCause
from agents.winback.offline.topic import read_topic
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

_CONTRADICTED = 20
_UNSURE_BELOW = 60
_USE_MATTERS = ("pricing", "onboarding")


def analyse(inputs: ChurnAnalysisInput) -> ChurnAnalysis:
    """The one cause that the stated reason supports best, weighed against how the product was used."""
    customer = inputs.customer
    stated = read_cause(customer.cancellation_reason or "")
    usage = very_low_usage(customer.context) if stated.category in _USE_MATTERS else None
    verdict = _weighed_against(stated, usage)
    topic = read_topic(customer.cancellation_reason or "")
    return ChurnAnalysis(
        category=verdict.category,
        confidence=verdict.confidence,
        insights=describe(customer, verdict, usage, topic),
        recommendation=_recommendation(customer, verdict),
        # An empty reason is evidence too: it is why the cause is unclear.
        evidence=["cancellation_reason"] + ([f"context.{usage.column}"] if usage else []),
        topic=topic,
    )


def _weighed_against(stated: FoundCause, usage: ProductUse | None) -> FoundCause:
    if usage is None or stated.category != "pricing":
        return stated
    return stated._replace(confidence=max(0, stated.confidence - _CONTRADICTED))


def _recommendation(customer: CustomerView, verdict: FoundCause) -> str:
    unsure = verdict.confidence < _UNSURE_BELOW and verdict.category != "unclear"
    parts = (
        ASK_FIRST if unsure else "",
        RECOMMENDATIONS[verdict.category],
        TIER_ADVICE.get(customer.subscription_tier or "", ""),
    )
    return " ".join(part for part in parts if part)
