"""Scores of a judgement, against a person's label of the same answer."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.expected import score_of
from schemas.evaluation import Score
from schemas.judge import GOOD_ENOUGH, Judged, Judgement

EVALUATORS = (
    Evaluator("agreement", "On the label's side"),
    Evaluator("close", "Within 2 points of the label", decides=False),
)
_CLOSE = 2


def judgement_scores(label: Judged, output: Judgement) -> Iterator[Score]:
    """Whether judge and label agree on good enough or not, and how close the points are."""
    points = output.first.overall
    same = (points >= GOOD_ENOUGH) == (label.score >= GOOD_ENOUGH)
    said = f"{points} points, {label.by} gave {label.score}"
    yield score_of("agreement", [] if same else [f"{said}; {output.first.decided_by}"])
    yield score_of("close", [] if abs(points - label.score) <= _CLOSE else [said])
