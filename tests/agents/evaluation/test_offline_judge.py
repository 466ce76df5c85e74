"""The offline judge asks the rules of whoever answered, and order cannot matter."""

import pytest

from agents.core.agent import ViolationError, parse_output
from agents.core.kit import PROMPTS, judged
from agents.evaluation.judge import AGENT
from agents.evaluation.offline_judge import judge
from agents.evaluation.references import load_references
from schemas.errors import BadInputError
from tasks.evaluation.questions import labelled_question


@pytest.mark.parametrize("task", [task for task in judged() if load_references(PROMPTS, task)])
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


def test_of_an_agent_without_rules_nothing_is_said() -> None:
    one = labelled_question(load_references(PROMPTS, "campaign")[0])
    with pytest.raises(BadInputError, match=r"nobody has no evaluators; there are some for .*churn-analysis, campaign"):
        judge(one.model_copy(update={"task": "nobody"}))
