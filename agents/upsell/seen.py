"""What upsell's agents see of a customer: data that gives no orders, and a name only if it is one."""

import re
from collections.abc import Iterator
from functools import lru_cache

from agents.checks.injection import speaks_to_ai, without_orders
from schemas.plain_text import plain, plain_line
from schemas.upsell.message import CustomerFacts, Visit

_LONGEST_NOTES, _LONGEST_TEXT, _LONGEST_NAME = 1_000, 120, 40
_NAME = re.compile(r"[^\W\d_]+(?:[ '\u2019.-]{1,2}[^\W\d_]+)*\.?")
_NO_NAMES = frozenset((
    "na", "n.a", "none", "null", "nil", "test", "unknown", "customer", "client", "user", "admin", "friend", "homeowner",
    "resident", "sir", "madam", "mr", "mrs", "ms", "dr", "name", "first", "firstname", "vorname", "tbd", "the", "and",
    "valued", "anonymous",
))  # fmt: skip
_TEXTS = ("city", "plan", "upcoming_service", "property_type")
_SHOUTED = 2  # letters from which on capitals are shouted, not initials


@lru_cache(maxsize=512)  # each step of a chain is looked at several times, and orders are looked for in every text
def seen(customer: CustomerFacts, fields: tuple[str, ...] = ()) -> CustomerFacts:
    """The customer with the fields that a version names, or all of them if it names none.

    Sentences that give orders to an AI are left out, with all that follows them in the same note.
    """
    shown: dict[str, object] = {name: _line(getattr(customer, name)) for name in _TEXTS}
    shown["first_name"] = first_name(customer.first_name)
    shown["lot_features"] = tuple(filter(None, map(_line, customer.lot_features)))
    shown["visits"] = tuple(map(_visit, customer.visits))
    if fields:
        shown |= dict.fromkeys(set(CustomerFacts.model_fields) - {*fields, "month"})
        shown |= {name: () for name in ("visits", "lot_features") if name not in fields}
    return customer.model_copy(update=shown)


def flagged(customer: CustomerFacts) -> Iterator[str]:
    """The fields that speak to an AI, for a person to look at."""
    for name in ("first_name", *_TEXTS):
        if speaks_to_ai(getattr(customer, name) or ""):
            yield name
    if any(map(speaks_to_ai, customer.lot_features)):
        yield "lot_features"
    for number, visit in enumerate(customer.visits, start=1):
        if speaks_to_ai(visit.type) or speaks_to_ai(visit.notes or ""):
            yield f"visits.{number}"


def first_name(said: str | None) -> str | None:
    """A first name as a greeting has it; None for what is not a name, such as `N/A` or a number."""
    name = plain_line(said or "").strip(" .,")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or name.casefold() in _NO_NAMES or speaks_to_ai(name):
        return None
    shouted = name.isupper() and len(name) > _SHOUTED
    return name.title() if shouted or name.islower() else name


def _line(text: str | None) -> str | None:
    said = plain_line((text or "")[: _LONGEST_TEXT * 4])[:_LONGEST_TEXT].strip()
    return None if not said or speaks_to_ai(text or "") else said


def _visit(visit: Visit) -> Visit:
    notes = without_orders(plain((visit.notes or "")[: _LONGEST_NOTES * 4]))[:_LONGEST_NOTES].strip()
    return visit.model_copy(update={"type": _line(visit.type) or "service", "notes": notes or None})
