"""CloudEvents (cloudevents.io, 1.0, structured mode): the event is in `data`, who sent it and when around it."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic_core import from_json

_LONGEST_SOURCE = 300
Unreadable = Literal["not_an_object", "bad_envelope"]


@dataclass(frozen=True, slots=True)
class Letter:
    """What was sent without its envelope. What the envelope says counts where the content does not say it."""

    content: Mapping[str, Any]
    source: str = ""
    event_id: str | None = None
    event_type: str | None = None
    at: str | None = None


def opened(sent: object) -> Letter | Unreadable:
    """Something sent, out of its envelope if it has one."""
    if not isinstance(sent, Mapping):
        return "not_an_object"
    if not isinstance(sent.get("specversion"), str):
        return Letter(sent)
    data = _data(sent)
    if not isinstance(data, Mapping):
        return "bad_envelope"
    names = ("id", "type", "time")
    around = {name: value if isinstance(value := sent.get(name), str) else None for name in names}
    source = "".join(sign for sign in str(sent.get("source") or "") if sign.isprintable())
    return Letter(data, source[:_LONGEST_SOURCE].strip(), around["id"], around["type"], around["time"])


def _data(sent: Mapping[str, Any]) -> object:
    """`data` as it is, as JSON in a text, or in base64."""
    data = sent.get("data")
    try:
        if data is None and isinstance(sent.get("data_base64"), str):
            data = b64decode(sent["data_base64"], validate=True)
        return from_json(data) if isinstance(data, str | bytes) else data
    except (ValueError, NotBase64):
        return None
