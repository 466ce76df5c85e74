"""Who can be won back: customers by what stands between them and an email."""

from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Literal, NamedTuple

from schemas.hold import HoldCode
from schemas.winback.run import CustomerRecord
from tasks.winback.report.money import Money

Chance = Literal["ready", "review", "person", "later", "silent", "lost", "open"]
CHANCES: dict[Chance, tuple[str, str]] = {  # what it is called, and which customers it is
    "ready": ("Emails are ready", ""),
    "review": ("Wait for your approval", ""),
    "person": ("Need an answer from a person", "angry, or asking for one"),
    "later": ("Not now", "held out, written to recently, answered already, on hold by hand, payment in dispute"),
    "silent": ("Must not be written to", "said no, or no usable address"),
    "lost": ("Nothing to win", "closed, deceased, came back, or never left"),
    "open": ("No result yet", ""),
}
EXPECTED: tuple[Chance, ...] = (
    "ready",
    "review",
    "person",
)  # those of whom somebody may come back by what is done here
_HOLDS: dict[HoldCode, Chance] = {
    "needs_a_person": "person",
    "manual": "later",
    "duplicate_address": "later",
    "payment_dispute": "later",
    "contacted": "later",
    "replied": "later",
    "holdout": "later",
    "no_address": "silent",
    "suppressed": "silent",
    "asks_erasure": "silent",
    "asked_to_stop": "silent",
    "deceased": "lost",
    "business_closed": "lost",
    "not_churned": "lost",
    "came_back": "lost",
}
Worth = dict[Chance, dict[str, Money]]  # by chance and cause: customers and their MRR


class ChanceRow(NamedTuple):
    """One row of the table."""

    name: str
    why: str  # which customers it is; may be empty
    found: Money
    expected: str  # MRR that may come back, as a range; empty if none is expected


def chance_of(record: CustomerRecord) -> Chance:
    """What stands between a customer and an email."""
    if record.hold is not None:
        return _HOLDS[record.hold.code]
    if record.ready:
        return "ready"
    return "review" if record.waits else "open"


def no_worth() -> Worth:
    """Nobody counted yet."""
    return defaultdict(partial(defaultdict, Money))  # no lambda: it could not go to another process


def chance_rows(worth: Worth, expected: Mapping[str, str]) -> list[ChanceRow]:
    """The rows of those chances that somebody has; `expected`: by chance, the range in words."""
    rows = []
    for chance, (name, why) in CHANCES.items():
        if causes := worth.get(chance):
            rows.append(ChanceRow(name, why, Money.total(causes.values()), expected.get(chance, "")))
    return rows
