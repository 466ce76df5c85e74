"""From an answer to its scores. An answer passes if every deciding evaluator that applies gives it a 1."""

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from agents.core.kit import Evaluator, evaluated, kits
from agents.evaluation import judgements
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.evaluation import JUDGE, PASSED, Score
from schemas.judge import JudgeInput, Judgement

_OF_EVERY_ANSWER = (
    Evaluator(PASSED, "Passed"),
    Evaluator("answered", "Gave an answer that holds"),
    Evaluator("first_try", "Held at the first try", decides=False),
)
_BY_THE_JUDGE = Evaluator(JUDGE, "Judge's points", decides=False, graded=True)


def evaluators_of(agent: str) -> Mapping[str, Evaluator]:
    """What may be said of an agent's answers, by name and in the order of a table: what decides comes first.

    Of an agent that is not installed (any more), what is said of every agent's.
    """
    kit = kits().get(agent)
    own = judgements.EVALUATORS if kit is None or kit.evaluated is None else kit.evaluated.evaluators
    return {one.name: one for one in (*_OF_EVERY_ANSWER, *own, _BY_THE_JUDGE)}


def labels_of(agent: str) -> Mapping[str, str]:
    """How people call what is said of an agent's answers, by name and in the same order."""
    return {name: one.label for name, one in evaluators_of(agent).items()}


def scores(agent: str, case: Case, inputs: BaseModel, output: BaseModel, *, attempts: int) -> tuple[Score, ...]:
    """The scores of every evaluator that applies to a valid answer of an agent."""
    held = Score(evaluator="answered", value=1.0)
    of_label = isinstance(inputs, JudgeInput)
    found = _of_label(case, output) if of_label else evaluated(agent).scores(case, inputs, output)
    first = "" if attempts == 1 else f"asked {attempts} times until the answer held"
    return (held, Score(evaluator="first_try", value=float(attempts == 1), detail=first), *found)


def _of_label(case: Case, output: BaseModel) -> Iterable[Score]:
    if not isinstance(output, Judgement) or case.judged is None:
        raise BadInputError(f"case {case.id}: a judgement is measured against a label, and it has none")
    return judgements.judgement_scores(case.judged, output)


def no_scores(failure: str) -> tuple[Score, ...]:
    """The scores of a question that got no valid answer."""
    return (Score(evaluator="answered", value=0.0, detail=failure), Score(evaluator="first_try", value=0.0))


def passed(agent: str, found: Iterable[Score]) -> bool:
    """Whether an agent's answer is right as far as evaluators can say."""
    known = evaluators_of(agent)
    return all(score.value == 1.0 for score in found if known[score.evaluator].decides)
