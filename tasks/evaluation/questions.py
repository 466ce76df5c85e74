"""From a case to what an agent is given."""

from pydantic import BaseModel

from agents.core.kit import evaluated, kits
from agents.evaluation.judge import AGENT as JUDGE_AGENT
from schemas.case import Case
from schemas.judge import JudgeInput


def question(case: Case, agent: str, fields: tuple[str, ...]) -> BaseModel:
    """The inputs of an agent for one case."""
    return labelled_question(case) if agent == JUDGE_AGENT.name else given(case, agent, fields)


def given(case: Case, agent: str, fields: tuple[str, ...]) -> BaseModel:
    """The inputs of an agent that looks at subjects; `fields` is what its version may see."""
    asked: BaseModel = evaluated(agent).question(case, fields)
    return asked


def labelled_question(case: Case) -> JudgeInput:
    """What a judge is asked about an answer that a person has labelled."""
    assert case.judged is not None, "cases of the judge are loaded with their label"
    task = case.judged.task
    return JudgeInput(task=task, given=given(case, task, everything(case, task)), answers=(case.judged.answer,))


def everything(case: Case, agent: str) -> tuple[str, ...]:
    """Every field of the case's subject: what a person sees who labels an answer, all of it but who it is."""
    return (*kits()[agent].fields, *case.given.columns)
