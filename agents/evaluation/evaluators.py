"""From an answer to its scores. An answer passes where every required evaluator that applies gives it a 1."""

from collections.abc import Iterable

from pydantic import BaseModel

from agents.evaluation import analyses, campaigns, judgements
from schemas.campaign import Campaign, CampaignInput
from schemas.case import Case
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput
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
    found: Iterable[Score]
    if isinstance(inputs, ChurnAnalysisInput) and isinstance(output, ChurnAnalysis):
        found = analyses.scores(case.expect, inputs, output)
    elif isinstance(inputs, CampaignInput) and isinstance(output, Campaign):
        found = campaigns.scores(case.expect, inputs, output)
    elif isinstance(inputs, JudgeInput) and isinstance(output, Judgement) and case.judged is not None:
        found = judgements.scores(case.judged, output)
    else:
        raise BadInputError(f"there are no evaluators for {type(output).__name__}")
    held = Score(evaluator="answered", value=1.0)
    first = "" if attempts == 1 else f"asked {attempts} times until the answer held"
    return (held, Score(evaluator="first_try", value=float(attempts == 1), detail=first), *found)


def no_scores(failure: str) -> tuple[Score, ...]:
    """What is said of an answer that never held."""
    return (Score(evaluator="answered", value=0.0, detail=failure), Score(evaluator="first_try", value=0.0))


def passed(found: Iterable[Score]) -> bool:
    """Whether an answer is right as far as evaluators can say."""
    return all(score.value == 1.0 for score in found if score.evaluator not in INFORMATIVE)
