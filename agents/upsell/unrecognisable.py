"""A past customer as a case: what a message was about, with nothing by which somebody could be recognised.

Numbers that recognise somebody (the house, the phone), names, towns and addresses go; a greeting keeps a name, but
another one, because a message to somebody without a name is a different task.
"""

import re
from collections.abc import Iterable

from agents.checks.names import unknown_names, unknown_persons
from schemas.upsell.message import CustomerFacts, UpsellMessage

STAND_IN = "Alex"
_SOMEBODY, _SOMETHING = "somebody", "something"
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STREET = re.compile(
    r"\b\d{1,6} (?:[NSEW]\.? )?(?:\w+ ){1,3}(?:street|st|avenue|ave|road|rd|drive|dr"
    r"|lane|ln|court|ct|way|boulevard|blvd|place|pl|circle|cir|terrace|trail|parkway)\b\.?",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"(?<![\w$])[#(+]?\d[\d() .-]{2,}\d(?!\w)")  # phones, gate codes, account numbers
_SHORTEST = 2


def unrecognisable(
    customer: CustomerFacts, message: UpsellMessage | None, known: Iterable[str | None] = ()
) -> tuple[CustomerFacts, UpsellMessage | None]:
    """Both without names, addresses and numbers of a person; `known` are further texts that name them."""
    names = _names((customer.first_name, customer.city, *known))
    shown = customer.model_copy(
        update={
            "first_name": STAND_IN if customer.first_name else None,
            "city": None,
            "visits": tuple(
                visit.model_copy(update={"notes": visit.notes and _without_anybody(visit.notes, names)})
                for visit in customer.visits
            ),
        }
    )
    return shown, message and _renamed(message, customer.first_name, names)


def _renamed(message: UpsellMessage, first_name: str | None, names: list[str]) -> UpsellMessage:
    def renamed(text: str) -> str:
        text = _replaced(text, [first_name], STAND_IN) if first_name else text
        return _replaced(text, names, _SOMEBODY)

    parts = {name: renamed(getattr(message, name)) for name in ("subject", "body", "ask")}
    return message.model_copy(update=parts)


def _without_anybody(notes: str, names: list[str]) -> str:
    text = _EMAIL.sub(_SOMETHING, _STREET.sub(_SOMETHING, notes))
    text = _replaced(_LONG_NUMBER.sub(_SOMETHING, text), names, _SOMEBODY)
    # A capital within a sentence is a name; which one it is makes no difference to a message.
    return _replaced(text, [*unknown_names(text, "", "en"), *unknown_persons(text, "")], _SOMEBODY)


def _names(said: Iterable[str | None]) -> list[str]:
    """Names, whole and in their parts, the longest first."""
    whole = [one.strip() for one in said if one and len(one.strip()) >= _SHORTEST]
    parts = [part for one in whole for part in one.split() if len(part) > _SHORTEST and part[0].isupper()]
    return sorted({*whole, *parts}, key=len, reverse=True)


def _replaced(text: str, names: Iterable[str], by: str) -> str:
    for name in names:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", by, text, flags=re.IGNORECASE)
    return text
