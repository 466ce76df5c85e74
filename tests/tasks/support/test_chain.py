from typing import Any

from agents.core.step import Chosen, Step
from agents.support.guardrails.names import names
from agents.support.quality import read_criteria
from agents.versions.versions import Versions
from schemas.agent import Usage
from schemas.paid import PaidStep
from schemas.support.answer import CriterionPoints, PassageView, QualityVerdict, SupportAnswer
from schemas.support.interaction import Interaction
from tasks.support.chain import AGENTS, MOST_ATTEMPTS, Rules, best, next_step

RULES = Rules(names(), read_criteria())
VERSIONS = {agent.name: Chosen(Versions().choose(agent.name, "x"), "model") for agent in AGENTS}


def _record() -> Interaction:
    passage = PassageView(id="p1", title="Buckets", text="Empty a bucket before you delete it.")
    return Interaction(interaction_id="i", question="How do I delete a bucket?", passages=(passage,))


def _pay(step: Step[Interaction], record: Interaction, output: Any) -> None:
    paid = PaidStep(
        fingerprint=step.fingerprint, version="1.0.0", model="m", usage=Usage(), cost_usd=0.0, latency_s=0, attempts=1
    )
    step.keep(record, output, paid)


def _answer(text: str) -> SupportAnswer:
    return SupportAnswer(action="answer", text=text, citations=("p1",))


def _verdict(points: int) -> QualityVerdict:
    of_each = tuple(CriterionPoints(criterion=one.name, points=points) for one in RULES.criteria.criteria)
    return QualityVerdict(points=of_each, issues=() if points > 70 else ("It is thin.",))


def _walk(record: Interaction, answers: list[str], points: list[int]) -> list[str]:
    asked = []
    while (step := next_step(record, RULES, VERSIONS)) is not None:
        asked.append(step.agent.name)
        _pay(step, record, _answer(answers.pop(0)) if step.agent.name == "support-answer" else _verdict(points.pop(0)))
    return asked


def test_a_good_answer_is_written_and_judged_once() -> None:
    record = _record()
    assert _walk(record, ["Empty it first."], [90]) == ["support-answer", "support-quality"]
    assert record.attempts[0].score == 90


def test_an_answer_below_the_threshold_is_written_again_with_what_is_wrong_and_the_best_is_kept() -> None:
    record = _record()
    asked = _walk(record, ["One.", "Two.", "Three."], [40, 60, 50])
    assert asked == ["support-answer", "support-quality"] * MOST_ATTEMPTS
    shown = best(record)
    assert shown == 1
    assert (record.attempts[shown].answer.text, record.attempts[shown].score) == ("Two.", 60)
    assert record.done


def test_what_a_guardrail_stops_is_not_judged_and_never_shown() -> None:
    record = _record()
    assert _walk(record, ["It will be free soon, we will release that next week."] * 3, []) == ["support-answer"] * 3
    assert best(record) is None


def test_the_second_attempt_is_told_what_was_wrong() -> None:
    record = _record()
    for output in (_answer("One."), _verdict(10)):
        step = next_step(record, RULES, VERSIONS)
        assert step is not None
        _pay(step, record, output)
    again = next_step(record, RULES, VERSIONS)
    assert again is not None
    assert again.turn == 1
    assert again.inputs.model_dump()["critique"] == ("It is thin.",)
