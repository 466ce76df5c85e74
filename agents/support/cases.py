"""How answers and verdicts are judged in an evaluation."""

from collections.abc import Callable, Iterable, Iterator

from agents.core.dialogue import Dialogue
from agents.core.kit import Evaluator
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.marks import Fault, mark
from agents.scoring.text import word_count
from agents.support.guardrails.answers import check_answer
from agents.support.guardrails.names import names
from agents.support.quality import read_criteria
from schemas.evaluation import Score
from schemas.judge import Marks
from schemas.support.answer import AnswerInput, PassageView, QualityInput, QualityVerdict, SupportAnswer
from schemas.support.case import AnswerCase, PassageGiven, VerdictCase

ACTION = Evaluator("action", "Does the right thing")
CITES = Evaluator("cites", "Names what it rests on")
SAFE = Evaluator("safe", "Nothing that a guardrail stops")
BRIEF = Evaluator("brief", "In few words")
VERDICT = Evaluator("verdict", "Lets through what is good enough")
POINTS = Evaluator("points", "Low where it is bad, high where it is good")
ANSWER_RUBRIC = (
    "The task was to answer a customer's question from passages and from nothing else. correctness: does it answer what was "
    "asked? groundedness: does all of it stand in a passage, or is it marked as general advice? usefulness: can the customer "
    "go on now? style: brief, friendly, in the language of the question."
)
VERDICT_RUBRIC = (
    "The task was to judge an answer to a customer by the criteria that were given. correctness: are the points right? "
    "groundedness: does each issue stand in the answer? usefulness: could the answer be mended by it? style: short and plain."
)
_LOW, _HIGH = 60, 80


def views(passages: Iterable[PassageGiven]) -> tuple[PassageView, ...]:
    """The passages of a case as an agent sees them."""
    return tuple(PassageView(id=f"p{at}", title=one.title, text=one.text) for at, one in enumerate(passages, start=1))


def answer_question(case: AnswerCase, _fields: tuple[str, ...]) -> AnswerInput:
    """What the answering agent is given for a case."""
    given = case.given
    return AnswerInput(
        question=given.question,
        follows=given.follows,
        topic=given.topic,
        passages=views(given.passages),
        flagged=given.flagged,
        earlier=given.earlier,
        critique=given.critique,
    )


def answer_dialogue(case: AnswerCase) -> Dialogue:
    """What was said before the question."""
    return Dialogue(history=case.given.history)


def lacks_question(case: AnswerCase) -> str:
    """What a case is missing."""
    return "" if case.given.question.strip() else "question: there is nothing to answer"


def answer_scores(case: AnswerCase, inputs: AnswerInput, output: SupportAnswer) -> Iterator[Score]:
    """What can be said of an answer by rules."""
    expect = case.expect
    yield from mention_score(expect, output.text)
    if expect.action is not None:
        wrong = [] if output.action == expect.action else [f"the action is {output.action}, not {expect.action}"]
        yield score_of("action", wrong)
    if expect.cites:
        missing = [f"does not cite passage {at}" for at in expect.cites if f"p{at}" not in output.citations]
        yield score_of("cites", missing)
    found = check_answer(output.text, (passage.text for passage in inputs.passages), names())
    yield score_of("safe", [one.kind for one in found])
    yield score_of("brief", out_of_bounds(word_count(output.text), None, expect.max_words, "number of words"))


def verdict_question(case: VerdictCase, _fields: tuple[str, ...]) -> QualityInput:
    """What the judge of answers is given for a case."""
    given = case.given
    return QualityInput(
        question=given.question,
        answer=given.answer,
        citations=tuple(f"p{at}" for at in given.citations),
        passages=views(given.passages),
        criteria=read_criteria().criteria,
    )


def lacks_answer(case: VerdictCase) -> str:
    """What a case is missing."""
    return "" if case.given.answer.strip() else "answer: there is nothing to judge"


def verdict_scores(case: VerdictCase, _inputs: QualityInput, output: QualityVerdict) -> Iterator[Score]:
    """What can be said of a verdict by rules."""
    points, criteria = output.by_criterion(), read_criteria()
    if case.expect.passes is not None:
        overall = criteria.overall(points)
        wrong = (overall >= criteria.threshold) != case.expect.passes
        yield score_of("verdict", [f"{overall} points"] if wrong else [])
    problems = [f"{name} has {points.get(name)} points" for name in case.expect.low if points.get(name, 100) > _LOW]
    problems += [f"{name} has {points.get(name)} points" for name in case.expect.high if points.get(name, 0) < _HIGH]
    if case.expect.low or case.expect.high:
        yield score_of("points", problems)


def marks_of_answer(
    inputs: AnswerInput, output: SupportAnswer, judge: Callable[[QualityInput], QualityVerdict]
) -> Marks:
    """The house judge's points for an answer, from the points that the quality rules give."""
    asked = QualityInput(
        question=inputs.question,
        answer=output.text,
        citations=output.citations,
        passages=inputs.passages,
        criteria=read_criteria().criteria,
    )
    points = judge(asked).by_criterion()

    def points_of(*criteria: str) -> Iterator[Fault]:
        for name in criteria:
            if points.get(name, 100) < _HIGH:
                yield Fault(max(1, points[name] // 10), f"{name} is low")

    return Marks(
        correctness=mark(points_of("accuracy", "completeness"), "it takes up the question"),
        groundedness=mark(points_of("groundedness"), "the passages hold it"),
        usefulness=mark(points_of("completeness", "structure"), "it can be followed"),
        style=mark(points_of("tone"), "it is plain"),
    )


def marks_of_verdict(inputs: QualityInput, output: QualityVerdict) -> Marks:
    """The house judge's points for a verdict: it has to name what is wrong where it gives few points."""
    low = any(points < _LOW for points in output.by_criterion().values())
    faults = [Fault(3, "few points, and no issue is named")] if low and not output.issues else []
    whole = (
        []
        if {one.name for one in inputs.criteria} == set(output.by_criterion())
        else [Fault(2, "criteria are missing")]
    )
    return Marks(
        correctness=mark(iter(whole), "a judgement for each criterion"),
        groundedness=mark(iter(faults), "issues are named"),
        usefulness=mark(iter(faults), "issues are named"),
        style=mark(iter(()), "it is short"),
    )
