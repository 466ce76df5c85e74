"""Stated against observed: fields of a customer that contradict the reason it gave."""

from typing import NamedTuple

from agents.winback.observation import very_low_usage
from schemas.customer import Category, Customer

LOWERED, CEILING = 20, 75
_IDLE_DAYS = 90


class Contradiction(NamedTuple):
    """The field that contradicts, and the sentence that says so."""

    field: str
    sentence: str


def contradiction(customer: Customer, category: Category) -> Contradiction | None:
    """What the fields say against this cause; None if nothing does."""
    if category == "pricing" and (usage := very_low_usage(customer.context)) is not None:
        return Contradiction(
            f"context.{usage.column}",
            f"The price is what was said, but {usage.name} was only {usage.percent:.3g} percent: "
            "too little use may be the cause behind it.",
        )
    last, left = customer.last_login_date, customer.churn_date
    if category in ("pricing", "features", "competition") and last is not None and (left - last).days >= _IDLE_DAYS:
        return Contradiction(
            "last_login_date",
            f"Nobody had logged in for {(left - last).days} days before it left: "
            "the stated cause may not be the real one.",
        )
    return None
