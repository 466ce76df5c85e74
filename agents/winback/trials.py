"""Made-up customers to try a version's prompts on: one with every field, one with hardly any."""

from datetime import date

from schemas.sender import Voice
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

_CONTEXT = "context."
ANALYSIS = ChurnAnalysis(
    category="pricing",
    confidence=80,
    insights=["The price was named.", "The seats were full.", "The last login is recent."],
    recommendation="Ask which price would fit.",
    evidence=["cancellation_reason"],
)
_SENDER = Voice(
    company="Sender", product="Product", signatory="Sam", link="https://sender.example", claims=("It works.",)
)
_KNOWN: dict[str, object] = {
    "company_name": "Known Company",
    "subscription_tier": "growth",
    "mrr": 490.0,
    "currency": "EUR",
    "churn_date": date(2026, 3, 1),
    "cancellation_reason": "Too expensive for our team",
    "signup_date": date(2024, 5, 1),
    "last_login_date": date(2026, 2, 1),
    "total_spent": 9_800.0,
}
_BARE: dict[str, object] = {
    "company_name": "Other", "currency": "USD", "churn_date": date(2025, 1, 2), "cancellation_reason": ""
}  # fmt: skip


def customers(fields: tuple[str, ...]) -> tuple[CustomerView, CustomerView]:
    """Two customers with the fields that a version names, or with all of them if it names none."""
    views = fields or tuple(_KNOWN)
    context = {name.removeprefix(_CONTEXT): "7" for name in views if name.startswith(_CONTEXT)}
    known = {name: value for name, value in _KNOWN.items() if name in views}
    bare = {name: value for name, value in _BARE.items() if name in views}
    return CustomerView.model_validate({**known, "context": context}), CustomerView.model_validate(bare)


def analyses(fields: tuple[str, ...]) -> tuple[ChurnAnalysisInput, ChurnAnalysisInput]:
    """Inputs to try churn-analysis on."""
    known, bare = customers(fields)
    return ChurnAnalysisInput(customer=known), ChurnAnalysisInput(customer=bare)


def campaigns(fields: tuple[str, ...]) -> tuple[CampaignInput, CampaignInput]:
    """Inputs to try campaign on."""
    known, bare = customers(fields)
    return _campaign(known), _campaign(bare)


def _campaign(customer: CustomerView) -> CampaignInput:
    return CampaignInput(
        customer=customer, analysis=ANALYSIS, guidance="Be kind.", offers=["One month free."], sender=_SENDER
    )
