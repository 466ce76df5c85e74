"""From a case to what an agent is given."""

from pydantic import BaseModel

from agents.core.kit import kits
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.judge import Given, JudgeInput


def question(case: Case, agent: str, fields: tuple[str, ...]) -> BaseModel:
    """The inputs of an agent for one case."""
    return labelled_question(case) if agent == "judge" else given(case, agent, fields)


def given(case: Case, agent: str, fields: tuple[str, ...]) -> Given:
    """The inputs of an agent that looks at customers; `fields` is what its version may see."""
    evaluated = kits()[agent].evaluated
    if evaluated is None:
        raise BadInputError(f"case {case.id} cannot be put to {agent}")
    asked: Given = evaluated.question(case, fields)
    return asked


def labelled_question(case: Case) -> JudgeInput:
    """What a judge is asked about an answer that a person has labelled."""
    assert case.judged is not None, "cases of the judge are loaded with their label"
    task = case.judged.task
    return JudgeInput(task=task, given=given(case, task, everything(case, task)), answers=(case.judged.answer,))


def everything(case: Case, agent: str) -> tuple[str, ...]:
    """Every field of the case's customer: what a person sees who labels an answer, all of it but who it is."""
    return (*kits()[agent].fields, *(f"context.{column}" for column in case.customer.context))
