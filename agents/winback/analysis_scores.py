"""Scores of an analysis that need neither a person nor a model."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.evaluators import GROUNDED, LENGTH, MENTIONS, READABLE
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.text import readability, unquoted, word_count
from agents.winback.groundedness import untraced_numbers
from schemas.evaluation import Score
from schemas.winback.case import WinbackCase
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput, CustomerView

EVALUATORS = (
    Evaluator("category", "Right category"),
    Evaluator("confidence", "Sure as it should be"),
    Evaluator("evidence", "Rests on the right fields"),
    MENTIONS,
    GROUNDED,
    LENGTH,
    READABLE,
)
_MOST_WORDS = 250
_DAYS_A_MONTH = 30.44


def analysis_scores(case: WinbackCase, inputs: ChurnAnalysisInput, output: ChurnAnalysis) -> Iterator[Score]:
    """Exact category, certainty, evidence, words, numbers, length, readability."""
    expect = case.expect
    if expect.category:
        wrong = [] if output.category in expect.category else [f"{output.category}, not {' or '.join(expect.category)}"]
        yield score_of("category", wrong)
    if expect.min_confidence is not None or expect.max_confidence is not None:
        yield score_of(
            "confidence", out_of_bounds(output.confidence, expect.min_confidence, expect.max_confidence, "confidence")
        )
    if expect.evidence:
        missing = [field for field in expect.evidence if field not in output.evidence]
        yield score_of("evidence", [f"does not rest on {field}" for field in missing])
    text = "\n".join((*output.insights, output.recommendation))
    # An analysis may quote whatever the customer wrote, even demands.
    yield from mention_score(expect, text, unquoted(text, inputs.customer.cancellation_reason or ""))
    invented = untraced_numbers(text, inputs.customer, _given(inputs.customer))
    yield score_of("grounded", [f"the number {number} is in no field" for number in dict.fromkeys(invented)])
    yield score_of("length", out_of_bounds(word_count(text), None, expect.max_words or _MOST_WORDS, "number of words"))
    yield Score(evaluator="readable", value=round(readability(text), 4))


def _given(customer: CustomerView) -> str:
    """The fields, and figures that follow from them: how long the customer was idle, what a year cost."""
    fields = customer.model_dump(mode="json", exclude_none=True)
    said = [str(value) for value in (*fields.pop("context", {}).values(), *fields.values())]
    if customer.last_login_date and customer.churn_date:
        idle = (customer.churn_date - customer.last_login_date).days
        said += [str(abs(idle)), str(round(abs(idle) / _DAYS_A_MONTH)), str(abs(idle) // 7)]
    if customer.mrr is not None:
        said.append(f"{12 * customer.mrr:.2f}")
    return "\n".join(said)
