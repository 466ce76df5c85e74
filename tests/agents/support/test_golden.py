from typing import Any, get_args

import pytest

from agents.core.agent import parse_output
from agents.core.kit import PROMPTS, AgentKit
from agents.evaluation.cases import load_cases
from agents.support.kits import KITS
from agents.support.quality import read_criteria
from schemas.case import Case
from schemas.support.answer import Action
from schemas.support.case import AnswerCase, VerdictCase

# What has to be understood: asking back, handing over, another language, a passage that only sounds right.
BEYOND_RULES = "needs-model"


def passes(kit: AgentKit[Any, Any], case: Case) -> bool:
    assert kit.evaluated is not None
    inputs = kit.evaluated.question(case, ())
    output = parse_output(kit.agent, inputs, kit.offline(inputs).model_dump(mode="json"))
    return all(score.value >= 1 for score in kit.evaluated.scores(case, inputs, output))


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.agent.name)
def test_the_rules_pass_each_golden_case_but_those_that_are_known_to_need_a_model(kit: AgentKit[Any, Any]) -> None:
    cases = load_cases(PROMPTS / kit.folder / "cases", kit.agent.name)
    beyond = {case.id for case in cases if BEYOND_RULES in case.tags}
    assert {case.id for case in cases if not passes(kit, case)} == beyond
    assert len(beyond) < len(cases) / 4


def test_the_cases_ask_for_each_thing_that_an_answer_can_do() -> None:
    cases = load_cases(PROMPTS / "support" / "support-answer" / "cases", "support-answer")
    assert len(cases) >= 60
    assert {case.expect.action for case in cases if isinstance(case, AnswerCase)} >= {*get_args(Action)}
    tags = {tag for case in cases for tag in case.tags}
    assert {"injected", "contradictory", "foreign-language", "history", "code", "flagged", "critique"} <= tags


def test_verdicts_are_asked_for_on_both_sides_of_each_criterion() -> None:
    cases = load_cases(PROMPTS / "support" / "support-quality" / "cases", "support-quality")
    expected = [case.expect for case in cases if isinstance(case, VerdictCase)]
    criteria = {criterion.name for criterion in read_criteria().criteria}
    assert {name for one in expected for name in one.low} == criteria
    assert {name for one in expected for name in one.high} == criteria
