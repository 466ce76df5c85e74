"""Who is not written to, and in which order the rules decide."""

from dataclasses import replace
from datetime import date

import pytest

from blocks.address_hash import AddressHash
from schemas.customer import Customer
from schemas.hold import Ruling
from schemas.winback.churn_analysis import ChurnAnalysis, Topic
from tasks.files.reader.read_customers import read_customers
from tasks.outreach.restrictions import Restrictions
from tasks.winback.do_not_send import DoNotSend, SameAddress, cause, held_out

HASH = AddressHash(b"\7" * 32, "abcd1234")


def listing(*addresses: str) -> DoNotSend:
    return DoNotSend(Restrictions(HASH.matches, suppressed=frozenset(map(HASH.of, addresses))))


def customer(**changes: object) -> Customer:
    known = {
        "customer_id": "c1",
        "email": "Ann@Acme.example",
        "company_name": "Acme",
        "subscription_tier": "growth",
        "mrr": 49.0,
        "churn_date": date(2026, 1, 31),
        "cancellation_reason": "too expensive",
    }
    return Customer.model_validate(known | changes)


def code(gate: DoNotSend, who: Customer, category: str | None = None, *, written: bool = False) -> str | None:
    held = gate.hold(who, category, written=written)  # type: ignore[arg-type]  # a literal in the table below
    return None if held is None else held.code


def test_nothing_speaks_against_an_ordinary_customer() -> None:
    assert code(DoNotSend(), customer(), "pricing") is None


@pytest.mark.parametrize("listed", ["ann@acme.example", " ANN@acme.example ", "@acme.example"])
def test_suppressed_by_address_or_domain_whatever_its_case(listed: str) -> None:
    assert code(listing(listed), customer()) == "suppressed"


def test_a_suppressed_address_cannot_be_released_but_another_hold_can() -> None:
    release = {"c1": Ruling(action="release", at="2026-01-01")}
    assert code(replace(listing("ann@acme.example"), rulings=release), customer()) == "suppressed"
    assert code(DoNotSend(rulings=release, holdout=1.0), customer(), "business_closure") is None


def test_a_person_holds_by_hand() -> None:
    gate = DoNotSend(rulings={"c1": Ruling(action="hold", reason="in talks", at="2026-01-01")})
    held = gate.hold(customer(), None)
    assert held is not None
    assert (held.code, held.reason) == ("manual", "in talks")


def test_no_address() -> None:
    assert code(DoNotSend(), customer(email=None)) == "no_address"


@pytest.mark.parametrize(
    "reason",
    [
        "The owner passed away in May",
        "Owner is deceased",
        "Inhaber ist verstorben",
        "El dueño falleció",
        "Le gérant est décédé",
    ],
)
def test_a_death_in_the_reason(reason: str) -> None:
    assert code(DoNotSend(), customer(cancellation_reason=reason)) == "deceased"


@pytest.mark.parametrize(
    ("reason", "context"),
    [
        ("payment_failed", {}),
        ("Our card was declined twice", {}),
        ("chargeback", {}),
        ("too_expensive", {"reason": "payment_disputed"}),
        ("x", {"status": "past_due"}),
        ("x", {"dispute": "yes"}),
        ("x", {"payment_failed": "true"}),
    ],
)
def test_dunning_is_not_win_back(reason: str, context: dict[str, str]) -> None:
    assert code(DoNotSend(), customer(cancellation_reason=reason, context=context)) == "payment_dispute"


@pytest.mark.parametrize(
    ("reason", "context"),
    [
        ("The deadline of our project passed", {"reason": "cancellation_requested"}),
        ("Failed to see value", {"status": "canceled"}),
        ("x", {"dispute": "no", "payment_failed": "0", "disputes_count": "0"}),
        ("We estate agents need more", {}),
    ],
)
def test_what_only_sounds_like_it(reason: str, context: dict[str, str]) -> None:
    assert code(DoNotSend(), customer(cancellation_reason=reason, context=context)) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"context": {"donotcontact": "TRUE"}}, "suppressed"),
        ({"context": {"accepts_marketing": "no"}}, "suppressed"),
        ({"cancellation_reason": "Stop emailing me. Remove me from your list."}, "asked_to_stop"),
        ({"context": {"notes": "Client asked us: never contact me again"}}, "asked_to_stop"),
        ({"cancellation_reason": "Please delete all my data under GDPR Art. 17"}, "asks_erasure"),
        ({"cancellation_reason": "business closed"}, "business_closed"),
        ({"cancellation_reason": "Duplicate account / created by mistake"}, "not_churned"),
    ],
)
def test_who_said_no_or_never_left_is_held(changes: dict[str, object], expected: str) -> None:
    assert code(DoNotSend(), customer(**changes), "pricing") == expected


def test_a_request_comes_before_what_a_person_lifts_lightly() -> None:
    told = customer(cancellation_reason="Chargeback filed, the owner passed away. Delete all our data.")
    assert code(DoNotSend(duplicates={"c1": "c0"}, holdout=1.0), told) == "asks_erasure"


def test_a_ruling_lifts_a_request_but_no_opt_out_column() -> None:
    gate = DoNotSend(rulings={"c1": Ruling(action="release", at="2026-01-01")})
    assert code(gate, customer(cancellation_reason="stop emailing me")) is None
    assert code(gate, customer(context={"hasoptedoutofemail": "1"})) == "suppressed"


@pytest.mark.parametrize(("topic", "held"), [("seasonal", None), ("no_longer_needed", None), (None, "business_closed")])
def test_a_pause_and_a_need_that_ended_are_no_closed_business(topic: Topic | None, held: str | None) -> None:
    analysis = ChurnAnalysis(
        category="business_closure", confidence=80, insights=["a", "b", "c"], recommendation="r", evidence=["mrr"],
        topic=topic,
    )  # fmt: skip
    assert code(DoNotSend(), customer(), cause(analysis)) == held


def test_a_closed_business_is_known_after_the_analysis() -> None:
    assert code(DoNotSend(), customer()) is None
    assert code(DoNotSend(), customer(), "business_closure") == "business_closed"


def test_contacted_skips_the_analysis_but_not_what_this_upload_has_paid_for() -> None:
    gate = DoNotSend(Restrictions(HASH.matches, contacted={HASH.of("ann@acme.example"): "2026-01-01"}))
    held = gate.hold(customer(), None)
    assert held is not None
    assert held.skips_analysis
    assert code(gate, customer(), "pricing", written=True) is None


def test_the_first_owner_of_an_address_is_written_to() -> None:
    same = SameAddress()
    for name, email in (
        ("a", "x@y.example"),
        ("b", "X@Y.example"),
        ("c", None),
        ("d", None),
        ("e", "mailto:x@y.example"),
    ):
        same.add({"customer_id": name, "email": email})
    assert same.found == {"b": "a", "e": "a"}
    assert code(DoNotSend(duplicates=same.found), customer(customer_id="b")) == "duplicate_address"


def test_nobody_is_held_out_whom_another_rule_holds() -> None:
    known = DoNotSend(Restrictions(HASH.matches, contacted={HASH.of("ann@acme.example"): "2026-01-01"}), holdout=1.0)
    assert code(known, customer()) == "contacted"
    assert code(DoNotSend(holdout=1.0), customer(), "business_closure") == "business_closed"
    assert code(DoNotSend(holdout=1.0), customer(), "pricing") == "holdout"


def test_the_holdout_is_sticky_and_grows() -> None:
    names = [f"c{number}" for number in range(5_000)]
    small = {name for name in names if held_out(name, 0.1)}
    large = {name for name in names if held_out(name, 0.3)}
    assert small <= large
    assert abs(len(small) / len(names) - 0.1) < 0.02
    assert not any(held_out(name, 0.0) for name in names)
    assert all(held_out(name, 1.0) for name in names)


def test_a_file_in_which_many_said_no_writes_to_the_one_who_did_not() -> None:
    lines = (
        "id,email,company,plan,mrr,churn_date,cancel reason,HasOptedOutOfEmail,Unsubscribed At,Accepts Marketing,"
        "CSM notes\n"
        "a,a@a.example,A,pro,49,2026-05-04,slow,0,,yes,\n"
        "b,b@b.example,B,pro,49,2026-05-04,slow,1,,yes,\n"
        "c,c@c.example,C,pro,49,2026-05-04,slow,0,2026-05-05,yes,\n"
        "d,d@d.example,D,pro,49,2026-05-04,slow,0,,,\n"
        "e,e@e.example,E,pro,49,2026-05-04,Do not contact us again,0,,yes,\n"
        "f,f@f.example,F,pro,49,2026-05-04,Bitte löschen Sie alle unsere Daten,0,,yes,\n"
        "g,g@g.example,G,pro,49,2026-05-04,retries_exhausted,0,,yes,\n"
        "h,h@h.example,H,pro,49,2026-05-04,upgraded,0,,yes,\n"
        "i,i@i.example,I,pro,49,2026-05-04,slow,0,,yes,owner passed away\n"
    )
    intake = read_customers(lines.encode(), "crm.csv", date(2026, 11, 30))
    assert {who.customer_id: code(DoNotSend(), who) for who in intake.customers} == {
        "a": None,
        "b": "suppressed",
        "c": "suppressed",
        "d": "suppressed",
        "e": "asked_to_stop",
        "f": "asks_erasure",
        "g": "payment_dispute",
        "h": "not_churned",
        "i": "deceased",
    }


def test_the_apostrophe_of_a_spreadsheet_does_not_hide_a_suppressed_address() -> None:
    assert code(listing("ann@acme.example"), customer(email="'ann@acme.example")) == "suppressed"
    assert code(listing("neil@acme.example"), customer(email="o'neil@acme.example")) is None


def test_who_came_back_is_not_won_back() -> None:
    assert code(DoNotSend(), customer(context={"reactivated at": "2026-03-01"})) == "not_churned"
    assert code(DoNotSend(), customer(context={"reactivated at": "2025-03-01"})) is None
