"""Turns what a sender posted into an event of ours, or says why it is not one. Pure; the same for HTTP and files.

What is required and wrong makes a dead letter with a reason code; what is optional and wrong is not known, with a
warning. What is missing is missing, and every field that we do not know is kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from pydantic import ValidationError

from schemas.upsell.event import Event, MomentFrom, Service
from tasks.upsell import spellings
from tasks.upsell.envelope import Unreadable, opened
from tasks.upsell.gathering import gathered
from tasks.upsell.parts import Known, Warnings, outcome_of, person_of, plain_fields, property_of
from tasks.upsell.services import services_of
from tasks.upsell.spellings import folded, is_nothing, named
from tasks.upsell.values import LONGEST, beginning, day, identifier, moment

ReasonCode = Literal[
    "not_json",
    "not_an_object",
    "bad_envelope",
    "no_event_id",
    "no_event_type",
    "no_customer_id",
    "no_outcome",
    "invalid",
    "too_large",
    "other_body",
]
_FIELDS = frozenset(Event.model_fields) - {"key", "source", "moment_from", "received_at", "unclear", "extra"} | {
    "service"
}
_VERSION = re.compile(r"\.v[0-9]+$")
_AHEAD = timedelta(days=1)  # clocks differ, and so do zones


@dataclass(frozen=True, slots=True)
class Refused:
    """Why something is not an event. `detail` says what to look at, without anything that a customer wrote."""

    code: ReasonCode
    detail: str
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """An event, and what of it could not be read."""

    event: Event
    warnings: tuple[str, ...] = field(default=())


def transform(sent: object, received_at: datetime) -> Read | Refused:
    """One event as somebody sent it, parsed from JSON or a row, with the moment when we got it."""
    letter = opened(sent)
    if isinstance(letter, str):
        return Refused(letter, _DETAILS[letter])
    said, extra = gathered(*named(letter.content, _FIELDS, spellings.EVENT))
    event_id, kind = (
        identifier(said.get("event_id") or letter.event_id, LONGEST),
        _type(said.get("event_type") or letter.event_type),
    )
    if event_id is None:
        return Refused("no_event_id", "event_id is missing")
    if kind is None:
        return Refused("no_event_type", "event_type is missing", event_id)
    warnings = Warnings()
    try:
        said["occurred_at"] = said.get("occurred_at") or letter.at
        parts = _parts(kind, said, extra, received_at, warnings)
        at = _moment(said["occurred_at"], parts["service_history"], received_at, warnings)
        event = Event.model_validate(
            {"event_id": event_id, "source": letter.source, "event_type": kind, "received_at": received_at} | parts | at
        )
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return Refused("invalid", f"{'.'.join(map(str, first['loc']))}: {first['msg']}", event_id)
    except IncompleteEventError as error:
        return Refused(error.code, str(error), event_id)
    return Read(event, tuple(warnings.said))


class IncompleteEventError(Exception):
    """What was sent lacks something that no event can be without; it goes to the dead letters with the code."""

    def __init__(self, code: ReasonCode, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def _parts(kind: str, said: Known, extra: Known, received_at: datetime, warnings: Warnings) -> Known:
    """Everything of an event but what names it and when it was."""
    customer, more = person_of(said.get("customer"), extra, warnings)
    if customer is None:
        raise IncompleteEventError("no_customer_id", "customer.id is missing")
    outcome = outcome_of(said.get("outcome"), extra, warnings) if kind == "message_outcome" else None
    if kind == "message_outcome" and outcome is None:
        raise IncompleteEventError("no_outcome", "a message_outcome says no message_event_id or no outcome")
    happened = _day_of(said["occurred_at"], received_at) if kind == "service_completed" else None
    visits = services_of(said, received_at.date(), happened, warnings)
    estate, unknown = property_of(said.get("property_info"), warnings)
    plain, unclear = plain_fields(said, warnings)
    if visits.unclear_points is not None:
        unclear["satisfaction_score"] = visits.unclear_points
    return plain | {
        "customer": customer,
        "outcome": outcome,
        "service_history": visits.services,
        "property_info": estate,
        "unclear": unclear,
        "extra": {**extra, **more, **visits.unknown, **unknown},
    }


def identity(sent: object) -> tuple[str, str] | None:
    """Source and id of something sent, by which it is known again; None if it has no id."""
    letter = opened(sent)
    if isinstance(letter, str):
        return None
    said, _ = named(letter.content, ("event_id",), spellings.EVENT)
    event_id = identifier(said.get("event_id") or letter.event_id, LONGEST)
    return None if event_id is None else (letter.source, event_id)


def customer_of(sent: object) -> str:
    """The id of the customer that something sent is about; empty if it names none."""
    letter = opened(sent)
    if isinstance(letter, str):
        return ""
    said, extra = named(letter.content, ("customer",), spellings.EVENT)
    person, _ = person_of(said.get("customer"), extra, Warnings())
    return "" if person is None else person.id


def email_of(sent: object) -> str | None:
    """The address of the customer that something sent is about, as far as it can be read."""
    letter = opened(sent)
    if isinstance(letter, str):
        return None
    said, extra = named(letter.content, ("customer",), spellings.EVENT)
    # An id of its own: without one, nothing would be read of somebody who must be found.
    customer = said.get("customer")
    person, _ = person_of({"id": "-", **customer} if isinstance(customer, Mapping) else {"id": "-"}, extra, Warnings())
    return None if person is None else person.email


def _type(sent: object) -> str | None:
    if not isinstance(sent, str) or is_nothing(sent):
        return None
    # `com.example.service_completed`, as CloudEvents name their types; of others (`invoice.paid`) the whole counts.
    whole = _VERSION.sub("", sent)
    last = folded(whole.rpartition(".")[2])
    last = spellings.TYPES.get(last, last)
    plain = last if last in spellings.TYPES.values() else folded(whole)
    return plain[:64] if plain[:1].isalpha() else None


def _day_of(sent: object, received_at: datetime) -> date | None:
    """The day on which an event says that it happened, where it was; None if it does not say, or is yet to come."""
    at = moment(sent)
    return None if at is None or at > received_at + _AHEAD else day(sent) or at.date()


def _moment(sent: object, services: tuple[Service, ...], received_at: datetime, warnings: Warnings) -> Known:
    """When it happened: as it says itself, else its latest visit, else its receipt."""
    at = moment(sent)
    said: MomentFrom = "event"
    if at is None or at > received_at + _AHEAD:
        if not is_nothing(sent):
            warnings.add("occurred_at", "is not a moment in the past")
        said = "service" if services else "receipt"
        at = beginning(services[-1].date) if services else received_at
    return {"occurred_at": at, "moment_from": said}


_DETAILS: Mapping[Unreadable, str] = {
    "not_an_object": "it is not a JSON object",
    "bad_envelope": "the data of the CloudEvent is not a JSON object",
}
