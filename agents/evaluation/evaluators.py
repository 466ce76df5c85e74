"""From an answer to its scores. An answer passes where every required evaluator that applies gives it a 1."""

from collections.abc import Iterable

from pydantic import BaseModel

from agents.core.kit import kits
from agents.evaluation import judgements
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.evaluation import Score
from schemas.judge import JudgeInput, Judgement

# As they stand in a table: what decides first, then what it is made of, then what is only said.
ORDER = (
    "passed", "answered", "first_try", "category", "confidence", "evidence", "mentions", "grounded", "offers",
    "language", "length", "readable", "agreement", "close", "judge",
)  # fmt: skip
# What is said of an answer but does not decide whether it passes.
INFORMATIVE = frozenset({"first_try", "readable", "judge", "close"})
# Shares and points; every other evaluator says yes or no.
GRADED = frozenset({"readable", "judge"})


def scores(case: Case, inputs: BaseModel, output: BaseModel, *, attempts: int) -> tuple[Score, ...]:
    """What every evaluator that applies says of one answer that holds."""
    held = Score(evaluator="answered", value=1.0)
    found = _of_label(case, inputs, output) if isinstance(inputs, JudgeInput) else _of_kit(case, inputs, output)
    first = "" if attempts == 1 else f"asked {attempts} times until the answer held"
    return (held, Score(evaluator="first_try", value=float(attempts == 1), detail=first), *found)


def _of_label(case: Case, inputs: JudgeInput, output: BaseModel) -> Iterable[Score]:
    if not isinstance(output, Judgement) or case.judged is None:
        raise BadInputError(f"there are no evaluators for {type(inputs).__name__} without a label")
    return judgements.scores(case.judged, output)


def _of_kit(case: Case, inputs: BaseModel, output: BaseModel) -> Iterable[Score]:
    for kit in kits().values():
        if kit.evaluated is not None and isinstance(inputs, kit.agent.inputs) and isinstance(output, kit.agent.output):
            return kit.evaluated.scores(case.expect, inputs, output)
    raise BadInputError(f"there are no evaluators for {type(output).__name__}")


def no_scores(failure: str) -> tuple[Score, ...]:
    """What is said of an answer that never held."""
    return (Score(evaluator="answered", value=0.0, detail=failure), Score(evaluator="first_try", value=0.0))


def passed(found: Iterable[Score]) -> bool:
    """Whether an answer is right as far as evaluators can say."""
    return all(score.value == 1.0 for score in found if score.evaluator not in INFORMATIVE)
