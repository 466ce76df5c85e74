"""What the Prefect UI shows of an upload: nobody reads "complete" and believes that everybody is written to."""

from datetime import date

import pytest

from schemas.bulk import Status
from schemas.hold import Hold
from schemas.paid import Failure, Spend
from schemas.winback.customer import Customer
from schemas.winback.run import CustomerRecord
from tasks.bulk.markdown import plain_rows
from tasks.winback.results_ui import page, row

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


def test_all_on_hold_is_said_beside_complete_with_the_codes() -> None:
    status = Status(
        upload_id="it's u", status="complete", total=120, completed=120, held=120, rejected=3, cost_usd=1.5, model="m",
        artifacts={"report": "/home/r/report.html"}, warnings=("look *here*",),
    )  # fmt: skip
    shown = page(status, "prod", [("hold: suppressed", "100"), ("hold: contacted", "20")])
    assert shown.startswith("## complete: 0 ready to send, 120 on hold, 0 failed of 120 customers\n")
    for said in (
        r"Environment prod. \$1.5000, m.", "- hold: suppressed: 100", "- 3 rows rejected", r"Warning: look \*here\*",
        """`revive open 'it'"'"'s u' --environment prod`""", "- report: `/home/r/report.html`",
    ):  # fmt: skip
        assert said in shown


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
