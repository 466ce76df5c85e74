"""Which rulings say something of the emails: those that changed what a customer gets."""

from datetime import date
from typing import Any

import pytest

from schemas.customer import Customer
from schemas.hold import Hold, Ruling
from schemas.winback.run import CampaignStep, CustomerRecord
from tasks.winback.rule_on import _changes

EMAILS: dict[str, Any] = {}  # what is in them does not matter here
LATE = "2026-11-21T16:00:00+00:00"


@pytest.mark.parametrize(
    ("code", "action", "before", "changes"),
    [
        (None, "hold", None, True),
        (None, "release", None, False),  # was not on hold
        ("contacted", "release", None, True),
        ("contacted", "hold", None, False),  # was on hold anyhow
        ("suppressed", "release", None, False),  # stays on hold
        ("no_address", "release", None, False),
        ("manual", "release", Ruling(action="hold", at=LATE), False),  # takes back what a person did
        ("manual", "hold", Ruling(action="hold", at=LATE), True),  # said again, it is the same opinion
        (None, "release", Ruling(action="release", at=LATE), True),
        (None, "release", Ruling(action="release", at=LATE, changed=False), False),
        (None, "hold", Ruling(action="release", at=LATE), True),
    ],
)
def test_a_ruling_that_changes_nothing_is_no_opinion(
    code: str | None, action: str, before: Ruling | None, *, changes: bool
) -> None:
    customer = Customer(customer_id="c", company_name="Acme", churn_date=date(2026, 1, 1))
    record = CustomerRecord(customer_id="c", versions={}, customer=customer)
    assert not _changes(record, action, None)  # there are no emails yet
    record.campaign = CampaignStep.model_construct(**EMAILS)
    record.hold = None if code is None else Hold.model_validate({"code": code, "reason": "r"})
    assert _changes(record, action, before) == changes
    assert not _changes(None, action, None)


def test_rulings_of_an_older_revive_are_read() -> None:
    assert Ruling.model_validate({"action": "hold", "reason": "", "at": LATE}).changed
