"""The report: valid, closed in itself, escaped, and right in its numbers, whatever the customers are called."""

import base64
import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest

from schemas.agent import Usage
from schemas.bulk import Status
from schemas.customer import Customer
from schemas.hold import Hold
from schemas.paid import Failure
from schemas.reading import Mapping, Reject
from schemas.sender import Sender
from schemas.winback.campaign import Campaign, Email
from schemas.winback.churn_analysis import ChurnAnalysis
from schemas.winback.outcomes import Recoverable
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from schemas.winback.summary import AgainstBefore, Change
from tasks.winback import report
from tasks.winback.report import Collector, Facts, render_report
from tasks.winback.report.collect import TOP

SCRIPT = (Path(report.__file__).parent / "report.js").read_text(encoding="utf-8")
RANGE = Recoverable(low={"USD": Decimal("15.6")}, high={"USD": Decimal("60.3")}, sources=("published",))
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
        signup_date=changes.pop("signup", None),
        context=changes.pop("context", {}),
    )
    analysis = ChurnAnalysis(
        category=changes.pop("category", "pricing"),
        confidence=50,
        insights=["a", "b", "c"],
        recommendation="Ask.",
        evidence=["mrr"],
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
    (script,) = tree.iter("script")  # ours, word for word, and the only one that the page's policy lets run
    assert script.text == SCRIPT
    allowed = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'sha256-{allowed}'\"" in text
    assert not list(tree.iter("img"))
    assert not list(tree.iter("link"))
    for element in tree.iter():
        assert not any(name.startswith("on") or name in ("src", "href") for name in element.attrib), element.attrib
    return text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_customers_wrote_is_only_text(text: str) -> None:
    context = {"Competitor": text, "Lost to": f"Zed {text}"}
    moved = f"switched to Zed{text} last week"
    one = record(1, company=text, reason=text, customer_id=text[:100], flags=("injection",), context=context)
    other = record(4, company="A", reason=moved, category="competition", context=context)
    hold = Hold(code="manual", reason=text[:400])
    failed = record(2, company=text, campaign=None, error=Failure(step="campaign", message=text))
    shown = page(
        [one, other, record(3, company=text, hold=hold), failed],
        rejects=[Reject(2, text, text, text)],
        rejected=1,
        status={"source": text, "mapping": Mapping(columns={"mrr": text}, values={"currency": text})},
        before=AgainstBefore(
            upload_id=text, first_at=text, customers_before=3, customers_now=4,
            changes=(Change(cause=text, before=0.1, now=0.2, low=-0.1, high=0.3),),
        ),
    )  # fmt: skip
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
    assert shown.count("<details") >= TOP
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


def test_who_can_be_won_back_is_told_from_who_cannot() -> None:
    closed = record(2, hold=Hold(code="business_closed", reason="has ended"), category="business_closure", mrr=500)
    angry = record(3, hold=Hold(code="needs_a_person", reason="is angry"), mrr=300)
    no = record(4, hold=Hold(code="suppressed", reason="opted out"), mrr=200)
    cells = tables(page([record(1, mrr=100), closed, angry, no], recoverable={"person": RANGE}))["Customers by what"]
    assert [row[0] for row in cells[1:]] == [
        "Emails are ready", "Need an answer from a personangry, or asking for one",
        "Must not be written tosaid no, or no usable address",
        "Nothing to winclosed, deceased, came back, or never left",
    ]  # fmt: skip
    assert [row[2:] for row in cells[1:]] == [
        ["100 USD", "none"],
        ["300 USD", "16 to 60 USD"],
        ["200 USD", "none"],
        ["500 USD", "none"],
    ]


def test_themes_and_competitors_are_counted() -> None:
    shown = page(
        [
            record(1, reason="The price increase at renewal"),
            record(2, reason="Preiserhöhung um 30 %"),
            record(3, reason="Budget cut"),
            record(4, reason="because"),
            record(5, reason="Switched to HubSpot.", category="competition"),
            record(6, reason="", context={"Competitor": "hubspot"}, category="competition"),
            record(7, reason="Moved to Northwind", category="competition"),
            record(8, reason="We moved to Canada", category="business_closure"),
        ]
    )
    found = tables(shown)
    assert found["Price, 4"] == [["Price increase", "2"], ["Budget or costs cut", "1"], ["Something else", "1"]]
    assert found["Named as alternatives, by 3 customers"] == [["HubSpot", "2"]]  # not Northwind, which is the sender


def test_causes_are_shown_by_how_long_they_had_stayed() -> None:
    known = [
        record(n, signup=date(2026, 1 + n % 9, 3) - timedelta(days=days)) for n, days in enumerate((0, 100, 800, -4))
    ]
    header, row = tables(page(known))["Customers by cause and time"]
    assert header == ["Cause", "under 3 months", "3 to 12 months", "over 2 years", "not known"]
    assert row == ["Price", "1 100%", "1 100%", "1 100%", "1 100%"]


def test_the_upload_before_is_compared_or_too_few_to_say() -> None:
    before = AgainstBefore(
        upload_id="q1", first_at="2026-03-01T00:00:00", customers_before=200, customers_now=300,
        changes=(
            Change(cause="pricing", before=0.2, now=0.4, low=0.1, high=0.3),
            Change(cause="features", before=0.1, now=0.12, low=-0.05, high=0.1),
        ),
    )  # fmt: skip
    rows = tables(page([record(1)], before=before))["Share of each cause"]
    assert rows[1] == ["Price", "20%", "40%", "+20 points (+10 to +30)"]
    assert rows[2] == ["Missing features", "10%", "12%", "too few to say (-5 to +10 points)"]
    assert "Against the upload before" not in page([record(1)])


def test_a_page_of_many_is_no_longer_than_one_of_some() -> None:
    few = [
        record(number, reason=f"switched to Tool{number}", context={"Lost to": f"X{number}"}) for number in range(300)
    ]
    more = [
        record(number, reason=f"switched to Tool{number}", context={"Lost to": f"X{number}"}) for number in range(3_000)
    ]
    assert len(page(more)) < 1.1 * len(page(few))


def tables(shown: str) -> dict[str, list[list[str]]]:
    """The cells of each table, by its caption, or by the beginning of it."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(shown)
    found = _Tables()
    for table in tree.iter("table"):
        caption = "".join(next(table.iter("caption")).itertext())
        found[caption] = [
            [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("td", "th")]
            for row in table.iter("tr")
        ]
    return found


class _Tables(dict[str, list[list[str]]]):
    def __missing__(self, beginning: str) -> list[list[str]]:
        return next(cells for caption, cells in self.items() if caption.startswith(beginning))
