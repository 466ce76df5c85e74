"""From a case to what an agent is given."""

from pydantic import BaseModel

from agents.core.dialogue import ALONE, Dialogue
from agents.core.kit import evaluated, kits
from agents.evaluation.judge import AGENT as JUDGE_AGENT
from schemas.case import Case
from schemas.judge import JudgeInput


def question(case: Case, agent: str, fields: tuple[str, ...]) -> BaseModel:
    """The inputs of an agent for one case."""
    return labelled_question(case) if agent == JUDGE_AGENT.name else given(case, agent, fields)


def given(case: Case, agent: str, fields: tuple[str, ...]) -> BaseModel:
    """The inputs of an agent that works on subjects; `fields` is what its version may see."""
    asked: BaseModel = evaluated(agent).question(case, fields)
    return asked


def dialogue(case: Case, agent: str) -> Dialogue:
    """What surrounds that question; a question to a judge always stands alone."""
    around: Dialogue = ALONE if agent == JUDGE_AGENT.name else evaluated(agent).dialogue(case)
    return around


def labelled_question(case: Case) -> JudgeInput:
    """What a judge is asked about an answer that a person labelled."""
    assert case.judged is not None, "cases of the judge are loaded with their label"
    task = case.judged.task
    return judge_input(case, task, given(case, task, everything(case, task)), case.judged.answer)


def judge_input(case: Case, task: str, shown: BaseModel, *answers: BaseModel) -> JudgeInput:
    """One answer to a case, or two, with what stands around the question; a version that reads less is told less."""
    around = dialogue(case, task)
    return JudgeInput(task=task, given=shown, answers=answers, history=around.history, tool_results=around.results)


def everything(case: Case, agent: str) -> tuple[str, ...]:
    """All fields of the case's subject but its identity: what a person who labels an answer sees."""
    return (*kits()[agent].fields, *case.given.columns)
