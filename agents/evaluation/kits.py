"""The kit of the house judge, which belongs to no system."""

from typing import Any

from agents.core.kit import AgentKit
from agents.evaluation.judge import AGENT
from agents.winback import trials
from schemas.judge import JudgeInput, Judgement


def _judge(inputs: JudgeInput) -> Judgement:
    from agents.evaluation.offline_judge import judge  # noqa: PLC0415 -- its rules, only where they answer

    return judge(inputs)


def _trials(fields: tuple[str, ...]) -> tuple[JudgeInput, JudgeInput]:
    one, other = trials.analyses(fields)
    return (
        JudgeInput(task="churn-analysis", given=one, answers=(trials.ANALYSIS,)),
        JudgeInput(task="churn-analysis", given=other, answers=(trials.ANALYSIS,)),
    )


KITS: tuple[AgentKit[Any, Any], ...] = (AgentKit(AGENT, _judge, _trials, "judge"),)
