"""A churned customer, as in the upload, and the words that all systems have for a customer."""

import operator
import re
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

SubscriptionTier = Literal["starter", "growth", "enterprise"]
# Why a customer leaves; a sender profile says which of its claims and offers answer which of these.
Category = Literal["pricing", "features", "onboarding", "competition", "business_closure", "unclear"]

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def _number(value: object) -> object:
    """Plain decimal text only: `float()` alone would also take `1_000`, `inf` and `nan`."""
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            raise ValueError("is not a plain number")
        return float(text)
    return value


def _day(value: object) -> object:
    """An ISO date, or an ISO date and time whose day counts."""
    if isinstance(value, str):
        text = value.strip()
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError("is not a date like 2026-01-31")
        try:
            return datetime.fromisoformat(text).date()
        except ValueError:
            raise ValueError("is not a date like 2026-01-31") from None
    return value


def _stripped_lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _stripped_upper(value: object) -> object:
    return value.strip().upper() if isinstance(value, str) else value


def _optional(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Key = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=16_384)]
Number = Annotated[float, BeforeValidator(_number), Field(allow_inf_nan=False)]
Day = Annotated[date, BeforeValidator(_day)]
Email = Annotated[str, StringConstraints(strip_whitespace=True, max_length=320, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Language = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, pattern=r"^[a-zA-Z]{2}$")]


class Sibling(BaseModel):
    """Another row of the file with the same address or customer id; only what says who may be written to."""

    model_config = ConfigDict(frozen=True)

    reason: str = ""
    context: dict[str, str] = Field(default_factory=dict)
    left: bool = Field(description="Whether this row's customer left, too.")


class Customer(BaseModel):
    """One accepted row. Money is in `currency` a month; days are calendar days without a zone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    customer_id: Key  # unique in the file
    email: Email | None = Field(default=None, description="None if the file has none; the customer is then on hold.")
    company_name: str = Field(description="Empty if the file has none; the greeting then has no name.")
    # None if the file has none
    subscription_tier: Annotated[SubscriptionTier, BeforeValidator(_stripped_lower)] | None = None
    mrr: Annotated[Number, Field(gt=0)] | None = None  # monthly recurring revenue; None if the file has none
    # ISO 4217
    currency: Annotated[str, BeforeValidator(_stripped_upper), StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    churn_date: Day  # the day it left
    cancellation_reason: str = ""  # in the customer's words, or empty
    first_name: str | None = Field(
        default=None, exclude_if=lambda name: name is None, description="Of the person, where the file has it for sure."
    )
    own_words: str | None = Field(
        default=None,
        exclude_if=lambda own: own is None,
        description="What of the reason the customer wrote, and an email may quote. None: all of it.",
    )
    signup_date: Annotated[Day | None, BeforeValidator(_optional)] = None  # the day it came
    last_login_date: Annotated[Day | None, BeforeValidator(_optional)] = None  # the day it was last seen
    # in all, in `currency`
    total_spent: Annotated[Annotated[Number, Field(ge=0)] | None, BeforeValidator(_optional)] = None
    language: Annotated[Language | None, BeforeValidator(_optional)] = Field(
        default=None, description="ISO 639-1 code of the language to write in, if the file says."
    )
    context: dict[str, str] = Field(default_factory=dict, description="Every further column, as it came.")
    siblings: tuple[Sibling, ...] = Field(
        default=(), exclude_if=operator.not_, description="Other rows of this address or id; a no in any of them holds."
    )


REQUIRED_COLUMNS = (
    "customer_id",
    "email",
    "company_name",
    "subscription_tier",
    "mrr",
    "churn_date",
    "cancellation_reason",
)
_NO_COLUMNS = ("first_name", "own_words", "context", "siblings")
COLUMNS = tuple(name for name in Customer.model_fields if name not in _NO_COLUMNS)
