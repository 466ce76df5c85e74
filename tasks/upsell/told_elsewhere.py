"""What the further fields of an event say against a message: permissions, complaints, and notes of no visit.

Senders put permissions in an object (`"preferences": {"email": false}`), count complaints (`open_complaints: 2`), and
write notes of the customer beside the visits. None of these is a field of ours, and each of them holds all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.upsell.event import Event
from tasks.outreach.opt_out_columns import opt_out_in
from tasks.upsell.recent_issue import issue
from tasks.upsell.spellings import folded
from tasks.upsell.values import LONGEST_NOTES, text

_PERMISSIONS = (
    "prefer", "consent", "communication", "contact", "marketing", "subscri", "notif", "channel", "permission", "opt_in",
    "gdpr", "privacy",
)  # fmt: skip
_OTHER_CHANNELS = frozenset(("sms", "text", "texts", "phone", "push", "call", "calls", "whatsapp", "post", "postal"))
_MAIL = frozenset(
    (
        "email", "e_mail", "emails", "mail", "marketing", "newsletter", "newsletters", "promotions", "promotional",
        "promo", "offers", "all", "any", "subscribed", "email_enabled", "enabled",
    )
)  # fmt: skip
_NO = frozenset(("false", "no", "n", "0", "off", "never", "none", "denied", "disabled", "unsubscribed", "revoked"))
_COMPLAINTS = frozenset(
    f"{prefix}{name}{ending}"
    for name in ("complaint", "issue", "ticket", "dispute")
    for prefix in ("open_", "has_", "has_open_", "active_", "unresolved_", "recent_", "number_of_open_")
    for ending in ("", "s", "_count", "s_count")
) | {"complaint", "complaints", "in_dispute"}
_NOTES = frozenset(("note", "notes", "comment", "comments", "customer_notes", "account_notes", "technician_notes"))


def permission_denied(event: Event) -> str | None:
    """Which further field says that they may not be written to, as a sentence; None if none does."""
    columns = [(name.rpartition(".")[2], value) for name, value in event.extra.items()]
    said = opt_out_in({name: str(value) for name, value in columns})
    if said is not None:
        return said
    for group, value in columns:
        for name, answer in _inside(value):
            said = opt_out_in({f"{group} {name}": answer})
            if said is not None:
                return said
            if _is_permission(group, name) and folded(answer) in _NO:
                return f"{group}.{name} says {answer!r}"
    return None


def complaint_columns(event: Event) -> bool:
    """Whether a further field says that there is an open complaint."""
    return any(
        folded(name.rpartition(".")[2]) in _COMPLAINTS and bool(issue(value)) for name, value in event.extra.items()
    )


def notes_beside(event: Event) -> list[str]:
    """Notes that stand beside the visits: of the event, or of its customer."""
    found = [
        text(value, LONGEST_NOTES) for name, value in event.extra.items() if folded(name.rpartition(".")[2]) in _NOTES
    ]
    return [one for one in found if one is not None]


def _inside(value: Any, path: str = "", depth: int = 3) -> Iterator[tuple[str, str]]:
    """The plain values of an object, with where they stand."""
    if not isinstance(value, Mapping) or depth == 0:
        return
    for name, inner in value.items():
        where = f"{path}.{name}" if path else str(name)
        if isinstance(inner, Mapping):
            yield from _inside(inner, where, depth - 1)
        elif isinstance(inner, str | bool | int | float):
            yield where, str(inner)


def _is_permission(group: str, name: str) -> bool:
    above = folded(f"{group}.{name.rpartition('.')[0]}")
    if not _OTHER_CHANNELS.isdisjoint(above.split("_")):
        return False
    return folded(name.rpartition(".")[2]) in _MAIL and any(part in above for part in _PERMISSIONS)
