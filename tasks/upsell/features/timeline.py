"""An event as what it tells of its customer."""

from collections import Counter
from collections.abc import Iterable

from schemas.upsell.event import Event
from schemas.upsell.features import FeatureVisit, Timeline, Told


def timeline_of(event: Event) -> Timeline:
    """What one event tells."""
    seen = Counter[tuple[str, object]]()
    visits = []
    for one in event.service_history:
        seen[one.type, one.date] += 1
        visits.append(
            FeatureVisit(
                type=one.type,
                date=one.date,
                nth=seen[one.type, one.date],
                score=one.satisfaction_score,
                cost=one.cost,
                known_at=event.received_at,
                key=event.key,
            )
        )
    return Timeline(customer=event.customer.id, visits=tuple(visits), told=(_told(event),))


def _told(event: Event) -> Told:
    home = event.property_info
    return Told(
        at=event.occurred_at,
        known_at=event.received_at,
        key=event.key,
        plan=event.current_plan,
        lifetime_value=event.customer_lifetime_value,
        account_created=event.account_created,
        services_count=event.services_count,
        property_type=home.type,
        year_built=home.year_built,
        size_sqft=home.size_sqft,
        outcome=event.outcome.kind if event.outcome is not None else None,
    )


def together(customer: str, timelines: Iterable[Timeline | None]) -> Timeline:
    """Several timelines of one customer as one; an event that was told twice counts as its first telling."""
    told, visits = dict[str, Told](), dict[tuple[str, str, object, int], FeatureVisit]()
    for timeline in timelines:
        for event in timeline.told if timeline is not None else ():
            known = told.get(event.key)
            told[event.key] = event if known is None or event.known_at < known.known_at else known
        for visit in timeline.visits if timeline is not None else ():
            name = (visit.key, visit.type, visit.date, visit.nth)
            before = visits.get(name)
            visits[name] = visit if before is None or visit.known_at < before.known_at else before
    return Timeline(customer=customer, visits=tuple(visits.values()), told=tuple(told.values()))
