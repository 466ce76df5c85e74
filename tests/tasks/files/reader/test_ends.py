"""Files with several days on which something ended: of the cancellation, and of what was paid for."""

from datetime import date

import pytest

from schemas.reading import Mapping
from tasks.files.reader.read_customers import Intake, read_customers

TODAY = date(2026, 11, 30)


def read(header: str, *rows: str, mapping: Mapping | None = None) -> Intake:
    head = f"customer_id,email,company,plan,mrr,reason,{header}"
    lines = [f"c{at},a{at}@a.example,Acme,pro,49,slow,{row}" for at, row in enumerate(rows)]
    return read_customers("\n".join([head, *lines]).encode(), "x.csv", TODAY, mapping or Mapping())


@pytest.mark.parametrize(
    ("header", "row", "day"),
    [
        ("canceled_at,expires_at", ",2026-06-01", date(2026, 6, 1)),  # Recurly, where a payment failed
        ("cancelled_date,end_date", "0,2026-06-02 10:00:00", date(2026, 6, 2)),  # WooCommerce, expired
        ("Churned on,Subscription ends at", "Never,2026-06-03", date(2026, 6, 3)),
        ("canceled_at,expires_at", "2026-05-01,2026-06-01", date(2026, 5, 1)),
        ("Kündigungsdatum,Vertragsende", ",30.06.2026", date(2026, 6, 30)),
        ("cancelled_at,subscriptions.ended_at", ",2026-Jun-04 12:00", date(2026, 6, 4)),
    ],
)
def test_the_day_comes_from_the_column_that_has_one(header: str, row: str, day: date) -> None:
    intake = read(header, row, "2026-05-02,2026-05-13")
    assert [customer.churn_date for customer in intake.customers] == [day, date(2026, 5, 2)]
    assert intake.rejects == []


@pytest.mark.parametrize("header", ["expires_at", "Ends at", "Subscription End Date", "Access until", "Laufzeitende"])
def test_who_has_cancelled_is_a_customer_until_the_end_of_what_was_paid(header: str) -> None:
    intake = read(f"canceled_at,{header}", "2026-11-01,2027-06-01", "2026-05-01,2026-06-01", "2026-05-01,9999-12-31")
    assert [customer.customer_id for customer in intake.customers] == ["c1", "c2"]
    assert [(one.line, one.column, one.reason) for one in intake.rejects] == [(2, header, "is in the future")]


@pytest.mark.parametrize("header", ["Current period end", "Card expires", "License term end", "Next invoice"])
def test_another_day_to_come_says_nothing(header: str) -> None:
    assert len(read(f"canceled_at,{header}", "2026-11-01,2027-06-01").customers) == 1


def test_a_column_that_a_person_named_is_the_only_one() -> None:
    mapping = Mapping(columns={"churn_date": "canceled_at"})
    assert len(read("canceled_at,expires_at", ",2026-06-01", "2026-05-01,", mapping=mapping).rejects) == 1


def test_a_mapping_helps_where_no_header_below_a_title_is_known() -> None:
    content = "Lost in 2026,,,,\n,,,,\nNo,Who,Where,Left,Why\n1,Alpha,a@a.example,2026-05-01,slow\n"
    columns: dict[str, str | None] = {
        "customer_id": "No", "company_name": "Who", "email": "Where", "churn_date": "Left",
        "cancellation_reason": "Why", "subscription_tier": None, "mrr": None,
    }  # fmt: skip
    (customer,) = read_customers(content.encode(), "x.csv", TODAY, Mapping(columns=columns)).customers
    assert (customer.customer_id, customer.company_name) == ("1", "Alpha")
