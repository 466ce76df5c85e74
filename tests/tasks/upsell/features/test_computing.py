"""What is computed of a customer: by Python and by SQL to the last bit, and never from what was not known yet."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fakes.upsell_histories import event, events

from schemas.upsell.features import Features, Timeline
from tasks.upsell.features.many import features_sql, read_events
from tasks.upsell.features.one import features_of
from tasks.upsell.features.table import engine
from tasks.upsell.features.timeline import timeline_of, together

DAY = datetime(2026, 4, 1, tzinfo=UTC)
Request = tuple[str, datetime, datetime]


def by_sql(room: Path, stored: str, requests: list[Request]) -> list[Features]:
    (room / "events.jsonl").write_text(stored)
    with engine(room) as connection:
        read_events(connection, str(room / "events.jsonl"))
        connection.execute("create table asked (customer text, happened_by timestamptz, known_by timestamptz)")
        connection.executemany("insert into asked values (?, ?, ?)", requests)
        found = connection.sql(features_sql("select * from asked"))
        rows = {row[:3]: dict(zip(found.columns[3:], row[3:], strict=True)) for row in found.fetchall()}
    return [Features.model_validate(rows[one]) for one in requests]


def test_python_and_sql_say_the_same_to_the_last_bit(tmp_path: Path) -> None:
    found = events(customers=60, most=12)
    requests = [(one.customer.id, one.occurred_at, one.received_at) for one in found]
    requests += [(one.customer.id, at, at) for one in found[:200] for at in (one.received_at + timedelta(days=9), DAY)]
    requests = list(dict.fromkeys([*requests, ("nobody", DAY, DAY)]))
    timelines = {
        name: together(name, [timeline_of(one) for one in found if one.customer.id == name])
        for name in {one.customer.id for one in found}
    }
    expected = [features_of(timelines.get(name, Timeline(customer=name)), *moments) for name, *moments in requests]
    again = [one.model_copy(update={"received_at": one.received_at + timedelta(days=1)}) for one in found[::7]]
    lines = "".join(f"{one.model_dump_json()}\n" for one in [*found, *again]) + '{"key": "cut", "custo\n{"key": 3}\n'
    assert by_sql(tmp_path, lines, requests) == expected
    known = [one.model_dump(exclude_none=True).keys() for one in expected]
    assert all(sum(name in one for one in known) > 50 for name in Features.model_fields)


def visit(on: str, score: float | None = None, cost: float | None = None) -> dict[str, Any]:
    return {"type": "rodent", "date": on, "satisfaction_score": score, "cost": cost}


TOLD: list[dict[str, Any]] = [
    {"received_at": "2026-03-01T00:00:00Z", "current_plan": "basic", "service_history": [visit("2026-02-01", 2, 80)]},
    # Corrected later; and a visit that was told only then, although it had happened before.
    {"received_at": "2026-03-20T00:00:00Z", "occurred_at": "2026-03-19T00:00:00Z", "current_plan": "quarterly",
     "service_history": [visit("2026-01-01"), visit("2026-02-01", 5, 80)]},
]  # fmt: skip


@pytest.mark.parametrize(("happened", "knew", "expected"), [
    # Before anything was known, although it had happened.
    ("2026-02-20", "2026-02-20", {}),
    ("2026-03-10", "2026-03-10", {"plan": "basic", "visits": 1, "satisfaction_mean": 2.0, "complaints_last_year": 1}),
    ("2026-03-25", "2026-03-25", {"plan": "quarterly", "visits": 2, "satisfaction_mean": 5.0,
                                  "complaints_last_year": 0, "rhythm_days": 31.0, "spend": 80.0}),
    # As of the tenth, with what is known today: the visits, and not the plan that began on the nineteenth.
    ("2026-03-10", "2026-03-25", {"plan": "basic", "visits": 2, "satisfaction_mean": 5.0, "days_since_service": 37}),
])  # fmt: skip
def test_two_clocks(happened: str, knew: str, expected: dict[str, Any]) -> None:
    timeline = together("c", [timeline_of(event(str(number), told)) for number, told in enumerate(TOLD)])
    moments = (datetime.fromisoformat(f"{one}T00:00:00Z") for one in (happened, knew))
    found = features_of(timeline, *moments).model_dump(exclude_none=True)
    assert {name: found.get(name) for name in expected} == expected
    if not expected:
        assert found == {"month": 2, "season": "winter"}


@pytest.mark.parametrize(("told", "expected"), [
    ({}, {}),  # nothing is said of visits: not 0 visits, not 0 complaints
    ({"services_count": 0}, {"visits": 0}),
    ({"services_count": 9, "service_history": [visit("2026-03-01")]},
     {"visits": 9, "visits_last_year": 1, "days_since_service": 31, "latest_service": "rodent"}),
    ({"service_history": [visit("2026-03-01", 3.5)]},
     {"visits": 1, "visits_last_year": 1, "days_since_service": 31, "latest_service": "rodent",
      "satisfaction_mean": 3.5, "satisfaction_latest": 3.5, "complaints_last_year": 0}),
    ({"service_history": [visit("2025-04-01", None, 10), visit("2025-04-02", None, 20)]},
     {"visits": 2, "visits_last_year": 1, "days_since_service": 364, "latest_service": "rodent", "rhythm_days": 1.0,
      "spend": 30.0, "spend_last_year": 20.0}),
    ({"service_history": [visit("2026-04-02", 1, 99)]}, {}),  # tomorrow's has not been
    ({"account_created": date(2026, 3, 1), "property_info": {"year_built": 1956, "size_sqft": 900}},
     {"tenure_days": 31, "property_age_years": 70, "size_sqft": 900.0}),
])  # fmt: skip
def test_missing_stays_missing(told: dict[str, Any], expected: dict[str, Any]) -> None:
    found = features_of(timeline_of(event("e", told)), DAY, DAY).model_dump(exclude_none=True)
    assert found == {"month": 4, "season": "spring", **expected}


def test_a_trend_is_points_a_year() -> None:
    history = [visit(f"2025-{month:02d}-01", score) for month, score in ((1, 2), (6, 3), (12, 4))]
    found = features_of(timeline_of(event("e", {"service_history": history})), DAY, DAY)
    assert found.satisfaction_trend == pytest.approx(2.18, abs=0.01)
