"""The rules that judge win-back's answers: how far they agree with the labels.

The labels at the end of each file were written when the rules stood; whoever changes the rules by them writes new ones.
"""

import pytest

from agents.core.kit import PROMPTS
from agents.evaluation.offline_judge import judge
from agents.evaluation.references import load_references
from agents.statistics.agreement import cohen_kappa
from schemas.judge import GOOD_ENOUGH
from tasks.evaluation.questions import labelled_question

WRITTEN_AFTER = 12


@pytest.mark.parametrize(("task", "kappa", "after"), [("churn-analysis", 0.6, 0.6), ("campaign", 0.8, 0.35)])
def test_agreement_with_the_labels(task: str, kappa: float, after: float) -> None:
    said, right = [], []
    for case in load_references(PROMPTS, task):
        assert case.judged is not None
        said.append(judge(labelled_question(case)).first.overall >= GOOD_ENOUGH)
        right.append(case.judged.score >= GOOD_ENOUGH)
    assert cohen_kappa(said, right) >= kappa
    assert cohen_kappa(said[-WRITTEN_AFTER:], right[-WRITTEN_AFTER:]) >= after
