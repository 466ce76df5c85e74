"""What can be said of a judgement where a person has labelled the same answer."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.expected import verdict
from schemas.evaluation import Score
from schemas.judge import GOOD_ENOUGH, Judged, Judgement

EVALUATORS = (
    Evaluator("agreement", "On the label's side"),
    Evaluator("close", "Within 2 points of the label", decides=False),
)
_CLOSE = 2


def scores(label: Judged, output: Judgement) -> Iterator[Score]:
    """Whether the judge is on the label's side of good enough, and how near its points are."""
    points = output.first.overall
    same = (points >= GOOD_ENOUGH) == (label.score >= GOOD_ENOUGH)
    said = f"{points} points, {label.by} gave {label.score}"
    yield verdict("agreement", [] if same else [f"{said}; {output.first.decided_by}"])
    yield verdict("close", [] if abs(points - label.score) <= _CLOSE else [said])
