import io
import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest
from pyarrow import parquet

from schemas.upsell.event import Event
from tasks.upsell.event_file import BROKEN, read_events
from tasks.upsell.event_rows import event_rows
from tasks.upsell.taking import Taking
from tasks.upsell.transform import Read, Refused, customer_of, identity, transform

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
VISIT = {"type": "Ant Treatment", "date": "2026-11-18", "satisfaction_score": 5, "notes": "all fine", "cost": 120}
PLAIN = {"event_id": "e1", "event_type": "service_completed", "customer": {"id": "c1"}, "service": VISIT}


def read(**said: object) -> tuple[Event, tuple[str, ...]]:
    found = transform({**PLAIN, **said}, NOW)
    assert isinstance(found, Read), found
    return found.event, found.warnings


def test_both_forms_come_to_the_same_and_what_is_missing_is_missing() -> None:
    single, _ = read()
    history, _ = read(service=None, service_history=[VISIT])
    assert single == history
    assert (single.service_history[0].technician, single.property_info.year_built, single.current_plan) == (None,) * 3
    bare, _ = read(service=None)
    assert (bare.service_history, bare.moment_from, bare.occurred_at) == ((), "receipt", NOW)


def test_odd_spellings_are_read_and_unknown_fields_kept() -> None:
    sent = {
        "eventId": "e9", "eventType": "ServiceCompleted", "plan": {"name": "One-Time"}, "ltv": "Very High",
        "loyalty": 3,
        "customer": {"customerId": 7, "firstName": " Ann ", "email": "Ann <ann@x.example>", "vip": True,
                     "address": {"zipCode": "27601", "geo": 1}},
        "serviceHistory": [
            {"serviceType": "Ants", "completed_at": "11/18/2026", "rating": "4/5", "price": "$1,120.50",
             "weather": "dry"},
            {"type": "Old", "date": "2 March 2025"},
        ],
        "property": {"sqft": "2,400", "yearBuilt": "1984", "lot": "pond; deck"},
        "paymentStatus": "Current", "accountCreated": "2020-01-02T10:00:00Z", "recent_issue": "none",
    }  # fmt: skip
    found = transform(sent, NOW)
    assert isinstance(found, Read)
    event = found.event
    assert found.warnings == ()
    assert (event.event_id, event.event_type, event.current_plan) == ("e9", "service_completed", "One-Time")
    assert (event.customer.id, event.customer.first_name, event.customer.email) == ("7", "Ann", "ann@x.example")
    assert [(one.type, one.date, one.satisfaction_score, one.cost) for one in event.service_history] == [
        ("Old", date(2025, 3, 2), None, None),
        ("Ants", date(2026, 11, 18), 4.0, 1120.5),
    ]
    assert (event.property_info.year_built, event.property_info.lot_features) == (1984, ("pond", "deck"))
    assert (event.customer_lifetime_value, event.account_created) == ("very_high", date(2020, 1, 2))
    assert event.extra == {
        "loyalty": 3, "customer.vip": True, "customer.address.geo": 1, "service_history.0.weather": "dry",
    }  # fmt: skip
    assert (event.moment_from, event.recent_issue) == ("service", None)


@pytest.mark.parametrize(
    ("said", "at", "came_from"),
    [
        ({"occurred_at": "2026-11-19T10:00:00+02:00"}, datetime(2026, 11, 19, 8, tzinfo=UTC), "event"),
        ({"occurred_at": 1_795_000_000_000}, datetime(2026, 11, 18, 11, 6, 40, tzinfo=UTC), "event"),
        ({"occurred_at": "next week"}, datetime(2026, 11, 18, tzinfo=UTC), "service"),
        ({"occurred_at": "2027-01-01"}, datetime(2026, 11, 18, tzinfo=UTC), "service"),
        ({}, datetime(2026, 11, 18, tzinfo=UTC), "service"),
    ],
)
def test_when_it_was(said: dict[str, object], at: datetime, came_from: str) -> None:
    event, _ = read(**said)
    assert (event.occurred_at, event.moment_from) == (at, came_from)


@pytest.mark.parametrize(
    ("said", "warning"),
    [
        ({"last_upsell_sent": "03/04/2026"}, "last_upsell_sent is no certain date"),
        ({"customer_lifetime_value": "huge"}, "customer_lifetime_value is not low, medium, high or very_high"),
        ({"service": VISIT | {"satisfaction_score": 9}}, "service_history.0.satisfaction_score is not from 1 to 5"),
        ({"service": VISIT | {"cost": "a lot"}}, "service_history.0.cost is no amount"),
        ({"service": VISIT | {"date": "2026-12-24"}}, "service_history.0.date is in the future"),
        ({"service": {"type": "Ants"}}, "service_history.0 is left out: it says no type, or no certain date"),
        ({"customer": {"id": "c1", "email": "ann at home"}}, "customer.email is not an address"),
        ({"property_info": {"year_built": "old"}}, "property_info.year_built is not a year"),
    ],
)
def test_a_bad_optional_value_is_not_known_and_said(said: dict[str, object], warning: str) -> None:
    assert read(**said)[1] == (warning,)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([], "not_an_object"),
        ({"specversion": "1.0", "id": "1", "data": "no"}, "bad_envelope"),
        ({}, "no_event_id"),
        ({"event_id": "e"}, "no_event_type"),
        ({"event_id": "e", "event_type": "service_completed"}, "no_customer_id"),
        ({"event_id": "e", "event_type": "message_outcome", "customer": {"id": "c"}}, "no_outcome"),
        ({**PLAIN, "event_id": "a\tb" * 200}, "invalid"),
    ],
)
def test_what_is_required_and_wrong_is_a_dead_letter(sent: object, code: str) -> None:
    found = transform(sent, NOW)
    assert isinstance(found, Refused)
    assert found.code == code


def test_a_cloud_event_is_unwrapped_and_its_source_is_part_of_its_name() -> None:
    sent = {
        "specversion": "1.0", "id": "9", "source": "https://crm.example/a", "type": "com.crm.message_outcome.v1",
        "time": "2026-11-19T00:00:00Z",
        "data": {"customer_id": "c1", "outcome": {"message_id": "e1", "result": "booked"}},
    }  # fmt: skip
    found = transform(sent, NOW)
    assert isinstance(found, Read)
    assert found.event.outcome is not None
    assert (found.event.key, found.event.outcome.kind) == ("https://crm.example/a\t9", "accepted")
    assert identity(sent) == ("https://crm.example/a", "9")
    assert (customer_of(sent), customer_of(PLAIN), customer_of(3)) == ("c1", "c1", "")
    assert Event.model_validate_json(found.event.model_dump_json()) == found.event


def test_json_lines_whose_first_line_is_broken_are_json_lines() -> None:
    found = [(one.line, one.content) for one in read_events(b'not json\n{"event_id": "e1"}\n', "a.JSONL").events]
    assert found == [(1, BROKEN), (2, {"event_id": "e1"})]


ROWS = """\
Event ID;Type;Member ID;First name;E-mail;Visits;Service;Service Date;Notes;Rating;Colour;Joined
g1;job done;m1;Priya;priya@x.example;12;PT session;2026-11-17;stiff;2,5;blue;2024-02-01
"""


def test_a_row_about_one_visit_is_read_without_prefixes() -> None:
    (sent,) = read_events(ROWS.encode(), "gym.csv").events
    found = transform(sent.content, NOW)
    assert isinstance(found, Read), found
    event, visit = found.event, found.event.service_history[0]
    assert (event.event_type, event.customer.id, event.customer.email) == ("service_completed", "m1", "priya@x.example")
    assert (event.services_count, event.account_created) == (12, date(2024, 2, 1))
    # Points that were not read would be no reason to hold somebody who is displeased.
    assert (visit.type, visit.date, visit.notes, visit.satisfaction_score) == (
        "PT session", date(2026, 11, 17), "stiff", 2.5,
    )  # fmt: skip
    assert event.extra["colour"] == "blue"


@pytest.mark.parametrize(
    ("said", "issue"),
    [
        ("None reported", False), ("No open issues.", False), ("Resolved", False), ("keine", False), ("Ninguna", False),
        ("no hot water", "no hot water"), ("None of the traps were set", "None of the traps were set"), ("yes", True),
        ("not resolved", "not resolved"), ("keine Antwort vom Techniker", "keine Antwort vom Techniker"),
    ],
)  # fmt: skip
def test_an_issue_that_is_none_holds_nobody(said: str, issue: object) -> None:
    assert read(recent_issue=said)[0].recent_issue == issue


def test_a_table_may_hold_bytes_lists_and_maps() -> None:
    table = pa.table(
        {
            "event_id": ["e1"], "event_type": ["plan_changed"], "customer_id": pa.array([7], pa.int32()),
            "blob": pa.array([b"\xff\x00"]), "parts": pa.array([[b"a", b"\xfe"]]), "seen": pa.array([float("nan")]),
            "pairs": pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int32())), "took": pa.array([1], pa.duration("s")),
        }
    )  # fmt: skip
    file = io.BytesIO()
    parquet.write_table(table, file)
    taking = Taking(NOW)
    taking.take(read_events(file.getvalue(), "odd.parquet").events)
    assert (len(taking.events), taking.refused) == (1, [])
    ((body, number),) = event_rows(io.BytesIO(file.getvalue()), "odd.parquet")
    assert (number, json.loads(body)["blob"], json.loads(body)["parts"]) == (1, "\\xff\x00", ["a", "\\xfe"])


def test_a_visit_without_a_day_was_on_the_day_of_its_event_where_it_was() -> None:
    event, _ = read(service={"type": "Ants"}, occurred_at="2026-11-18T23:30:00-08:00")
    assert [one.date for one in event.service_history] == [date(2026, 11, 18)]
    event, warnings = read(event_type="plan_changed", service={"type": "Ants"}, occurred_at="2026-11-18")
    assert event.service_history == ()
    assert "left out" in warnings[0]


def test_notes_beside_no_visit_are_kept_as_they_are() -> None:
    event, _ = read(service=None, notes="gate code is on file")
    assert event.service_history == ()
    assert event.extra["notes"] == "gate code is on file"


@pytest.mark.parametrize(
    ("sent", "id_"), [(12.0, "12"), ("12.0", "12"), (12, "12"), ("12.50", "12.50"), ("v1.0", "v1.0")]
)
def test_a_table_with_a_gap_makes_decimals_of_ids(sent: object, id_: str) -> None:
    said = PLAIN | {"event_id": sent, "customer": {"id": sent}}
    assert (identity(said), customer_of(said)) == (("", id_), id_)
    event, _ = read(event_id=sent, customer={"id": sent})
    assert (event.event_id, event.customer.id) == (id_, id_)


def test_a_type_that_is_none_of_ours_is_said_as_a_whole() -> None:
    assert read(event_type="invoice.paid")[0].event_type == "invoice_paid"
    assert read(event_type="com.example.crm.service_completed.v2")[0].event_type == "service_completed"
