"""What an event says about its customer: for the conditions of a catalogue, and for the agents."""

from collections.abc import Mapping
from datetime import date
from statistics import fmean

from agents.checks.stop_requests import without_requests
from schemas.plain_text import plain
from schemas.upsell.catalogue import Fact
from schemas.upsell.event import Event, Service
from schemas.upsell.message import CustomerFacts, Visit

SHOWN_VISITS = 5
_YEAR_DAYS = 365
_LONGEST_NOTES = 1_000  # what a model reads of one visit's notes
Known = float | str | tuple[str, ...]


def facts_of(event: Event) -> Mapping[Fact, Known]:
    """By fact: what is known, as of the event; what is not known is not there."""
    visits, home, on = event.service_history, event.property_info, event.occurred_at.date()
    found: dict[Fact, Known | None] = {
        "plan": event.current_plan,
        "service_type": tuple(visit.type for visit in visits) or None,
        "latest_service_type": visits[-1].type if visits else None,
        "notes": tuple(visit.notes for visit in visits if visit.notes) or None,
        "property_type": home.type,
        "lot_features": home.lot_features or None,
        "state": event.customer.address.state,
        "lifetime_value": event.customer_lifetime_value,
        "month": str(on.month),
        "property_age_years": None if home.year_built is None else on.year - home.year_built,
        "size_sqft": home.size_sqft,
        "visits": visits_in_all(event),
        "visits_last_year": len(_last_year(visits, on)) if visits else None,
        "days_since_service": (on - visits[-1].date).days if visits else None,
        "satisfaction": satisfaction(visits),
        "tenure_days": tenure_days(event),
    }
    return {name: value for name, value in found.items() if value is not None}


def satisfaction(visits: tuple[Service, ...]) -> float | None:
    """The mean of the points that were given; None if none were."""
    given = [visit.satisfaction_score for visit in visits if visit.satisfaction_score is not None]
    return round(fmean(given), 2) if given else None


def latest_satisfaction(event: Event) -> float | None:
    """The points of the latest visit that was given any."""
    given = (visit.satisfaction_score for visit in reversed(event.service_history))
    return next((score for score in given if score is not None), None)


def visits_in_all(event: Event) -> int | None:
    """How many visits there were: as the event says, or at least as many as it lists."""
    listed = len(event.service_history)
    return max(event.services_count or 0, listed) or event.services_count


def tenure_days(event: Event) -> int | None:
    """How long they have been a customer; None if that is not known."""
    return None if event.account_created is None else max(0, (event.occurred_at.date() - event.account_created).days)


def of_last_year(event: Event) -> list[Service]:
    """The visits in the year before the event."""
    return _last_year(event.service_history, event.occurred_at.date())


def _last_year(visits: tuple[Service, ...], on: date) -> list[Service]:
    return [visit for visit in visits if (on - visit.date).days <= _YEAR_DAYS]


def customer_facts(event: Event) -> CustomerFacts:
    """What the agents see: plain text, and no request to be left alone, which no message may repeat."""
    home, on = event.property_info, event.occurred_at.date()
    return CustomerFacts(
        first_name=event.customer.first_name,
        city=event.customer.address.city,
        plan=event.current_plan,
        upcoming_service=event.upcoming_service,
        lifetime_value=event.customer_lifetime_value,
        visits=tuple(_visit(one, on) for one in event.service_history[: -SHOWN_VISITS - 1 : -1]),
        visits_in_all=visits_in_all(event),
        satisfaction_mean=satisfaction(event.service_history),
        tenure_days=tenure_days(event),
        property_type=home.type,
        property_age_years=None if home.year_built is None else max(0, on.year - home.year_built),
        size_sqft=home.size_sqft,
        lot_features=home.lot_features,
        month=on.month,
    )


def _visit(visit: Service, on: date) -> Visit:
    notes = plain(without_requests(visit.notes)[:_LONGEST_NOTES]) if visit.notes else None
    return Visit(
        type=visit.type, days_ago=(on - visit.date).days, satisfaction=visit.satisfaction_score, notes=notes or None
    )
