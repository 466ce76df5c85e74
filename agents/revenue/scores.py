"""What is said of an explanation by rules, and the judge's points where no model judges."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.revenue.explain import check
from agents.scoring.evaluators import MENTIONS
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.marks import Fault, mark
from schemas.evaluation import Score
from schemas.judge import Marks
from schemas.revenue.case import RevenueCase
from schemas.revenue.explanation import Explanation
from schemas.revenue.view import ExplainInput

GROUNDED = Evaluator("grounded", "Figures and columns of its own finding")
EVIDENCE = Evaluator("evidence", "Names the columns that decide")
URGENCY = Evaluator("urgency", "As urgent as it is")
ACTION = Evaluator("action", "Does first what is to be done first")
EVALUATORS = (MENTIONS, GROUNDED, EVIDENCE, URGENCY, ACTION)


def scores(case: RevenueCase, inputs: ExplainInput, output: Explanation) -> Iterator[Score]:
    """Each evaluator that has something to say of this case."""
    yield from mention_score(case.expect, " ".join((output.headline, *output.reasons)))
    wrong = check(inputs, output)
    yield score_of("grounded", [] if wrong is None else [wrong])
    if case.expect.evidence:
        missing = [name for name in case.expect.evidence if not {*name.split("|")} & {*output.evidence}]
        yield score_of("evidence", [f"{name} is not named" for name in missing])
    problems = out_of_bounds(output.urgency, case.expect.min_urgency, case.expect.max_urgency, "urgency")
    yield score_of("urgency", problems)
    if case.expect.action:
        yield score_of("action", [] if output.action in case.expect.action else [f"chooses {output.action!r}"])


def judge(inputs: ExplainInput, output: Explanation) -> Marks:
    """By what can be counted."""
    wrong = check(inputs, output)
    faults = [] if wrong is None else [Fault(3, wrong)]
    long = [Fault(6, "it is longer than its evidence")] if len(output.headline) > 250 else []  # noqa: PLR2004 -- a line
    return Marks(
        correctness=mark(iter(faults), "it says what the finding says"),
        groundedness=mark(iter(faults), "its figures are the finding's"),
        usefulness=mark(iter(()), "it says what to do first"),
        style=mark(iter(long), "it is brief"),
    )


RUBRIC = """\
The task was to explain one finding of a revenue analysis to the person who owns the account or the topic, to say how
urgent it is, and to choose the first of the proposed actions. Names are pseudonyms.
- correctness: the reasons follow from the evidence, and the urgency fits severity, amount and deadline.
- groundedness: every figure stands in the finding. One invention: at most 3.
- usefulness: the owner knows what to do first, and why.
- style: short, plain, no blame.
"""
