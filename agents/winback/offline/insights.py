"""Three to five sentences about a customer, built from the fields that are given."""

import math
from datetime import date

from agents.winback.observation import ProductUse
from agents.winback.offline.plain_words import clean
from agents.winback.offline.scoring import FoundCause
from schemas.customer import Category
from schemas.winback.churn_analysis import CustomerView, Topic

_FEWEST, _MOST = 3, 5
_QUOTE_LENGTH = 120
_NAME_LENGTH = 60
_DAYS_A_MONTH = 30.44
_SHORT_STAY_DAYS = 90
_IDLE_DAYS = 30
_LARGEST_PLAIN = 1e15
_LONG = 7  # digits

CAUSES: dict[Category, str] = {
    "pricing": "the price",
    "features": "something missing in the product",
    "onboarding": "getting started and getting help",
    "competition": "a move to an alternative",
    "business_closure": "the end of the company or the project",
    "unclear": "no cause",
}

# Whether each can be won, and what would have to be true.
WINNABLE: dict[Category, str] = {
    "pricing": "It can be won if what it pays fits what it really uses.",
    "features": "It can be won once the missing point works, and hardly before.",
    "onboarding": "It can be won if one person and one real task get a guided start.",
    "competition": "It is hard to win before the other contract ends, and only over something that is missing there.",
    "business_closure": "It cannot be won, because what the product was for has ended.",
    "unclear": "Whether it can be won is open until somebody asks for the reason.",
}
WINNABLE_TOPICS: dict[Topic, str] = {
    "billing": "It can be won only after the charge is settled and somebody has apologised.",
    "trust": "It can be won only if a person answers for what happened; an offer would make it worse.",
    "seasonal": "It can come back with the next season, if nobody presses before.",
    "no_longer_needed": "It cannot be won now; only a new need would bring it back.",
}


def describe(customer: CustomerView, verdict: FoundCause, usage: ProductUse | None, topic: Topic | None) -> list[str]:
    """What failed, whether it can be won and what would have to be true, then what else the fields show."""
    found = (
        _reason(customer, verdict),
        WINNABLE_TOPICS[topic] if topic else WINNABLE[verdict.category],
        _usage(verdict, usage),
        _second(verdict),
        _tenure(customer),
        _last_login(customer),
        _revenue(customer),
        _account(customer),
    )
    sentences = [sentence for sentence in found if sentence][:_MOST]
    return sentences + _gaps(customer)[: max(0, _FEWEST - len(sentences))]


def _reason(customer: CustomerView, verdict: FoundCause) -> str:
    quote = clean(customer.cancellation_reason or "", _QUOTE_LENGTH).replace('"', "'")
    if not quote:
        return "No cancellation reason is given, so the cause is not known."
    meaning = "names no cause that these rules can read" if verdict.category == "unclear" else "points to"
    cause = "" if verdict.category == "unclear" else " " + CAUSES[verdict.category]
    return 'The reason given is "' + quote + '", which ' + meaning + cause + "."


def _usage(verdict: FoundCause, usage: ProductUse | None) -> str:
    if usage is None:
        return ""
    observed = f"{usage.name} was only {usage.percent:.3g} percent"
    if verdict.category == "pricing":
        return "The price is what was said, but " + observed + ": too little use may be the cause behind it."
    return "In use it shows that " + observed + "."


def _second(verdict: FoundCause) -> str:
    return "A second cause is in the same words: " + CAUSES[verdict.second] + "." if verdict.second else ""


def _tenure(customer: CustomerView) -> str:
    if customer.signup_date is None or customer.churn_date is None:
        return ""
    days = (customer.churn_date - customer.signup_date).days
    if days < 0:
        return f"The sign-up date {customer.signup_date} lies after the churn date {customer.churn_date}; one is wrong."
    stay = f"The customer stayed {_span(days)}, from {customer.signup_date} to {customer.churn_date}"
    return stay + (", so it left early." if days < _SHORT_STAY_DAYS else ".")


def _span(days: int) -> str:
    return _counted(days, "day") if days < _SHORT_STAY_DAYS else _counted(round(days / _DAYS_A_MONTH), "month")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" + ("" if number == 1 else "s")


def _revenue(customer: CustomerView) -> str:
    tier = clean(customer.subscription_tier or "", _NAME_LENGTH)
    parts = [
        "paid " + _money(customer.mrr, customer.currency) + " a month" if customer.mrr is not None else "",
        "was on the " + tier + " tier" if tier else "",
        "spent " + _money(customer.total_spent, customer.currency) + " in total"
        if customer.total_spent is not None
        else "",
    ]
    said = [part for part in parts if part]
    return "It " + ", ".join(said[:-1]) + (" and " if said[1:] else "") + said[-1] + "." if said else ""


def _money(amount: float, currency: str | None) -> str:
    plain = math.isfinite(amount) and abs(amount) < _LARGEST_PLAIN
    number = f"{amount:,.2f}".removesuffix(".00") if plain else f"{amount:.3g}"
    return " ".join((number, clean(currency or "", 10))).strip()


def _last_login(customer: CustomerView) -> str:
    if customer.last_login_date is None or customer.churn_date is None:
        return ""
    idle = (customer.churn_date - customer.last_login_date).days
    if idle < 0:
        return f"It still logged in after the churn date, on {customer.last_login_date}."
    return (
        "The last login was " + _counted(idle, "day") + " before it left, so " + _habit(idle, customer.last_login_date)
    )


def _account(customer: CustomerView) -> str:
    parts = [
        _counted(int(number), unit)
        for column, unit in (("seats", "seat"), ("support_tickets", "support ticket"))
        if (number := customer.context.get(column, "").strip()).isdecimal() and len(number) < _LONG
    ]
    return f"It had {' and '.join(parts)}." if parts else ""


def _habit(idle: int, last_login: date) -> str:
    if idle >= _IDLE_DAYS:
        return f"use had stopped by {last_login}."
    return "it was in use until the end."


def _gaps(customer: CustomerView) -> list[str]:
    gaps = (
        ("The row does not say how long it stayed.", _tenure(customer)),
        ("The row does not say what it paid.", _revenue(customer)),
        ("The row does not say when it last used the product.", _last_login(customer)),
    )
    return [sentence for sentence, known in gaps if not known]
