"""The do-not-send rules: which customers are not written to, and why. Pure, in order of precedence."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from agents.checks.needs_person import Need
from agents.checks.stop_requests import Request
from schemas.address import normalised
from schemas.customer import Category, Customer
from schemas.errors import one_line
from schemas.hold import Hold, HoldCode, Ruling
from schemas.winback.churn_analysis import ChurnAnalysis
from tasks.files.harmless import is_formula
from tasks.outreach.customer_requests import need_of, request_of
from tasks.outreach.opt_out_columns import opt_out_in
from tasks.outreach.restrictions import Restrictions
from tasks.winback.not_won_back import Obstacle, obstacle_in
from tasks.winback.returned import returned_in

_HOLDOUT_STEPS = 1 << 32
# Holds that an email, or what came after it, may bring about.
LATER: frozenset[HoldCode] = frozenset(("suppressed", "came_back", "replied", "contacted"))


@dataclass(frozen=True, slots=True)
class DoNotSend:
    """Everything that is known before a customer is written to."""

    restrictions: Restrictions = field(default_factory=Restrictions)
    duplicates: Mapping[str, str] = field(default_factory=dict)
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    holdout: float = 0.0

    def hold(self, customer: Customer, category: Category | None, *, written: bool = False) -> Hold | None:
        """Why this customer gets no emails, as far as is known; None if nothing speaks against them.

        `category` is the analysis's, if there is one; `written`: whether this upload has paid for the emails.
        """
        if (final := _no_address(self, customer) or _suppressed(self, customer) or _opted_out(customer)) is not None:
            return final
        ruling = self.rulings.get(customer.customer_id)
        if ruling is not None:
            return None if ruling.action == "release" else Hold(code="manual", reason=ruling.reason or "held by hand")
        for rule in _RULES:
            if (held := rule(self, customer)) is not None:
                return held
        if category == "business_closure":
            return Hold(code="business_closed", reason="the business or project has ended")
        if not written and (held := _contacted(self, customer)) is not None:
            return held
        # Last: who is held out is compared with those who are written to, so nothing else may speak against them.
        return _holdout(self, customer)


def cause(analysis: ChurnAnalysis) -> Category | None:
    """The category as the rules read it: a pause, or a need that has ended, is no business that has closed."""
    goes_on = analysis.topic in ("seasonal", "no_longer_needed") and analysis.category == "business_closure"
    return None if goes_on else analysis.category


@dataclass(slots=True)
class SameAddress:
    """Finds shared addresses. Give it customers in order of precedence; `found` maps later owners to the first."""

    found: dict[str, str] = field(default_factory=dict)
    _first: dict[str, str] = field(default_factory=dict)

    def add(self, customer: Mapping[str, Any]) -> None:
        """Add one stored customer."""
        email, customer_id = customer["email"], customer["customer_id"]
        if email:
            owner = self._first.setdefault(normalised(email) or email.casefold(), customer_id)
            if owner != customer_id:
                self.found[customer_id] = owner


def held_out(customer_id: str, share: float) -> bool:
    """Whether a customer is in the holdout group: always the same ones, and a larger share includes a smaller one."""
    drawn = int.from_bytes(hashlib.sha256(b"holdout\0" + customer_id.encode()).digest()[:4], "big")
    return drawn < share * _HOLDOUT_STEPS


def unusable_address(customer: Customer) -> Hold | None:
    """Whether there is no address that mail can be sent to, and that may stand in a file which people open."""
    if not customer.email:
        return Hold(code="no_address", reason="the file gives no address")
    if is_formula(customer.email):
        return Hold(code="no_address", reason="a spreadsheet would run the address as a formula")
    return None


def _no_address(_known: DoNotSend, customer: Customer) -> Hold | None:
    return unusable_address(customer)


def _suppressed(known: DoNotSend, customer: Customer) -> Hold | None:
    if not customer.email or not known.restrictions.suppresses(customer.email):
        return None
    return Hold(code="suppressed", reason="the address is on the suppression list")


def _duplicate(known: DoNotSend, customer: Customer) -> Hold | None:
    first = known.duplicates.get(customer.customer_id)
    if first is None:
        return None
    return Hold(code="duplicate_address", reason=f"customer {first[:80]} has the same address")


def _opted_out(customer: Customer) -> Hold | None:
    for row in _rows(customer):
        if (said := opt_out_in(row.context)) is not None:
            return Hold(code="suppressed", reason=said)
    return None


def _asked(_known: DoNotSend, customer: Customer) -> Hold | None:
    return asked_for_silence(customer)


def asked_for_silence(customer: Customer) -> Hold | None:
    """Whether the customer asks not to be written to, or to be erased, in any row."""
    for row in _rows(customer):
        if (request := request_of(row)) is not None:
            return Hold(code=request, reason=_REQUESTS[request])
    return None


def needs_person(customer: Customer) -> Hold | None:
    """Whether only a person may answer the customer: threats, anger, never again, a request for somebody."""
    for row in _rows(customer):
        if (need := need_of(row)) is not None:
            return Hold(code="needs_a_person", reason=_NEEDS[need])
    return None


def _needs_person(_known: DoNotSend, customer: Customer) -> Hold | None:
    return needs_person(customer)


def _obstacle(_known: DoNotSend, customer: Customer) -> Hold | None:
    for row in _rows(customer):
        if (found := obstacle_in(row.cancellation_reason, row.context)) is not None:
            return Hold(code=found[0], reason=f"{one_line(found[1])} {_OBSTACLES[found[0]]}")
    return None


def _stayed(_known: DoNotSend, customer: Customer) -> Hold | None:
    if all(sibling.left for sibling in customer.siblings):
        return None
    return Hold(code="not_churned", reason="another row of the file is of the same person, who did not leave there")


def _returned(_known: DoNotSend, customer: Customer) -> Hold | None:
    """A column of this file says that they are a customer again."""
    column = returned_in(customer.context, customer.churn_date)
    if column is None:
        return None
    return Hold(code="not_churned", reason=f"{one_line(column)[:40]} says that the customer came back")


def _rows(customer: Customer) -> Iterator[Customer]:
    """The customer, and each other row of the same address or id as a customer."""
    yield customer
    for sibling in customer.siblings:
        yield customer.model_copy(update={"cancellation_reason": sibling.reason, "context": sibling.context})


def _holdout(known: DoNotSend, customer: Customer) -> Hold | None:
    if not held_out(customer.customer_id, known.holdout):
        return None
    return Hold(code="holdout", reason="in the holdout group, so that lift can be measured")


def _came_back(known: DoNotSend, customer: Customer) -> Hold | None:
    """An outcome of another upload says that they are a customer again, and this file not that they left since."""
    when = known.restrictions.came_back_on(customer.email) if customer.email else None
    if when is None or when < customer.churn_date.isoformat():
        return None
    return Hold(code="came_back", reason=f"came back: seen as an active customer on {when}")


def _answered(known: DoNotSend, customer: Customer) -> Hold | None:
    when = known.restrictions.replied_on(customer.email) if customer.email else None
    if when is None:
        return None
    return Hold(code="replied", reason=f"answered the emails of another upload on {when}: a person should go on")


def _contacted(known: DoNotSend, customer: Customer) -> Hold | None:
    when = known.restrictions.contacted_on(customer.email) if customer.email else None
    if when is None:
        return None
    return Hold(code="contacted", reason=f"emails were written on {when} in an earlier upload")


_REQUESTS: dict[Request, str] = {
    "asks_erasure": "asks to be erased: `revive erase` does it, an email must not answer it",
    "asked_to_stop": "asks not to be written to",
}
_NEEDS: dict[Need, str] = {
    "legal_threat": "threatens with the law: a person has to answer",
    "anger": "is angry: a person has to answer",
    "never_again": "says never again: a person has to answer",
    "wants_person": "asks to speak to a person",
    "talk_first": "asks for a call, or a word with somebody, before anything is written",
}
_OBSTACLES: dict[Obstacle, str] = {
    "deceased": "speaks of a death",
    "business_closed": "says that the business or project has ended",
    "payment_dispute": "says that a payment failed or is disputed: dunning, not win-back",
    "not_churned": "says that the account was a duplicate or a test, or went on under another plan",
}
# Requests come before holds that a person may lift easily.
_RULES: tuple[Callable[[DoNotSend, Customer], Hold | None], ...] = (
    _asked, _obstacle, _returned, _needs_person, _stayed, _duplicate, _came_back, _answered,
)  # fmt: skip
