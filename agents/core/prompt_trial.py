"""Trying the prompts of a version on two made-up customers before anybody pays for them.

One customer of whom everything is known, and one of whom as little as an upload may say: a template that fails on
either would stop a run half-way, and one that says the same of both says nothing of the customer.
"""

from datetime import date
from typing import Any

from pydantic import BaseModel

from agents.core.agent import Agent
from agents.core.prompt import check_template, render
from schemas.campaign import CampaignInput
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView
from schemas.errors import BadInputError
from schemas.judge import JudgeInput
from schemas.sender import Voice

_CONTEXT = "context."
_ANALYSIS = ChurnAnalysis(
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


def try_prompts(agent: Agent[Any, Any], fields: tuple[str, ...], prompts: dict[str, str], where: str) -> None:
    """Raise `BadInputError`, in one line that begins with `where`, where the prompts cannot be used.

    `prompts` are the system and the user template by name.
    """
    for name, source in prompts.items():
        check_template(source, set(agent.inputs.model_fields), f"{where}: {name}")
    said = []
    for inputs in _samples(agent.inputs, fields):
        for name, source in prompts.items():
            try:
                said.append(render(source, inputs))
            except BadInputError as error:
                raise BadInputError(f"{where}: {name}: {error}") from None
    half = len(prompts)
    if said[:half] == said[half:]:
        subject = "customer" if fields else "given"
        raise BadInputError(f"{where}: the prompts say nothing of the customer; write {{{{ {subject} | data }}}}")


def _samples(kind: type[BaseModel], fields: tuple[str, ...]) -> tuple[BaseModel, BaseModel]:
    views = fields or tuple(_KNOWN)
    context = {name.removeprefix(_CONTEXT): "7" for name in views if name.startswith(_CONTEXT)}
    known = {name: value for name, value in _KNOWN.items() if name in views}
    bare = {name: value for name, value in _BARE.items() if name in views}
    return (
        _inputs(kind, CustomerView.model_validate({**known, "context": context})),
        _inputs(kind, CustomerView.model_validate(bare)),
    )


def _inputs(kind: type[BaseModel], customer: CustomerView) -> BaseModel:
    asked = ChurnAnalysisInput(customer=customer)
    if kind is CampaignInput:
        return CampaignInput(
            customer=customer, analysis=_ANALYSIS, guidance="Be kind.", offers=["One month free."], sender=_SENDER
        )
    return JudgeInput(task="churn-analysis", given=asked, answers=(_ANALYSIS,)) if kind is JudgeInput else asked
