"""From an answer to its scores. An answer passes if every deciding evaluator that applies gives it a 1."""

from collections.abc import Iterable

from pydantic import BaseModel

from agents.core.kit import kits
from agents.evaluation import judgements
from schemas.case import Case
from schemas.errors import BadInputError
from schemas.evaluation import Score
from schemas.judge import JudgeInput, Judgement

# In the order of a table: first what decides, then its parts, then what is only for information.
ORDER = (
    "passed", "answered", "first_try", "category", "confidence", "evidence", "mentions", "grounded", "offers",
    "language", "length", "readable", "agreement", "close", "judge",
)  # fmt: skip
# For information: these do not decide whether an answer passes.
INFORMATIVE = frozenset({"first_try", "readable", "judge", "close"})
# These give shares or points; every other evaluator says yes or no.
GRADED = frozenset({"readable", "judge"})


def scores(case: Case, inputs: BaseModel, output: BaseModel, *, attempts: int) -> tuple[Score, ...]:
    """The scores of every evaluator that applies to a valid answer."""
    held = Score(evaluator="answered", value=1.0)
    found = _of_label(case, inputs, output) if isinstance(inputs, JudgeInput) else _of_kit(case, inputs, output)
    first = "" if attempts == 1 else f"asked {attempts} times until the answer held"
    return (held, Score(evaluator="first_try", value=float(attempts == 1), detail=first), *found)


def _of_label(case: Case, inputs: JudgeInput, output: BaseModel) -> Iterable[Score]:
    if not isinstance(output, Judgement) or case.judged is None:
        raise BadInputError(f"there are no evaluators for {type(inputs).__name__} without a label")
    return judgements.judgement_scores(case.judged, output)


def _of_kit(case: Case, inputs: BaseModel, output: BaseModel) -> Iterable[Score]:
    for kit in kits().values():
        if kit.evaluated is not None and isinstance(inputs, kit.agent.inputs) and isinstance(output, kit.agent.output):
            return kit.evaluated.scores(case.expect, inputs, output)
    raise BadInputError(f"there are no evaluators for {type(output).__name__}")


def no_scores(failure: str) -> tuple[Score, ...]:
    """The scores of a question that got no valid answer."""
    return (Score(evaluator="answered", value=0.0, detail=failure), Score(evaluator="first_try", value=0.0))


def passed(found: Iterable[Score]) -> bool:
    """Whether an answer is right as far as evaluators can say."""
    return all(score.value == 1.0 for score in found if score.evaluator not in INFORMATIVE)
