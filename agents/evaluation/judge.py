"""How good is another agent's answer? (seed: upsell messages, the judge beside the generator)."""

from agents.core.agent import Agent
from agents.core.kit import evaluated
from agents.core.prompt import reads
from schemas.agent import AgentVersion
from schemas.judge import JudgeInput, Judgement


def _check(inputs: JudgeInput, output: Judgement) -> str | None:
    if len(inputs.answers) > 1 and output.second is None:
        return "second: two answers are to be judged"
    return None


def with_rubric(asked: JudgeInput, version: AgentVersion) -> JudgeInput:
    """The question as this version of the judge is asked it: with the rubric of the agent's kit if it reads one.

    Versions that bring rubrics of their own are asked what they were always asked, so their judgements still count.
    """
    if not reads(version.system, "rubric"):
        return asked
    return asked.model_copy(update={"rubric": evaluated(asked.task).rubric})


AGENT = Agent("judge", JudgeInput, Judgement, _check)
