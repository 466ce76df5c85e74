from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from agents.core.yaml_file import model_in
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.event import Event
from tasks.outreach.restrictions import Restrictions
from tasks.upsell.eligibility import Known, SameCustomer, hold_of
from tasks.upsell.fitting import fitting
from tasks.upsell.transform import Read, transform

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CATALOGUE = model_in(Path("demo/upsell_catalogue.yaml").read_bytes(), "demo", Catalogue)
AS_OF_NOW = Known(CATALOGUE, NOW)
VISIT = {"type": "Ant Treatment", "date": "2026-11-18", "satisfaction_score": 5}


def event(**said: Any) -> Event:
    sent = {
        "event_id": "e1", "event_type": "service_completed", "service": VISIT, "current_plan": "One-Time",
        "customer": {"id": "c1", "first_name": "Ann", "email": "ann@x.example"},
    }  # fmt: skip
    found = transform(sent | said, NOW)
    assert isinstance(found, Read)
    return found.event


def code(of: Event, known: Known = AS_OF_NOW, *, written: bool = False) -> str | None:
    held = hold_of(of, fitting(of, CATALOGUE), known, written=written)
    return None if held is None else held.code


@pytest.mark.parametrize(
    ("said", "held"),
    [
        ({}, None),
        ({"event_type": "invoice_sent"}, "not_for_upsell"),
        ({"customer": {"id": "c1"}}, "no_address"),
        ({"customer": {"id": "c1", "email": "=cmd|'x'!A0@x.example"}}, "no_address"),
        ({"marketing_opt_out": True}, "opted_out"),
        ({"customer": {"id": "c1", "email": "a@x.example", "email_opt_in": "no"}}, "opted_out"),
        ({"service": VISIT | {"notes": "Please stop emailing me."}}, "opted_out"),
        ({"recent_issue": "ants came back"}, "open_complaint"),
        ({"recent_issue": True}, "open_complaint"),
        ({"recent_issue": False}, None),
        ({"service": VISIT | {"satisfaction_score": 3.5}}, "unsatisfied"),
        ({"service": VISIT | {"satisfaction_score": None}}, None),
        ({"payment_status": "past due"}, "payment_not_current"),
        ({"payment_status": "Paid in full"}, None),
        ({"last_upsell_sent": "2026-11-01"}, "upsold_recently"),
        ({"last_upsell_sent": "2026-10-01"}, None),
        ({"occurred_at": "2026-11-01"}, "stale"),
        ({"current_plan": "Premium"}, "nothing_fits"),
    ],
)
def test_each_rule_holds_and_says_so(said: dict[str, Any], held: str | None) -> None:
    assert code(event(**said)) == held


def test_what_is_known_only_when_it_is_decided() -> None:
    found = Restrictions(entries=lambda address: frozenset((address,)), suppressed=frozenset(("ann@x.example",)))
    assert code(event(), Known(CATALOGUE, NOW, found)) == "suppressed"
    found = Restrictions(entries=lambda address: frozenset((address,)), contacted={"ann@x.example": "2026-11-10"})
    assert code(event(), Known(CATALOGUE, NOW, found)) == "contacted"
    assert code(event(), Known(CATALOGUE, NOW, found), written=True) is None
    assert code(event(), Known(CATALOGUE, NOW, newer={"e1": "e2"})) == "same_customer"


def test_the_newest_occasion_of_a_customer_counts() -> None:
    same = SameCustomer()
    for name, on, said in (
        ("a", "2026-11-18", {}),
        ("b", "2026-11-19", {}),
        ("c", "2026-11-20", {"event_type": "invoice_sent"}),
        ("d", "2026-11-17", {"customer": {"id": "other", "email": "ANN@x.example"}}),
        ("e", "2026-11-17", {"customer": {"id": "someone", "email": "bo@x.example"}}),
    ):
        same.add(event(event_id=name, occurred_at=on, **said).model_dump(mode="json"))
    assert same.found == {"a": "b", "d": "b"}


@pytest.mark.parametrize(
    ("said", "items"),
    [
        ({}, ["quarterly-plan"]),
        ({"service": VISIT | {"date": "2026-05-02"}, "occurred_at": "2026-05-03"}, ["ant-barrier", "quarterly-plan"]),
        ({"current_plan": "Quarterly Plan"}, []),
        ({"property_info": {"year_built": 1980, "type": "House"}}, ["termite-inspection", "quarterly-plan"]),
        ({"service": VISIT | {"notes": "We saw droppings."}}, ["rodent-exclusion", "quarterly-plan"]),
        (
            {"service_history": [{"type": "Rodent Exclusion", "date": "2026-03-01"}],
             "service": VISIT | {"notes": "droppings"}},
            ["quarterly-plan", "rodent-stations"],
        ),
        ({"property_info": {"lot_features": ["pond"]}}, ["quarterly-plan"]),
        ({"current_plan": None}, []),
    ],
)  # fmt: skip
def test_what_fits_is_ranked_and_out_of_season_is_out(said: dict[str, Any], items: list[str]) -> None:
    assert [item.id for item in fitting(event(**said), CATALOGUE)] == items


def test_why_an_item_fits_is_said_the_heaviest_first() -> None:
    (first, *_) = fitting(event(service_history=[{"type": "Spiders", "date": str(date(2026, 6, 1))}]), CATALOGUE)
    assert (first.id, len(first.because)) == ("quarterly-plan", 2)
    assert first.because[0].startswith("You have called us out")
