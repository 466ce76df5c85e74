"""Events of an SES configuration set as outcomes: bare, in a notification of SNS, or in an event of EventBridge.

https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html (`eventType`; feedback
notifications have `notificationType`). A bounce counts if it is permanent: a transient one is a full mailbox, and an
undetermined one says nothing. Deliveries, opens and clicks are no outcomes.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from pydantic_core import from_json

from schemas.address import normalised
from schemas.errors import BadInputError
from schemas.outcomes import Fact, Kind, OutcomeFile, OutcomeRow, Unread

COLUMNS = {"email": "destination", "event": "eventType", "day": "timestamp"}
_NO_OUTCOME = frozenset(
    ("send", "delivery", "open", "click", "reject", "rendering failure", "deliverydelay", "delivery delay")
)
_DEPTH = 4  # EventBridge around SNS around the event, at most


def read_events(content: bytes, today: date) -> OutcomeFile:
    """The events of a file: one JSON document, an array, or one a line. Raises `BadInputError` if there is none."""
    rows, unread, nothing = list[OutcomeRow](), list[Unread](), 0
    for line, document in _documents(content):
        try:
            found = list(_facts(_event_in(document), today))
        except BadInputError as error:
            unread.append(Unread(line=line, column="event", value="", reason=str(error)))
            continue
        nothing += not found
        rows += [OutcomeRow(line=line, email=email, facts=(fact,)) for email, fact in found]
    if not rows and not nothing:
        raise BadInputError(unread[0].reason if unread else "there is no event in it")
    return OutcomeFile(shape="events", columns=COLUMNS, rows=tuple(rows), unread=tuple(unread), nothing=nothing)


def is_events(content: bytes) -> bool:
    """Whether a file is one of such events, by its first document; any other is read as a table."""
    if content.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        _, first = next(_documents(content))
        _event_in(first)
    except (BadInputError, StopIteration):
        return False
    return True


def _documents(content: bytes) -> Iterator[tuple[int, Any]]:
    try:
        whole = from_json(content)
    except ValueError:
        for number, line in enumerate(content.splitlines(), start=1):
            if line.strip():
                yield number, _parsed(line)
        return
    yield from enumerate(whole if isinstance(whole, list) else [whole], start=1)


def _parsed(line: bytes | str) -> Any:
    try:
        return from_json(line)
    except ValueError:
        return None


def _event_in(document: Any) -> dict[str, Any]:
    """The event of SES itself, out of whatever carries it."""
    for _ in range(_DEPTH):
        if not isinstance(document, dict):
            break
        if isinstance(document.get("eventType", document.get("notificationType")), str):
            return document
        inner = document.get("detail", document.get("Message"))
        document = _parsed(inner) if isinstance(inner, str) else inner
    raise BadInputError("is not an event of SES: it has no eventType")


def _facts(event: dict[str, Any], today: date) -> Iterator[tuple[str, Fact]]:
    """Whom it names, and what it says of them. Raises `BadInputError` if it names nobody although it should."""
    kind = str(event.get("eventType", event.get("notificationType"))).casefold()
    if kind in _NO_OUTCOME:
        return
    said = event.get(kind)
    if not isinstance(said, dict):
        raise BadInputError(f"says no {kind if kind in ('bounce', 'complaint', 'subscription') else 'known event'}")
    found = _outcome(kind, said)
    if found is None:
        return
    outcome, people = found
    addresses = [address for address in map(_address, people) if address is not None]
    if not addresses:
        addresses = [one for one in map(_address, _destination(event)) if one is not None]
    if not addresses:
        raise BadInputError(f"names nobody who it is about ({kind})")
    for address in dict.fromkeys(addresses):
        yield address, Fact(kind=outcome, day=_day(said.get("timestamp"), today))


def _outcome(kind: str, said: dict[str, Any]) -> tuple[Kind, list[Any]] | None:
    """What happened, and the entries that name to whom; None for what is not an outcome."""
    if kind == "bounce":
        return ("bounced", _list(said.get("bouncedRecipients"))) if said.get("bounceType") == "Permanent" else None
    if kind == "complaint":
        # `not-spam` is how somebody says that it was none.
        none = said.get("complaintFeedbackType") == "not-spam"
        return None if none else ("complained", _list(said.get("complainedRecipients")))
    if kind == "subscription":
        return ("unsubscribed", []) if _is_off(said.get("newTopicPreferences")) else None
    raise BadInputError("is an event of SES that is not known here")


def _is_off(preferences: Any) -> bool:
    """Whether somebody left: everything, or any topic, because we know only one silence."""
    if not isinstance(preferences, dict):
        return False
    topics = _list(preferences.get("topicSubscriptionStatus"))
    return bool(preferences.get("unsubscribeAll")) or any(
        isinstance(one, dict) and one.get("subscriptionStatus") == "OptOut" for one in topics
    )


def _destination(event: dict[str, Any]) -> list[Any]:
    mail = event.get("mail")
    return _list(mail.get("destination")) if isinstance(mail, dict) else []


def _address(entry: Any) -> str | None:
    said = entry.get("emailAddress") if isinstance(entry, dict) else entry
    if not isinstance(said, str):
        return None
    inner = said.rpartition("<")[2].removesuffix(">") if said.rstrip().endswith(">") else said
    return None if normalised(inner) is None else inner.strip()


def _day(moment: Any, today: date) -> date:
    """The event's own day; one that cannot be read, or has not come yet, is today's."""
    try:
        return min(datetime.fromisoformat(str(moment)).date(), today)
    except ValueError:
        return today


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
