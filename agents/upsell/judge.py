"""May this message be sent? (seed: upsell messages, the judge beside the generator)."""

from agents.core.agent import Agent
from schemas.upsell.message import APPROVED_FROM, MessageJudgeInput, Verdict


def _check(_inputs: MessageJudgeInput, output: Verdict) -> str | None:
    """Approval and points have to say the same; a judge that contradicts itself has not judged."""
    points: dict[str, int] = {"score": output.score}
    points.update((name, mark.score) for name, mark in output.marks.items())
    low = [f"{name} is {value}" for name, value in points.items() if value < APPROVED_FROM]
    if output.approved and low:
        return f"approved: {', '.join(low)}, so it cannot be true; it needs {APPROVED_FROM} everywhere"
    if not output.approved and not low:
        return f"approved: all points are {APPROVED_FROM} or more, so it is true; give fewer points where it fails"
    return None


AGENT = Agent("upsell-judge", MessageJudgeInput, Verdict, _check)
