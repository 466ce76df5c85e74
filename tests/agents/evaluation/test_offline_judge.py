"""The offline judge: how far it agrees with the labels, and that order cannot matter.

The labels at the end of each file were written when the rules stood; whoever changes the rules by them writes new ones.
"""

import pytest

from agents.core.agent import ViolationError, parse_output
from agents.core.kit import PROMPTS, judged
from agents.evaluation.judge import AGENT
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


@pytest.mark.parametrize("task", judged())
def test_the_order_of_two_answers_does_not_matter(task: str) -> None:
    one, other = (labelled_question(case) for case in load_references(PROMPTS, task)[:2])
    both = one.model_copy(update={"answers": (*one.answers, *other.answers)})
    turned = one.model_copy(update={"answers": (*other.answers, *one.answers)})
    forward, backward = judge(both), judge(turned)
    assert (forward.first, forward.second) == (backward.second, backward.first)
    assert forward.first == judge(one).first


def test_two_answers_are_to_be_judged_where_two_are_given() -> None:
    one = labelled_question(load_references(PROMPTS, "campaign")[0])
    alone = judge(one).model_dump(mode="json")
    assert alone["second"] is None
    assert parse_output(AGENT, one, alone).first.overall == min(mark["score"] for mark in alone["first"].values())
    both = one.model_copy(update={"answers": (*one.answers, *one.answers)})
    with pytest.raises(ViolationError, match="two answers are to be judged"):
        parse_output(AGENT, both, alone)
