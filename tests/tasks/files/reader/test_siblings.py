"""Rows of one person: a no in any of them holds that person, whatever becomes of the row."""

from datetime import date

import pytest

from schemas.hold import Ruling
from tasks.files.reader.read_customers import read_customers
from tasks.winback.do_not_send import DoNotSend

HEADER = "customer_id,email,company_name,plan,mrr,churn_date,cancellation_reason,status,Email Opt Out"
TODAY = date(2026, 11, 28)


def row(
    customer_id: str,
    email: str,
    *,
    reason: str = "too expensive",
    status: str = "canceled",
    out: str = "0",
    day: str = "2026-05-04",
) -> str:
    return f"{customer_id},{email},Firm,pro,49,{day},{reason},{status},{out}"


def held(*rows: str) -> dict[str, str | None]:
    read = read_customers("\n".join((HEADER, *rows)).encode(), "a.csv", TODAY)
    holds = {customer.customer_id: DoNotSend().hold(customer, None) for customer in read.customers}
    return {customer_id: None if hold is None else hold.code for customer_id, hold in holds.items()}


@pytest.mark.parametrize(
    ("other", "code"),
    [
        (row("c2", "ann@acme.example", out="1"), "suppressed"),
        (row("c2", "mailto:ANN@acme.example", out="1"), "suppressed"),
        (row("c2", "ann@acme.example", reason="Stop emailing me"), "asked_to_stop"),
        (row("c2", "ann@acme.example", reason="please delete all my data under GDPR"), "asks_erasure"),
        (row("c2", "ann@acme.example", reason="the owner passed away"), "deceased"),
        (row("c2", "ann@acme.example", out="1", day="soon"), "suppressed"),
        (row("c2", "ann@acme.example", out="1", status="active"), "suppressed"),
        (row("c2", "ann@acme.example", status="active"), "not_churned"),
        (row("c1", "other@x.example", status="active"), "not_churned"),
        (row("c1", "other@x.example", out="1"), "suppressed"),
        (row("c2", "bob@b.example", out="1"), None),
        (row("c2", "ann@acme.example"), None),
    ],
)
def test_a_no_in_another_row_holds(other: str, code: str | None) -> None:
    third = row("c3", "cy@c.example")
    assert held(row("c1", "ann@acme.example"), other, third)["c1"] == code
    assert held(other, row("c1", "ann@acme.example"), third).get("c1", code) == code
    assert held(row("c1", "ann@acme.example"), other, third)["c3"] is None


def test_a_person_may_lift_only_what_is_no_opt_out() -> None:
    rulings = {"c1": Ruling(action="release", at="2026-11-28T12:00:00+00:00")}
    for other, code in (
        (row("c2", "ann@acme.example", status="active"), None),
        (row("c2", "ann@acme.example", out="1"), "suppressed"),
    ):
        rows = (HEADER, row("c1", "ann@acme.example"), other, row("c3", "cy@c.example"))
        customer = read_customers("\n".join(rows).encode(), "a.csv", TODAY).customers[0]
        hold = DoNotSend(rulings=rulings).hold(customer, None)
        assert (None if hold is None else hold.code) == code


def test_customers_without_other_rows_are_stored_as_before() -> None:
    read = read_customers(
        "\n".join((HEADER, row("c1", "ann@acme.example"), row("c2", "bob@b.example"))).encode(), "a.csv", TODAY
    )
    assert all("siblings" not in customer.model_dump() for customer in read.customers)


def test_an_address_in_every_row_costs_no_square() -> None:
    rows = [row(f"c{number}", "info@acme.example", reason=f"reason {number}") for number in range(3_000)]
    rows[2_500] = row("c2500", "info@acme.example", out="1")
    read = read_customers("\n".join((HEADER, *rows)).encode(), "a.csv", TODAY)
    assert max(len(customer.siblings) for customer in read.customers) <= 20
    assert {DoNotSend().hold(customer, None).code for customer in read.customers[:50]} == {"suppressed"}  # type: ignore[union-attr]
