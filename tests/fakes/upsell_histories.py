"""Histories by chance: visits that are told late, again and otherwise, and customers of whom little is known."""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from schemas.upsell.event import Event

START = datetime(2025, 1, 1, tzinfo=UTC)


def events(customers: int, most: int, seed: int = 0) -> list[Event]:
    """Up to `most` events of each customer, in no order."""
    dice = random.Random(seed)
    found = [one for number in range(customers) for one in _of_one(f"c{number:05d}", dice.randint(1, most), dice)]
    dice.shuffle(found)
    return found


def event(name: str, told: dict[str, Any]) -> Event:
    """One event of the customer `c`, of the first of April 2026 unless it says otherwise."""
    moment = datetime(2026, 4, 1, tzinfo=UTC)
    said = {"event_id": name, "event_type": "service_completed", "moment_from": "event", "customer": {"id": "c"}}
    return Event.model_validate({**said, "occurred_at": told.get("received_at", moment), "received_at": moment, **told})


def stored(found: Iterable[Event]) -> bytes:
    """As take-in stores them."""
    return b"[\n" + b",\n".join(one.model_dump_json().encode() for one in found) + b"\n]\n"


def _of_one(customer: str, count: int, dice: random.Random) -> list[Event]:
    visits: list[dict[str, Any]] = []
    found = []
    for number in range(count):
        at = START + timedelta(days=dice.randrange(700), microseconds=dice.randrange(86_400_000_000))
        visits += [_visit(at.date(), dice) for _ in range(dice.randrange(4))]
        if visits and dice.random() < 0.4:  # told again, otherwise
            again = dice.choice(visits)
            again["satisfaction_score"], again["cost"] = _points(dice), _cost(dice)
        found.append(_event(customer, number, at, dice.sample(visits, dice.randint(0, len(visits))), dice))
    return found


def _visit(by: date, dice: random.Random) -> dict[str, Any]:
    return {
        "type": dice.choice(("rodent", "termite", "Général")),
        "date": by - timedelta(days=dice.choice((0, 1, 30, 90, 364, 365, 366, 900))),
        "satisfaction_score": _points(dice),
        "cost": _cost(dice),
    }


def _points(dice: random.Random) -> float | None:
    return dice.choice((None, 1, 2, 2.5, 3.3333, 4, 4.85, 5))


def _cost(dice: random.Random) -> float | None:
    return dice.choice((None, 0, 19.99, 120, 0.1, 333.335))


def _event(customer: str, number: int, at: datetime, visits: list[dict[str, Any]], dice: random.Random) -> Event:
    told = dice.random() < 0.2
    return Event.model_validate({
        "event_id": f"{customer}-{number}",
        "event_type": "message_outcome" if told else "service_completed",
        "occurred_at": at,
        "moment_from": "event",
        "received_at": at + timedelta(days=dice.choice((0, 0, 1, 40)), seconds=dice.randrange(60)),
        "customer": {"id": customer, "first_name": "Ann", "email": "ann@example.org"},
        "service_history": [] if told else sorted(visits, key=lambda one: one["date"]),
        "current_plan": dice.choice((None, "basic", "quarterly")),
        "customer_lifetime_value": dice.choice((None, "high")),
        "account_created": dice.choice((None, date(2024, 2, 29), date(2026, 6, 1))),
        "services_count": dice.choice((None, 0, 3, 40)),
        "property_info": {"type": dice.choice((None, "house")), "year_built": dice.choice((None, 1956, 2026)),
                          "size_sqft": dice.choice((None, 1200.5))},
        "outcome": {"message_event_id": "m", "kind": dice.choice(("accepted", "complained"))} if told else None,
    })  # fmt: skip
