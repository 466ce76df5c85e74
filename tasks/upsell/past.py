"""Past events as cases: what upsell's agents were asked about is asked again, of another version."""

from typing import Any

from markupsafe import Markup

from agents.upsell.unrecognisable import unrecognisable
from schemas.case import Case
from schemas.upsell.case import UpsellCase, UpsellGiven
from schemas.upsell.run import EventRecord
from tasks.bulk.page import facts
from tasks.upsell.chain import JUDGE, MESSAGE
from tasks.upsell.context import UpsellContext
from tasks.upsell.facts import customer_facts

_IN_TAGS, _LONGEST_TAG = str.maketrans("_.", "--"), 32  # the type of an event, in the letters of a tag


def past_case(record: EventRecord, agent: str, context: UpsellContext) -> UpsellCase | None:
    """A message can be written for whoever is not held; the judge needs one that was written."""
    if record.hold is not None or not record.items or (agent == JUDGE.name and not record.attempts):
        return None
    message = record.attempts[0].message.output if agent == JUDGE.name else None
    who = record.event.customer
    technicians = (visit.technician for visit in record.event.service_history)
    named = (who.last_name, who.id, who.email, who.phone, who.address.street, who.address.zip, *technicians)
    customer, message = unrecognisable(customer_facts(record.event), message, named)
    return UpsellCase(
        id=record.subject_id,
        tags=(record.event.event_type.translate(_IN_TAGS)[:_LONGEST_TAG],),
        given=UpsellGiven(
            subject=record.subject_id, customer=customer, items=record.items, brand=context.brand.voicing,
            similar=record.similar, message=message,
        ),
    )  # fmt: skip


def show_case(case: Case) -> Markup:
    """The customer, and what fits."""
    assert isinstance(case, UpsellCase), "the kits of upsell's agents say so"
    given = case.given
    said = {name: value for name, value in given.customer.model_dump(mode="json").items() if value not in (None, [])}
    judged = {} if given.message is None else {"message": given.message.body}
    return facts(said | {"items": ", ".join(item.id for item in given.items)} | judged)


def show_answer(agent: str, output: Any) -> Markup:
    """A message or a verdict, typed or as it is stored."""
    said = output if isinstance(output, dict) else output.model_dump(mode="json")
    if agent == MESSAGE.name:
        return facts({name: said[name] for name in ("item", "subject", "body")})
    return facts({name: one["reason"] if isinstance(one, dict) else one for name, one in said.items()})
