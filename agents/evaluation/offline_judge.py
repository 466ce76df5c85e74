"""The judge where no model judges: by the rules that each agent's kit brings along."""

from agents.core.kit import evaluated
from schemas.judge import JudgeInput, Judgement


def judge(inputs: JudgeInput) -> Judgement:
    """The points of one or two answers; each is judged by itself, so their order cannot matter."""
    rules = evaluated(inputs.task).judge_offline
    marks = [rules(inputs.given, answer) for answer in inputs.answers]
    return Judgement(first=marks[0], second=marks[1] if len(marks) > 1 else None)
