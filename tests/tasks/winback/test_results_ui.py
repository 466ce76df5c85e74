"""The rows that the Prefect UI shows of customers: who is written to, who is not, and why."""

from datetime import date

import pytest

from schemas.customer import Customer
from schemas.hold import Hold
from schemas.paid import Failure, Spend
from schemas.winback.run import CustomerRecord
from tasks.bulk.markdown import plain_rows
from tasks.winback.results_ui import row

HOSTILE = "![x](http://evil.example/a.png) <b>|[link](http://evil.example)"


def record(**said: object) -> CustomerRecord:
    customer = Customer(
        customer_id="c1", email="a@b.example", company_name=HOSTILE, subscription_tier="growth", mrr=1234.5,
        currency="EUR", churn_date=date(2026, 1, 31), cancellation_reason="x",
    )  # fmt: skip
    spent = Spend(calls=2, cost_usd=0.0123)
    return CustomerRecord.model_validate(
        {"customer_id": HOSTILE, "versions": {}, "customer": customer, "spent": spent, **said}
    )


@pytest.mark.parametrize(
    ("said", "send", "why"),
    [
        (
            {"hold": Hold(code="payment_dispute", reason="disputes an invoice")},
            "hold: payment dispute",
            "disputes an invoice",
        ),
        ({"error": Failure(step="campaign", message="no answer")}, "failed", "no answer"),
        ({}, "not written", ""),
    ],
)
def test_a_row_says_company_money_and_why_not(said: dict[str, object], send: str, why: str) -> None:
    shown = row(record(**said))
    assert (shown["send"], shown["why not"], shown["mrr"], shown["cost"]) == (send, why, "1,234.50 EUR", "$0.0123")


def test_no_cell_is_markdown() -> None:
    (shown,) = plain_rows([row(record(hold=Hold(code="manual", reason=HOSTILE)))])
    for name in ("customer_id", "company", "why not"):
        for sign in "![]<>|":
            assert shown[name].count(sign) == shown[name].count(f"\\{sign}"), (name, sign)
