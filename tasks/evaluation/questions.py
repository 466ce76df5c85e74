"""From a case to what an agent is given, as a win-back run gives it."""

from pydantic import BaseModel

from agents.checks.language import language_for
from agents.winback.campaign import Guidance
from agents.winback.view import seen
from schemas.campaign import CampaignInput
from schemas.case import Case
from schemas.churn_analysis import ChurnAnalysisInput, CustomerView
from schemas.errors import BadInputError
from schemas.judge import Given, JudgeInput

# What a person sees who labels an answer to a case: all of the customer but who it is.
_EVERYTHING = tuple(name for name in CustomerView.model_fields if name != "context")


def question(case: Case, agent: str, fields: tuple[str, ...], guidance: Guidance) -> BaseModel:
    """The inputs of an agent for one case."""
    if agent == "judge":
        return labelled_question(case, guidance)
    return given(case, agent, fields, guidance)


def given(case: Case, agent: str, fields: tuple[str, ...], guidance: Guidance) -> Given:
    """The inputs of an agent that looks at customers; `fields` is what its version may see."""
    customer = seen(case.customer, fields)
    if agent == "churn-analysis":
        return ChurnAnalysisInput(customer=customer)
    if agent == "campaign" and case.analysis is not None:
        return CampaignInput(
            customer=customer,
            analysis=case.analysis,
            guidance=guidance.categories[case.analysis.category],
            offers=case.sender.offers_for(case.customer.subscription_tier),
            sender=case.sender.voice,
            language=language_for(case.customer, case.sender),
        )
    raise BadInputError(f"case {case.id} cannot be put to {agent}")


def labelled_question(case: Case, guidance: Guidance) -> JudgeInput:
    """What a judge is asked about an answer that a person has labelled."""
    assert case.judged is not None, "cases of the judge are loaded with their label"
    task = case.judged.task
    return JudgeInput(task=task, given=given(case, task, everything(case), guidance), answers=(case.judged.answer,))


def everything(case: Case) -> tuple[str, ...]:
    """Every field of the case's customer."""
    return (*_EVERYTHING, *(f"context.{column}" for column in case.customer.context))
