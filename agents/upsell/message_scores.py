"""Scores of a message that need neither a person nor a model."""

from collections.abc import Iterator

from agents.core.kit import Evaluator
from agents.scoring.evaluators import GROUNDED, LENGTH, MENTIONS, READABLE
from agents.scoring.expected import mention_score, out_of_bounds, score_of
from agents.scoring.text import readability, word_count
from agents.upsell.offline.judging import judge
from agents.upsell.rules import violations
from schemas.evaluation import Score
from schemas.upsell.case import UpsellCase
from schemas.upsell.message import MAX_WORDS, MIN_WORDS, MessageInput, MessageJudgeInput, UpsellMessage

EVALUATORS = (
    MENTIONS,
    GROUNDED,
    Evaluator("item", "Chose an item that is right"),
    Evaluator("heeds", "Leaves out what was criticised"),
    LENGTH,
    Evaluator("approvable", "The judge's rules would approve it", decides=False),
    READABLE,
)


def message_scores(case: UpsellCase, inputs: MessageInput, output: UpsellMessage) -> Iterator[Score]:
    """Truth, item, critique, words, length, readability."""
    yield score_of("grounded", violations(inputs, output))
    if case.expect.item:
        right = output.item in case.expect.item
        yield score_of("item", [] if right else [f"{output.item}, not {' or '.join(case.expect.item)}"])
    if inputs.critique is not None:
        same = inputs.critique.draft.body == output.body
        yield score_of("heeds", ["it is the draft that was not approved"] if same else [])
    yield from mention_score(case.expect, f"{output.subject}\n{output.body}")
    most = case.expect.max_words or MAX_WORDS
    yield score_of("length", out_of_bounds(word_count(output.body), MIN_WORDS, most, "number of words"))
    said = judge(MessageJudgeInput(customer=inputs.customer, items=inputs.items, brand=inputs.brand, message=output))
    yield score_of("approvable", [] if said.approved else list(said.reasons))
    yield Score(evaluator="readable", value=round(readability(output.body), 4))
