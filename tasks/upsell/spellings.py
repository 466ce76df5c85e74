"""How systems spell the fields of an event, and the words in them: `customerId`, `Service Date`, `LTV`."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def folded(name: str) -> str:
    """A name in lower case with single underscores: `serviceHistory`, `Service History` → `service_history`."""
    return _NOT_WORD.sub("_", _HUMP.sub("_", name).lower()).strip("_")


EVENT = {
    "id": "event_id",
    "type": "event_type",
    "event": "event_type",
    "timestamp": "occurred_at",
    "event_time": "occurred_at",
    "event_timestamp": "occurred_at",
    "occurred": "occurred_at",
    "services": "service_history",
    "visits": "service_history",
    "service_visits": "service_history",
    "latest_service": "service",
    "visit": "service",
    "plan": "current_plan",
    "service_plan": "current_plan",
    "next_service": "upcoming_service",
    "lifetime_value": "customer_lifetime_value",
    "ltv": "customer_lifetime_value",
    "clv": "customer_lifetime_value",
    "customer_since": "account_created",
    **dict.fromkeys(
        ("joined", "joined_on", "joined_at", "member_since", "signed_up", "signup_date"), "account_created"
    ),
    "account_created_at": "account_created",
    "last_upsell": "last_upsell_sent",
    "last_upsell_sent_at": "last_upsell_sent",
    "last_upsell_date": "last_upsell_sent",
    "payment": "payment_status",
    "service_count": "services_count",
    "total_services": "services_count",
    "recent_issues": "recent_issue",
    "property": "property_info",
    "property_details": "property_info",
    "message_outcome": "outcome",
}
CUSTOMER = {
    "customer_id": "id",
    **dict.fromkeys(
        ("customer_number", "customer_no", "client_id", "client_number", "member_id", "member_number"), "id"
    ),
    **dict.fromkeys(("account_id", "account_number", "contact_id", "patient_id", "subscriber_id"), "id"),
    "firstname": "first_name",
    "given_name": "first_name",
    "lastname": "last_name",
    "family_name": "last_name",
    "surname": "last_name",
    "email_address": "email",
    "e_mail": "email",
    "phone_number": "phone",
    "mobile": "phone",
}
ADDRESS = {"zip_code": "zip", "zipcode": "zip", "postal_code": "zip", "postcode": "zip", "region": "state"}
SERVICE = {
    "service_type": "type",
    "service": "type",
    "service_date": "date",
    "completed_at": "date",
    "completed_on": "date",
    "technician_name": "technician",
    "satisfaction": "satisfaction_score",
    "rating": "satisfaction_score",
    "score": "satisfaction_score",
    "technician_notes": "notes",
    "note": "notes",
    "price": "cost",
    "amount": "cost",
}
PROPERTY = {
    "property_type": "type",
    "home_type": "type",
    "built": "year_built",
    "sqft": "size_sqft",
    "square_feet": "size_sqft",
    "square_footage": "size_sqft",
    "size": "size_sqft",
    "lot": "lot_features",
    "features": "lot_features",
}
OUTCOME = {
    "event_id": "message_event_id",
    "message_id": "message_event_id",
    "outcome": "kind",
    "result": "kind",
    "status": "kind",
    "occurred_at": "at",
    "timestamp": "at",
}
# By what a system calls it: what we call it.
TYPES = {
    "service_complete": "service_completed",
    "job_completed": "service_completed",
    "job_complete": "service_completed",
    "visit_completed": "service_completed",
    "appointment_completed": "service_completed",
    **dict.fromkeys(("job_done", "job_finished", "visit_done", "service_done", "work_completed"), "service_completed"),
    **dict.fromkeys(("service_finished", "session_completed", "appointment_done", "job_closed"), "service_completed"),
    "plan_change": "plan_changed",
    "plan_updated": "plan_changed",
    "plan_upgraded": "plan_changed",
    "plan_downgraded": "plan_changed",
    "subscription_changed": "plan_changed",
    "message_outcome_recorded": "message_outcome",
    "message_result": "message_outcome",
}
KINDS = {
    "accept": "accepted",
    "booked": "accepted",
    "converted": "accepted",
    "purchased": "accepted",
    "decline": "declined",
    "rejected": "declined",
    "no_response": "ignored",
    "no_reply": "ignored",
    "complaint": "complained",
    "spam": "complained",
    "spam_report": "complained",
    "unsubscribe": "unsubscribed",
    "opted_out": "unsubscribed",
    "opt_out": "unsubscribed",
}
NOTHING = frozenset(("", "n/a", "na", "none", "null", "unknown", "-", "--", "not provided"))


def named(
    said: Mapping[str, Any], known: Iterable[str], synonyms: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an object says under our names, and the rest under its own.

    Of two spellings of one field, ours counts, then the first that says something; the other stays in the rest.
    """
    fields = frozenset(known)
    found, rest = {name: value for name, value in said.items() if name in fields}, dict[str, Any]()
    for name, value in said.items():
        if name in fields:
            continue
        plain = folded(name)
        ours = plain if plain in fields else synonyms.get(plain, "")
        if ours in fields and is_nothing(found.get(ours)):
            found[ours] = value
        else:
            rest[name] = value
    return found, rest


def is_nothing(value: object) -> bool:
    """Whether a value says that nothing is known."""
    return value is None or (isinstance(value, str) and value.strip().casefold() in NOTHING)
