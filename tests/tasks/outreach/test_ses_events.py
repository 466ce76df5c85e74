"""Events of SES in every wrapping: who is silenced, who is not, and what is no event."""

import json
from datetime import date
from typing import Any

import pytest

from schemas.errors import BadInputError
from schemas.outcomes import Kind
from tasks.outreach.ses_events import is_events, read_events

TODAY, DAY = date(2026, 11, 30), date(2026, 11, 28)
MAIL = {"timestamp": "2026-11-28T09:00:00.000Z", "messageId": "m-1", "destination": ["ann@acme.example"]}
AT = "2026-11-28T09:00:05.000Z"


def bounce(kind: str, *people: str) -> dict[str, Any]:
    recipients = [{"emailAddress": one, "action": "failed", "status": "5.1.1"} for one in people]
    said = {"bounceType": kind, "bounceSubType": "General", "bouncedRecipients": recipients, "timestamp": AT}
    return {"eventType": "Bounce", "mail": MAIL, "bounce": said}


def complaint(**said: object) -> dict[str, Any]:
    people = [{"emailAddress": "ann@acme.example"}]
    complained = {"complainedRecipients": people, "timestamp": AT} | said
    return {"eventType": "Complaint", "mail": MAIL, "complaint": complained}


def subscription(*, everything: bool, topic: str = "OptIn") -> dict[str, Any]:
    new = {
        "unsubscribeAll": everything,
        "topicSubscriptionStatus": [{"topicName": "news", "subscriptionStatus": topic}],
    }
    said = {"contactList": "all", "timestamp": AT, "source": "UnsubscribeHeader", "newTopicPreferences": new}
    return {"eventType": "Subscription", "mail": MAIL, "subscription": said}


def sns(event: object) -> dict[str, Any]:
    return {"Type": "Notification", "MessageId": "n", "TopicArn": "arn:aws:sns:x", "Message": json.dumps(event)}


def bus(event: dict[str, Any]) -> dict[str, Any]:
    return {"version": "0", "detail-type": "Email Bounced", "source": "aws.ses", "detail": event}


@pytest.mark.parametrize("wrapped", [lambda one: one, sns, bus, lambda one: bus(sns(one))])
@pytest.mark.parametrize(
    ("event", "told"),
    [
        (bounce("Permanent", "ann@acme.example"), ["bounced"]),
        (bounce("Permanent", "Ann <ann@acme.example>"), ["bounced"]),
        (bounce("Permanent"), ["bounced"]),  # the mail says to whom
        (bounce("Transient", "ann@acme.example"), []),
        (bounce("Undetermined", "ann@acme.example"), []),
        (complaint(), ["complained"]),
        (complaint(complaintSubType="OnAccountSuppressionList"), ["complained"]),
        (complaint(complaintFeedbackType="not-spam"), []),
        (subscription(everything=True), ["unsubscribed"]),
        (subscription(everything=False, topic="OptOut"), ["unsubscribed"]),
        (subscription(everything=False), []),
        ({"eventType": "Delivery", "mail": MAIL, "delivery": {"recipients": ["ann@acme.example"]}}, []),
        (
            {"notificationType": "Complaint"} | {k: v for k, v in complaint().items() if k != "eventType"},
            ["complained"],
        ),
    ],
)
def test_what_an_event_says(event: dict[str, Any], told: list[Kind], wrapped: Any) -> None:
    content = json.dumps(wrapped(event)).encode()
    found = read_events(content, TODAY)
    assert [(row.email, *((fact.kind, fact.day) for fact in row.facts)) for row in found.rows] == [
        ("ann@acme.example", (kind, DAY)) for kind in told
    ]
    assert (is_events(content), found.nothing, found.unread) == (True, 0 if told else 1, ())


def test_a_file_of_events_names_each_line_that_cannot_be_used() -> None:
    lines = [
        bounce("Permanent", "a@b.example", "c@d.example"),
        {"eventType": "Bounce"},
        {"eventType": "Odd", "odd": {}},
    ]
    content = "\n".join([*map(json.dumps, lines), "{", '{"x": 1}']).encode()
    found = read_events(content, TODAY)
    assert [row.email for row in found.rows] == ["a@b.example", "c@d.example"]
    assert [(one.line, one.reason) for one in found.unread] == [
        (2, "says no bounce"),
        (3, "is an event of SES that is not known here"),
        (4, "is not an event of SES: it has no eventType"),
        (5, "is not an event of SES: it has no eventType"),
    ]


@pytest.mark.parametrize("said", ["tomorrow", None, "2031-01-01T00:00:00Z", 5])
def test_a_day_that_cannot_be_is_today(said: object) -> None:
    event = bounce("Permanent", "a@b.example")
    event["bounce"]["timestamp"] = said
    assert [fact.day for row in read_events(json.dumps(event).encode(), TODAY).rows for fact in row.facts] == [TODAY]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"email,event\na@b.example,bounced\n",
        b"[]",
        b"{}",
        b'[{"email": "a@b.example"}]',
        b'{"Message": 5}',
        b"\xff{",
    ],
)
def test_other_files_are_none(content: bytes) -> None:
    assert not is_events(content)
    with pytest.raises(BadInputError):
        read_events(content, TODAY)


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "<script>@x", 5, None])
def test_an_event_about_nobody_is_said(address: object) -> None:
    event = bounce("Permanent") | {"mail": {"destination": [address]}}
    found = read_events(json.dumps([event, bounce("Permanent", "a@b.example")]).encode(), TODAY)
    assert [one.reason for one in found.unread] == ["names nobody who it is about (bounce)"]
