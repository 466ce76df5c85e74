from typing import Any

import pytest
from pydantic import ValidationError

from schemas.winback.campaign import Campaign

EMAIL: dict[str, object] = {"number": 1, "subject": "Hello", "body": "Some words.", "cta": "Reply"}


def campaign(*emails: dict[str, Any], **others: object) -> Campaign:
    return Campaign.model_validate({"emails": list(emails), "summary": "Three emails.", **others})


def test_lines_lose_what_surrounds_them() -> None:
    sent = campaign(EMAIL, EMAIL, EMAIL | {"subject": f"  {'x' * 60} "}, summary=" All. ")
    assert sent.emails[2].subject == "x" * 60
    assert sent.summary == "All."


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_there_are_three(count: int) -> None:
    with pytest.raises(ValidationError, match="emails"):
        campaign(*[EMAIL] * count)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"number": 4},
        {"subject": "x" * 61},
        {"subject": " "},
        {"body": ""},
        {"body": "x" * 4_001},
        {"cta": ""},
        {"cta": "x" * 201},
        {"preheader": "x"},
    ],
)
def test_what_an_email_may_not_be(change: dict[str, object]) -> None:
    campaign(EMAIL, EMAIL, EMAIL)
    with pytest.raises(ValidationError, match=rf"emails\.1\.{next(iter(change))}"):
        campaign(EMAIL, EMAIL | change, EMAIL)


@pytest.mark.parametrize("summary", ["", " ", "x" * 401])
def test_the_summary_is_a_sentence(summary: str) -> None:
    with pytest.raises(ValidationError, match="summary"):
        campaign(EMAIL, EMAIL, EMAIL, summary=summary)
