"""What upsell's agents are asked: in a run and for a case, by the same functions."""

from agents.upsell.seen import seen
from schemas.errors import BadInputError
from schemas.upsell.brand import Voicing
from schemas.upsell.case import UpsellCase
from schemas.upsell.message import (
    Critique,
    CustomerFacts,
    FittingItem,
    MessageInput,
    MessageJudgeInput,
    SimilarCase,
    UpsellMessage,
    Verdict,
)


def message_inputs(
    customer: CustomerFacts,
    fields: tuple[str, ...],
    items: tuple[FittingItem, ...],
    brand: Voicing,
    similar: tuple[SimilarCase, ...] = (),
    critique: Critique | None = None,
) -> MessageInput:
    """What a message is written from; of the customer, what a version may see."""
    return MessageInput(customer=seen(customer, fields), items=items, brand=brand, similar=similar, critique=critique)


def judge_inputs(
    customer: CustomerFacts,
    fields: tuple[str, ...],
    items: tuple[FittingItem, ...],
    brand: Voicing,
    message: UpsellMessage,
) -> MessageJudgeInput:
    """What a message is judged by: the cases and the critique are its writer's business."""
    return MessageJudgeInput(customer=seen(customer, fields), items=items, brand=brand, message=message)


def critique_of(message: UpsellMessage, verdict: Verdict) -> Critique:
    """What the writer is told of a message that was not approved."""
    return Critique(draft=message, reasons=verdict.reasons)


def message_question(case: UpsellCase, fields: tuple[str, ...]) -> MessageInput:
    """What a case asks the writer."""
    given = case.given
    return message_inputs(given.customer, fields, given.items, given.brand, given.similar, given.critique)


def judge_question(case: UpsellCase, fields: tuple[str, ...]) -> MessageJudgeInput:
    """What a case asks the judge. Raises `BadInputError` without a message."""
    given = case.given
    if given.message is None:
        raise BadInputError(f"case {case.id}: {lacks_message(case)}")
    return judge_inputs(given.customer, fields, given.items, given.brand, given.message)


def lacks_nothing(_case: UpsellCase) -> str:
    """Nothing: a message can be written for any customer for whom something fits."""
    return ""


def lacks_message(case: UpsellCase) -> str:
    """The message, without which there is nothing to judge."""
    return "" if case.given.message is not None else "message: there is nothing to judge without one"
