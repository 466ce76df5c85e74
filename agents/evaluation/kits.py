"""The kit of the house judge, which belongs to no system."""

from agents.core.kit import AgentKit, evaluated, judged, kits
from agents.evaluation.judge import AGENT
from agents.evaluation.offline_judge import judge
from schemas.judge import JudgeInput, Judgement


def _trials(_fields: tuple[str, ...]) -> tuple[JudgeInput, JudgeInput]:
    """What an agent that can be judged is tried on, with what its rules answer to that."""
    task = judged()[0]
    kit = kits()[task]
    rubric = evaluated(task).rubric
    one, other = (
        JudgeInput(task=task, given=given, answers=(kit.offline(given),), rubric=rubric) for given in kit.trials(())
    )
    return one, other


KITS: tuple[AgentKit[JudgeInput, Judgement], ...] = (AgentKit(AGENT, judge, _trials, "judge"),)
