"""Who gets no message, and why: rules in order of precedence, applied before anything is paid for. Pure.

As of the event: what it says of satisfaction, complaints, payment and the last upsell. As of the decision: how old it
is, and what speaks against the address.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.address import normalised
from schemas.errors import one_line
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.event import Event
from schemas.upsell.message import FittingItem
from schemas.upsell.run import UpsellHold
from tasks.files.harmless import is_formula
from tasks.outreach.restrictions import Restrictions
from tasks.upsell.facts import latest_satisfaction
from tasks.upsell.objections import Objections, complains, opts_out
from tasks.upsell.services import LEAST_SATISFACTION
from tasks.upsell.spellings import folded
from tasks.upsell.told_elsewhere import complaint_columns, permission_denied

STALE_AFTER = timedelta(days=14)
UPSELL_EVERY_DAYS = 30
OCCASIONS = frozenset(("service_completed", "plan_changed"))
_PAID = frozenset(
    (
        "current", "paid", "ok", "good", "active", "up_to_date", "good_standing", "in_good_standing", "paid_in_full",
        "on_time", "auto_pay", "autopay", "no_balance", "settled",
    )
)  # fmt: skip
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when it is decided, beside the event."""

    catalogue: Catalogue
    as_of: datetime  # events older than 14 days by then are stale
    restrictions: Restrictions = field(default_factory=Restrictions)
    objections: Objections = field(default_factory=Objections)  # what other events told of these customers
    newer: Mapping[str, str] = field(default_factory=dict)  # by event: a newer one of the same customer


def hold_of(event: Event, items: tuple[FittingItem, ...], known: Known, *, written: bool) -> UpsellHold | None:
    """Why this event leads to no message; None if nothing speaks against one.

    `written`: whether this upload has paid for the message already, which no longer gets too old or too much for that.
    """
    for rule in _RULES if not written else _LASTING:
        held = rule(event, known)
        if held is not None:
            return held
    if not items:
        return UpsellHold(code="nothing_fits", reason="nothing in the catalogue fits this customer now")
    return None


def _no_occasion(event: Event, _known: Known) -> UpsellHold | None:
    if event.event_type in OCCASIONS:
        return None
    if event.outcome is not None:
        return UpsellHold(code="not_for_upsell", reason=f"tells of an outcome: {event.outcome.kind}")
    return UpsellHold(code="not_for_upsell", reason=f"{event.event_type} is not an occasion for a message")


def _no_address(event: Event, _known: Known) -> UpsellHold | None:
    if event.customer.email is None:
        return UpsellHold(code="no_address", reason="the event gives no usable address")
    if is_formula(event.customer.email):
        return UpsellHold(code="no_address", reason="a spreadsheet would run the address as a formula")
    return None


def _suppressed(event: Event, known: Known) -> UpsellHold | None:
    if event.customer.email is None or not known.restrictions.suppresses(event.customer.email):
        return None
    return UpsellHold(code="suppressed", reason="the address is on the suppression list")


def _opted_out(event: Event, known: Known) -> UpsellHold | None:
    if opts_out(event):
        said = permission_denied(event) or "a note says that they do not want to be written to"
        return UpsellHold(code="opted_out", reason=said)
    return opted_out_elsewhere(event, known.objections)


def opted_out_elsewhere(event: Event, objections: Objections) -> UpsellHold | None:
    """An opt-out that another event reported for this customer, in any upload."""
    other = objections.against(event, "opt_out")
    if other is None:
        return None
    return UpsellHold(code="opted_out", reason=f"an event of {other.at.date()} says that they want no messages")


def _stale(event: Event, known: Known) -> UpsellHold | None:
    age = known.as_of - event.occurred_at
    if age <= STALE_AFTER:
        return None
    return UpsellHold(code="stale", reason=f"happened {age.days} days ago; after {STALE_AFTER.days} it is too late")


def _complains(event: Event, known: Known) -> UpsellHold | None:
    if event.recent_issue:
        said = f": {one_line(event.recent_issue)[:_SHOWN]}" if isinstance(event.recent_issue, str) else ""
        return UpsellHold(code="open_complaint", reason=f"there is a recent issue{said}")
    if complaint_columns(event):
        return UpsellHold(code="open_complaint", reason="a field of the event counts or names an open complaint")
    if complains(event):
        return UpsellHold(code="open_complaint", reason="a note needs an answer from a person")
    return complains_elsewhere(event, known.objections)


def complains_elsewhere(event: Event, objections: Objections) -> UpsellHold | None:
    """A complaint that another event reported for this customer, in any upload."""
    other = objections.against(event, "complaint")
    if other is None:
        return None
    reason = f"event {one_line(other.event)[:_SHOWN]} of {other.at.date()} reports an issue, and no newer one closes it"
    return UpsellHold(code="open_complaint", reason=reason)


def _unsatisfied(event: Event, _known: Known) -> UpsellHold | None:
    given = event.unclear.get("satisfaction_score")
    if given is not None:
        reason = f"the latest points, {given!r}, cannot be read as points of 5 of a visit with a certain date"
        return UpsellHold(code="unsatisfied", reason=reason)
    score = latest_satisfaction(event)
    if score is None or score >= LEAST_SATISFACTION:
        return None
    return UpsellHold(code="unsatisfied", reason=f"the latest visit was given {score:g} of 5 points")


def _owes(event: Event, _known: Known) -> UpsellHold | None:
    status = event.payment_status or event.unclear.get("payment_status")
    if status is None or folded(status) in _PAID:
        return None
    return UpsellHold(code="payment_not_current", reason=f"the payment status is {one_line(status)[:_SHOWN]}")


def _upsold(event: Event, _known: Known) -> UpsellHold | None:
    last, given = event.last_upsell_sent, event.unclear.get("last_upsell_sent")
    if given is not None:
        return UpsellHold(code="upsold_recently", reason=f"when the last upsell was sent is unclear: {given!r}")
    if last is None or (days := (event.occurred_at.date() - last).days) >= UPSELL_EVERY_DAYS:
        return None
    return UpsellHold(code="upsold_recently", reason=f"the last upsell was sent {max(0, days)} days before")


def _newer(event: Event, known: Known) -> UpsellHold | None:
    newer = known.newer.get(event.key)
    if newer is None:
        return None
    return UpsellHold(code="same_customer", reason=f"event {one_line(newer)[:_SHOWN]} of the same customer is newer")


def _contacted(event: Event, known: Known) -> UpsellHold | None:
    when = known.restrictions.contacted_on(event.customer.email) if event.customer.email else None
    if when is None:
        return None
    return UpsellHold(code="contacted", reason=f"they were written to on {when}")


Rule = Callable[[Event, Known], UpsellHold | None]
_LASTING: tuple[Rule, ...] = (
    _no_occasion, _no_address, _suppressed, _opted_out, _complains, _unsatisfied, _owes, _upsold, _newer,
)  # fmt: skip
_RULES: tuple[Rule, ...] = (*_LASTING, _stale, _contacted)


@dataclass(slots=True)
class SameCustomer:
    """Finds customers that several events are about: by their id, or by their address. The newest occasion counts."""

    _newest: dict[tuple[str, str], tuple[datetime, str]] = field(default_factory=dict)
    _of: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def add(self, stored: Mapping[str, object]) -> None:
        """Take one stored event."""
        if stored["event_type"] not in OCCASIONS:
            return
        key, at = str(stored["key"]), datetime.fromisoformat(str(stored["occurred_at"]))
        names = _names(stored)
        self._of[key] = names
        for name in names:
            self._newest[name] = max(self._newest.get(name, (at, "")), (at, key))

    @property
    def found(self) -> dict[str, str]:
        """By event: the newest of the same customer, of those that are not the newest themselves."""
        newest = {key: max(self._newest[name] for name in names)[1] for key, names in self._of.items()}
        return {key: other for key, other in newest.items() if other != key}


def _names(stored: Mapping[str, object]) -> list[tuple[str, str]]:
    customer = stored["customer"]
    assert isinstance(customer, Mapping), "an event is about somebody"
    email = customer.get("email")
    by_address = [("address", normalised(str(email)) or str(email).casefold())] if email else []
    return [(f"id {stored['source']}", str(customer["id"])), *by_address]
