"""The report: valid, closed in itself, escaped, and right in its numbers, whatever the customers are called."""

from datetime import UTC, date, datetime
from typing import Any

import html5lib
import pytest

from schemas.agent import Usage
from schemas.bulk import Status
from schemas.hold import Hold
from schemas.paid import Failure
from schemas.reading import Mapping, Reject
from schemas.sender import Sender
from schemas.winback.campaign import Campaign, Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.customer import Customer
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from tasks.winback.report import Collector, Facts, render_report
from tasks.winback.report.collect import TOP

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% raw %}",
    "javascript:alert(1)",
    "\u202eevil\u202c\u200b",
    "'; DROP TABLE x; --",
    "a" * 20_000,
    "\U0001f600 Ünï <b>",
    "a\u2060\xad\u2028\r\x9b31m\U000e0041b",
]
PAID: dict[str, Any] = {
    "fingerprint": "f",
    "version": "1.1.0",
    "model": "m",
    "usage": Usage(),
    "cost_usd": 0.1,
    "latency_s": 0.1,
    "attempts": 1,
}


def record(number: int, **changes: Any) -> CustomerRecord:
    customer = Customer(
        customer_id=changes.pop("customer_id", f"c{number}"),
        email="a@b.example",
        company_name=changes.pop("company", f"Company {number}"),
        subscription_tier="growth",
        mrr=changes.pop("mrr", 100.0 + number),
        currency=changes.pop("currency", "USD"),
        churn_date=date(2026, 1 + number % 9, 3),
        cancellation_reason=changes.pop("reason", "too expensive"),
    )
    analysis = ChurnAnalysis(
        category="pricing", confidence=50, insights=["a", "b", "c"], recommendation="Ask.", evidence=["mrr"]
    )
    emails = [Email(number=n, subject=f"Subject {n}", body="Body", cta="Reply") for n in (1, 2, 3)]
    known: dict[str, Any] = {
        "analysis": AnalysisStep(output=analysis, **PAID),
        "campaign": CampaignStep(output=Campaign(emails=emails, summary="s"), **PAID),
    }
    return CustomerRecord(customer_id=customer.customer_id, versions={}, customer=customer, **(known | changes))


def facts(**changes: Any) -> Facts:
    status = Status(
        upload_id="u", status="complete", model="offline:2", rows_read=9, completed=3, total=3, cost_usd=0.6
    )
    known: dict[str, Any] = {
        "status": status.model_copy(update=changes.pop("status", {})),
        "sender": Sender(company="Northwind"),
        "quality": None,
        "rejects": [],
        "rejected": 0,
        "accepted": 3,
        "generated_at": datetime(2026, 6, 1, tzinfo=UTC),
    }
    return Facts(**(known | changes))


def page(records: list[CustomerRecord], **changes: Any) -> str:
    collected = Collector()
    for one in records:
        collected.add(one)
    text = render_report(collected, facts(**changes)).decode()
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    assert not list(tree.iter("script"))
    assert not list(tree.iter("img"))
    assert not list(tree.iter("link"))
    for element in tree.iter():
        assert not any(name.startswith("on") or name in ("src", "href") for name in element.attrib), element.attrib
    return text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_customers_wrote_is_only_text(text: str) -> None:
    one = record(1, company=text, reason=text, customer_id=text[:100], flags=("injection",))
    hold = Hold(code="manual", reason=text[:400])
    failed = record(2, company=text, campaign=None, error=Failure(step="campaign", message=text))
    shown = page(
        [one, record(3, company=text, hold=hold), failed],
        rejects=[Reject(2, text, text, text)],
        rejected=1,
        status={"source": text, "mapping": Mapping(columns={"mrr": text}, values={"currency": text})},
    )
    assert len(shown) < 100_000
    assert not set(shown) & set("\u202e\u200b\u2060\xad\u2028\r\x9b\U000e0041")


def test_nobody_and_nothing() -> None:
    shown = page([], accepted=0, status={"completed": 0, "total": 0, "rows_read": 0})
    assert "No customer has been looked at yet." in shown


def test_currencies_are_never_added_up() -> None:
    shown = page([record(1, mrr=1000.0), record(2, mrr=2000.0, currency="EUR"), record(3, mrr=None)])
    assert "2,000 EUR + 1,000 USD" in shown
    assert "3,000" not in shown
    assert "1 customer without a known MRR" in shown


def test_the_top_by_mrr_open_on_click() -> None:
    shown = page([record(number) for number in range(TOP + 50)])
    assert shown.count("<details>") >= TOP
    assert f"Company {TOP + 49}" in shown
    assert "Company 3<" not in shown


def test_held_and_failed_customers_show_no_emails() -> None:
    held = record(1, hold=Hold(code="suppressed", reason="the address is on the suppression list"))
    failed = record(2, campaign=None, error=Failure(step="campaign", message="no answer"))
    shown = page([held, failed])
    assert "Subject 1" not in shown
    assert "On the suppression list" in shown
    assert "no answer" in shown
    assert "No emails are ready to send." in shown


def test_what_all_of_the_file_would_cost() -> None:
    shown = page([record(number) for number in range(3)], accepted=300)
    assert "$200.00 per 1,000 customers" in shown
    assert "would be $60.00 for all in the file" in shown


def test_who_wrote_is_said() -> None:
    assert "No sender profile was given" in page([record(1)], sender=Sender())
    assert "No sender profile was given" not in page([record(1)])
    assert "No language model was used" in page([record(1)])
    assert "No language model was used" not in page([record(1)], status={"model": "bedrock:x"})
