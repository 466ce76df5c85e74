"""The house judge: it knows no system, and older versions of it are asked what they were always asked."""

import pytest

from agents.core.kit import kits
from agents.core.prompt import render
from agents.evaluation.judge import with_rubric
from agents.versions.versions import Versions
from schemas.judge import JudgeInput

OLD, NEW = Versions().get("judge", "1.0.0"), Versions().get("judge", "1.1.0")


def asked(task: str) -> JudgeInput:
    kit = kits()[task]
    given = kit.trials(())[0]
    return JudgeInput(task=task, given=given, answers=(kit.offline(given),))


@pytest.mark.parametrize("task", ["churn-analysis", "campaign"])
def test_of_win_back_it_is_told_word_for_word_what_it_was_told_before(task: str) -> None:
    before, now = asked(task), with_rubric(asked(task), NEW)
    assert render(NEW.system, now).split() == render(OLD.system, before).split()
    assert render(NEW.user, now) == render(OLD.user, before)


def test_a_version_with_rubrics_of_its_own_is_asked_the_same_bytes() -> None:
    question = asked("campaign")
    assert with_rubric(question, OLD).model_dump_json() == question.model_dump_json()
    assert '"rubric"' not in question.model_dump_json()
    assert '"rubric"' in with_rubric(question, NEW).model_dump_json()


def test_an_agent_without_a_rubric_is_judged_by_what_holds_for_all() -> None:
    said = render(NEW.system, asked("campaign").model_copy(update={"task": "summary"}))
    assert "The task of summary is to be read from its input" in said
    assert "win-back" not in said
