"""How summaries of conversations are judged in an evaluation."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.evaluators import GROUNDED
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.marks import Fault, mark
from agents.scoring.text import word_count
from agents.support.summarising import invented_numbers
from schemas.evaluation import Score
from schemas.judge import Marks
from schemas.support.case import SummaryCase
from schemas.support.summary import ConversationSummary, SummaryInput

SHORT = Evaluator("brief", "In few words")
EVALUATORS = (GROUNDED, SHORT)
RUBRIC = (
    "The task was to sum up the older part of a customer's conversation for whoever goes on with it. correctness: what "
    "the customer wants, has and tried, and what was answered, as it was said. groundedness: nothing that was not "
    "said. "
    "usefulness: could one go on without the turns? style: few plain words."
)


def summary_question(case: SummaryCase, _fields: tuple[str, ...]) -> SummaryInput:
    """What the agent is given for a case."""
    return SummaryInput(earlier=case.given.earlier, turns=case.given.turns)


def lacks_turns(case: SummaryCase) -> str:
    """What a case is missing."""
    return "" if case.given.turns else "turns: there is nothing to sum up"


def summary_scores(case: SummaryCase, inputs: SummaryInput, output: ConversationSummary) -> Iterator[Score]:
    """What can be said of a summary by rules."""
    yield from mention_score(case.expect, output.summary)
    yield score_of("grounded", invented_numbers(inputs, output))
    words = word_count(output.summary)
    yield score_of("brief", out_of_bounds(words, None, case.expect.max_words, "number of words"))


def marks_of_summary(inputs: SummaryInput, output: ConversationSummary) -> Marks:
    """The house judge's points for a summary, by what can be counted."""
    invented = [Fault(3, f"{number} was never said") for number in invented_numbers(inputs, output)]
    whole = sum(len(turn.question) + len(turn.answer) for turn in inputs.turns) + len(inputs.earlier)
    longer = [Fault(4, "it is longer than what it sums up")] if len(output.summary) > max(200, whole) else []
    return Marks(
        correctness=mark(iter(invented), "its numbers were said"),
        groundedness=mark(iter(invented), "its numbers were said"),
        usefulness=mark(iter(longer), "it is shorter"),
        style=mark(iter(longer), "it is short"),
    )
