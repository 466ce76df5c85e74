"""Scores of a verdict, against a person's label of the same message."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.expected import score_of
from schemas.evaluation import Score
from schemas.upsell.case import UpsellCase
from schemas.upsell.message import APPROVED_FROM, MessageJudgeInput, Verdict

EVALUATORS = (
    Evaluator("agreement", "On the label's side"),
    Evaluator("criterion", "Sees where the fault is", decides=False),
    Evaluator("close", "Within 2 points of the label", decides=False),
)
_CLOSE = 2


def verdict_scores(case: UpsellCase, _inputs: MessageJudgeInput, output: Verdict) -> Iterator[Score]:
    """Whether judge and label agree on approval, on the criterion at fault, and how close the points are."""
    expect = case.expect
    if expect.approved is not None:
        label = "approve" if expect.approved else "refuse"
        same = output.approved == expect.approved
        yield score_of("agreement", [] if same else [f"the label says {label}; {'; '.join(output.reasons)}"])
    if expect.low:
        seen = [name for name in expect.low if output.marks[name].score < APPROVED_FROM]
        yield score_of("criterion", [] if seen else [f"{' and '.join(expect.low)} should be low"])
    if expect.points is not None:
        near = abs(output.score - expect.points) <= _CLOSE
        yield score_of("close", [] if near else [f"{output.score} points, the label gives {expect.points}"])


def verdicts(case: UpsellCase, output: Verdict) -> tuple[bool, bool] | None:
    """May the message be sent: as the label has it, and as the judge says."""
    label = case.expect.approved
    return None if label is None else (label, output.approved)
