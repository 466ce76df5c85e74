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


FLAT = {"service": None, "service_type": "Ant Treatment", "service_date": "2026-11-18"}
MAIL = {"id": "c1", "first_name": "Ann", "email": "ann@x.example"}


@pytest.mark.parametrize(
    ("said", "held"),
    [
        # Written in the customer's object, as the systems of many companies do.
        ({"customer": MAIL | {"payment_status": "past_due"}}, "payment_not_current"),
        ({"customer": MAIL | {"recent_issue": "leak"}}, "open_complaint"),
        ({"customer": MAIL | {"lastUpsellSent": "2026-11-10"}}, "upsold_recently"),
        ({"service": None, "customer": MAIL | {"visits": [VISIT | {"satisfaction_score": 2}]}}, "unsatisfied"),
        ({"customer": MAIL | {"payment_status": "past_due"}, "payment_status": "current"}, None),
        # A visit without an object of its own, or one that is sent as text.
        (FLAT | {"satisfaction_score": "2"}, "unsatisfied"),
        (FLAT | {"Rating": 5}, None),
        ({"service": "Ant Treatment", "rating": 1}, "unsatisfied"),
        ({"service": None, "service_history": '[{"type": "Ants", "date": "2026-11-18", "rating": 1}]'}, "unsatisfied"),
        # Points that nobody can read, or low ones of a visit whose day or type is missing.
        ({"service": VISIT | {"satisfaction_score": "very unhappy"}}, "unsatisfied"),
        ({"service": VISIT | {"satisfaction_score": 9}}, "unsatisfied"),
        ({"service": VISIT | {"satisfaction_score": "4/10"}}, "unsatisfied"),
        ({"service": VISIT | {"satisfaction_score": "★★☆☆☆"}}, "unsatisfied"),
        ({"service": VISIT | {"satisfaction_score": "★★★★★"}}, None),
        ({"service": {"date": "2026-11-18", "rating": 1}}, "unsatisfied"),
        ({"service": {"type": "Ants", "rating": 1}, "occurred_at": "2026-11-18"}, "unsatisfied"),
        ({"service": {"type": "Ants", "date": "03/04/2026", "rating": 1}}, "unsatisfied"),
        ({"service": None, "service_history": [VISIT, VISIT | {"date": "03/04/2025", "rating": 5}]}, None),
        (
            {"service": None, "service_history": [VISIT, VISIT | {"date": "2025-01-02", "satisfaction_score": "bad"}]},
            None,
        ),
        ({"service": VISIT | {"satisfaction_score": "n/a"}}, None),
        # When the last message was sent.
        ({"last_upsell_sent": "11/10/2026"}, "upsold_recently"),
        ({"last_upsell_sent": "12 days ago"}, "upsold_recently"),
        ({"last_upsell_sent": True}, "upsold_recently"),
        ({"last_upsell_sent": {"sent_at": "2026-11-10T08:00:00Z"}}, "upsold_recently"),
        ({"last_upsell_sent": 1795000000}, "upsold_recently"),
        ({"last_upsell_sent": 1700000000}, None),
        ({"last_upsell_sent": "never"}, None),
        ({"last_upsell_sent": False}, None),
        ({"payment_status": {"state": "past_due"}}, "payment_not_current"),
        ({"payment_status": ["late"]}, "payment_not_current"),
        ({"payment_status": {"status": "paid"}}, None),
        # Permissions in an object.
        ({"preferences": {"email": False}}, "opted_out"),
        ({"customer": MAIL | {"communication_preferences": {"marketing_emails": "no"}}}, "opted_out"),
        ({"customer": MAIL | {"consents": {"marketing": {"email": "revoked"}}}}, "opted_out"),
        ({"preferences": {"email": True, "sms": {"all": False}}}, None),
        ({"home": {"email": False}}, None),
        ({"customer": MAIL | {"deceased": True}}, "opted_out"),
        ({"customer": MAIL | {"deceased": "no"}}, None),
        # Complaints that are counted or listed.
        ({"open_complaints": 2}, "open_complaint"),
        ({"has_complaint": "yes", "recent_issue": False}, "open_complaint"),
        ({"open_tickets": [{"subject": "leak", "status": "open"}]}, "open_complaint"),
        ({"open_tickets": [{"subject": "leak", "status": "closed"}]}, None),
        ({"open_complaints": 0}, None),
        ({"recent_issue": {"text": "leak", "resolved": True}}, None),
        ({"notes": "Customer wants a refund, is furious and will call a lawyer."}, "open_complaint"),
        ({"customer": MAIL | {"notes": "Please do not email me."}}, "opted_out"),
    ],
)
def test_what_speaks_against_a_message_holds_wherever_and_however_it_is_said(
    said: dict[str, Any], held: str | None
) -> None:
    assert code(event(**said)) == held


def test_a_hold_for_something_unreadable_says_what_was_given() -> None:
    for said, shown in (
        ({"service": VISIT | {"satisfaction_score": "meh"}}, "'meh'"),
        ({"last_upsell_sent": "12 days ago"}, "'12 days ago'"),
    ):
        of = event(**said)
        found = hold_of(of, fitting(of, CATALOGUE), AS_OF_NOW, written=False)
        assert found is not None
        assert shown in found.reason
