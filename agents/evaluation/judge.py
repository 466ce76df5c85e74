"""How good is another agent's answer? (seed: upsell messages, the judge beside the generator)."""

from agents.core.agent import Agent
from schemas.judge import JudgeInput, Judgement


def _check(inputs: JudgeInput, output: Judgement) -> str | None:
    if len(inputs.answers) > 1 and output.second is None:
        return "second: two answers are to be judged"
    return None


AGENT = Agent("judge", JudgeInput, Judgement, _check)
