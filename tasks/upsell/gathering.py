"""Fields that stand elsewhere than we look: in the customer, or, as forms and flat tables send them, beside it.

A payment that is overdue holds somebody wherever the sender wrote it down, and so do points of a visit that has no
object of its own. What stands where it belongs counts first.
"""

from collections.abc import Mapping
from typing import Any

from pydantic_core import from_json

from tasks.upsell import spellings
from tasks.upsell.spellings import folded, is_nothing

_Said = dict[str, Any]
OF_VISIT: Mapping[str, str] = {
    **dict.fromkeys(("service", "visit", "job", "service_name", "last_service", "latest_service"), "type"),
    **dict.fromkeys(("notes", "note", "technician_notes", "visit_notes", "comments"), "notes"),
    **dict.fromkeys(("rating", "satisfaction", "satisfaction_score", "score", "stars"), "satisfaction_score"),
    **dict.fromkeys(("visit_date", "job_date", "last_service_date", "last_visit", "completed_on"), "date"),
    "technician": "technician",
}
# What tells of a customer, and so stands in their object at some senders.
_OF_CUSTOMER = frozenset(
    (
        "service", "service_history", "current_plan", "upcoming_service", "customer_lifetime_value", "account_created",
        "last_upsell_sent", "payment_status", "services_count", "referral_eligible", "recent_issue", "property_info",
    )
)  # fmt: skip
_VISITS = ("service", "service_history")


def gathered(said: Mapping[str, Any], extra: Mapping[str, Any]) -> tuple[_Said, _Said]:
    """The fields of an event, and the further ones, with what belongs to the event found for it."""
    found, rest = dict(said), dict(extra)
    if isinstance(found.get("customer"), Mapping):
        found["customer"] = _without_lifted(found["customer"], found)
    for name in _VISITS:
        found[name] = _parsed(found.get(name))
    if not any(isinstance(found[name], Mapping | list) for name in _VISITS):
        visit, used = _flat_visit(found["service"], rest)
        if visit.keys() & {"type", "date", "satisfaction_score"}:
            found["service"] = visit
            rest = {name: value for name, value in rest.items() if name not in used}
    return found, rest


def _without_lifted(customer: Mapping[str, Any], event: _Said) -> _Said:
    """The customer's own fields; those of the event move there, unless it says something itself."""
    own = _Said()
    for name, value in customer.items():
        plain = folded(name)
        ours = plain if plain in _OF_CUSTOMER else spellings.EVENT.get(plain, "")
        if ours in _OF_CUSTOMER and is_nothing(event.get(ours)):
            event[ours] = value
        else:
            own[name] = value
    return own


def _parsed(value: object) -> object:
    """A list or an object that was sent as text, as exports of tables do."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return from_json(value)
        except ValueError:
            return value
    return value


def _flat_visit(kind: object, rest: Mapping[str, Any]) -> tuple[_Said, set[str]]:
    """The visit that is told in fields beside the customer's (`service_type`, `Rating`), and which fields tell it."""
    visit: _Said = {"type": kind} if isinstance(kind, str) and not is_nothing(kind) else {}
    used = set[str]()
    for name, value in rest.items():
        plain = folded(name)
        ours = OF_VISIT.get(plain) or _prefixed(plain)
        if ours and ours not in visit and not isinstance(value, Mapping | list) and not is_nothing(value):
            visit[ours] = value
            used.add(name)
    return visit, used


def _prefixed(plain: str) -> str | None:
    """`service_date`, `visit_cost` → what a visit calls it."""
    group, _, name = plain.partition("_")
    if group not in ("service", "visit", "job") or not name:
        return None
    return name if name in _VISIT_FIELDS else spellings.SERVICE.get(name)


_VISIT_FIELDS = frozenset(("type", "date", "technician", "satisfaction_score", "notes", "cost"))
