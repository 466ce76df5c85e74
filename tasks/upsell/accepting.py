"""What is done with an event before its sender is told that it was accepted: one function behind all doors.

Only what can be said at once is looked at: size, JSON, `event_id`. The event is stored as it came, a CloudEvents
envelope included; what else is wrong with it is found when the queue is drained (`transform.py`).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from pydantic_core import from_json

from blocks.queue.interface import Queue
from blocks.queue.message import Message, Outcome
from schemas.errors import BadInputError
from tasks.upsell.envelope import Letter, opened
from tasks.upsell.event_file import MOST_BYTES
from tasks.upsell.spellings import CUSTOMER, EVENT, named
from tasks.upsell.values import identifier

QUEUE = "upsell"  # its name in every environment
_ID = 256  # characters
_SAID = {
    "not_an_object": "an event is one JSON object; `revive upsell load` takes files of many",
    "bad_envelope": "the `data` of the CloudEvents envelope is not a JSON object",
}


class UnusableEventError(BadInputError):
    """Bytes that are no event, with a reason code (`not_json`, `no_event_id` …), as dead letters have it."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of one event. `reason` is the code of one that is dead; an id of ours then stands for its own."""

    event_id: str
    outcome: Outcome
    reason: str = ""


async def accept(queue: Queue, raw: bytes, headers: Mapping[str, str] | None = None) -> Accepted:
    """Store one event durably. `headers` (lower-case names) may hold a CloudEvents envelope in binary mode.

    Raises `UnusableEventError`, and `QueueFullError` or `StoreError` if it is not stored.
    """
    message = message_of(raw, headers or {})
    (outcome,) = await queue.put([message])
    return Accepted(message.id, outcome)


async def accept_all(queue: Queue, found: Sequence[tuple[bytes, str]]) -> list[Accepted]:
    """Store events of a file together, each with the place where it was found; those that are none are dead letters.

    Raises `QueueFullError` or `StoreError` if not all are stored. Accepting the same events again is harmless.
    """
    messages: list[Message] = []
    unusable: list[tuple[Message, UnusableEventError, str]] = []
    for raw, place in found:
        try:
            messages.append(message_of(raw, {}))
        except UnusableEventError as error:
            unusable.append((_nameless(raw), error, place))
    outcomes = await queue.put(messages) if messages else []
    accepted = [Accepted(one.id, outcome) for one, outcome in zip(messages, outcomes, strict=True)]
    for message, why, place in unusable:
        (outcome,) = await queue.put_dead([message], why.reason, [f"{place}: {why}"])
        accepted.append(Accepted(message.id, outcome, why.reason))
    return accepted


def message_of(raw: bytes, headers: Mapping[str, str]) -> Message:
    """The event as a message of the queue. Raises `UnusableEventError`."""
    if len(raw) > MOST_BYTES:
        raise UnusableEventError("too_large", f"an event may have {MOST_BYTES >> 10} KB at most")
    body = _enveloped(raw, headers) if "ce-specversion" in headers else raw
    letter = opened(_parsed(body))
    if isinstance(letter, str):
        raise UnusableEventError(letter, _SAID[letter])
    said, _ = named(letter.content, ("event_id", "customer", "customer_id"), EVENT)
    event_id = identifier(said.get("event_id") or letter.event_id, _ID + 1)
    if event_id is None or len(event_id) > _ID:
        raise UnusableEventError("no_event_id", f"an event needs an event_id, a text of at most {_ID} characters")
    return Message(letter.source, event_id, _customer(said) or f"event {event_id}", body, _digest(letter))


def _parsed(raw: bytes) -> Any:
    try:
        return from_json(raw, allow_inf_nan=False)
    except ValueError:  # its own words would repeat what a customer wrote
        raise UnusableEventError("not_json", "this is not JSON") from None


def _enveloped(raw: bytes, headers: Mapping[str, str]) -> bytes:
    """CloudEvents in binary mode (attributes in headers, percent-encoded) as the same in structured mode."""
    _parsed(raw)
    said = {name[3:]: unquote(value) for name, value in headers.items() if name.startswith("ce-")}
    return json.dumps(said | {"data": None})[: -len("null}")].encode() + raw + b"}"


def _customer(said: Mapping[str, Any]) -> str:
    """Whose events come one after the other."""
    customer = said.get("customer")
    person, _ = named(customer, ("id",), CUSTOMER) if isinstance(customer, Mapping) else ({}, {})
    customer_id = identifier(person.get("id") or said.get("customer_id"), _ID)
    return "" if customer_id is None else f"customer {customer_id}"


def _digest(letter: Letter) -> str:
    """Of what the event says: spaces and the order of fields make no other event."""
    said = json.dumps([letter.event_type, letter.content], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def _nameless(raw: bytes) -> Message:
    """Bytes that are no event, under an id that the same bytes get again; the beginning of those that are too large."""
    digest = hashlib.sha256(raw).hexdigest()
    return Message("unusable", digest[:16], digest, raw[:MOST_BYTES], digest)
