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


def as_asked_of(version: AgentVersion, asked: JudgeInput) -> JudgeInput:
    """The question as this version of the judge is asked it: with a rubric and the conversation if it reads them.

    Older versions are asked what they were always asked, so their judgements still count.
    """
    if reads(version.system, "rubric"):
        asked = asked.model_copy(update={"rubric": evaluated(asked.task).rubric})
    return asked if sees_conversations(version) else asked.model_copy(update={"history": (), "tool_results": ()})


def sees_conversations(version: AgentVersion) -> bool:
    """Whether this version of the judge is told what was said before a question."""
    return reads(version.user, "history")


AGENT = Agent("judge", JudgeInput, Judgement, _check)
