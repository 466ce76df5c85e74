"""Objections: what an event reported that forbids every message to its customer, until a newer one says otherwise.

A complaint that support opened an hour ago, or a no to all mail, may stand in another upload than the event that is
decided; it holds all the same. Two things are told in this way:

`complaint`   a recent issue, or a note that needs a person; over when a newer event says `recent_issue: false`, and
              after 90 days
`opt_out`     a column, a note or an outcome that says no; over when a newer event says yes in such a column

A customer is known by keyed hashes of the id and of the address. Pure; `objection_table.py` keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict

from agents.checks.needs_person import need_in
from agents.checks.stop_requests import request_in
from blocks.address_hash import AddressHash, plain_hash
from schemas.upsell.event import Event
from schemas.upsell.outcome import OutcomeKind
from tasks.outreach.opt_out_kinds import kind_of
from tasks.upsell.told_elsewhere import complaint_columns, notes_beside, permission_denied

Kind = Literal["complaint", "opt_out"]
KINDS: tuple[Kind, ...] = get_args(Kind)
COMPLAINT_HOLDS = timedelta(days=90)
FOR_GOOD: frozenset[OutcomeKind] = frozenset(("complained", "unsubscribed"))  # outcomes that end all messages


class Objection(BaseModel):
    """What the newest event that said anything of it said."""

    model_config = ConfigDict(frozen=True)

    at: AwareDatetime  # when the event happened
    holds: bool
    event: str = ""  # its id; empty for a no to all mail, which outlives the event


@dataclass(frozen=True, slots=True)
class Objections:
    """Those that hold now, by kind and by the hash of an id or an address."""

    of: Mapping[Kind, Mapping[str, Objection]] = field(default_factory=dict)
    address_hash: AddressHash | None = None  # None if nothing is remembered

    def against(self, event: Event, kind: Kind) -> Objection | None:
        """What another event told of this one's customer; None if this one is newer and says otherwise."""
        known = self.of.get(kind)
        if not known or self.address_hash is None:
            return None
        found = [known[name] for name in names_of(event, self.address_hash) if name in known]
        newest = max(found, key=lambda one: one.at, default=None)
        if newest is None or (event.occurred_at >= newest.at and told(event, kind) is False):
            return None
        return newest


def told(event: Event, kind: Kind) -> bool | None:
    """Whether an event says that it holds, or that it is over; None if it says nothing of it."""
    return complains(event) if kind == "complaint" else opts_out(event)


def complains(event: Event) -> bool | None:
    """Whether there is an open complaint; None if nothing is said of one."""
    latest = event.latest_service
    notes = [latest.notes] if latest is not None and latest.notes else []
    if event.recent_issue or complaint_columns(event):
        return True
    if any(need_in(text) is not None for text in (*notes, *notes_beside(event))):
        return True
    return False if event.recent_issue is False else None


def opts_out(event: Event) -> bool | None:
    """Whether somebody says no to mail; None if nothing is said of it."""
    if event.outcome is not None and event.outcome.kind in FOR_GOOD:
        return True
    if permission_denied(event) is not None or any(request_in(text) is not None for text in texts_of(event)):
        return True
    return False if any(kind_of(column) in ("opt-out", "permission") for column in event.extra) else None


def texts_of(event: Event) -> list[str]:
    """What people wrote about the customer, the newest first."""
    issue = [event.recent_issue] if isinstance(event.recent_issue, str) else []
    return issue + notes_beside(event) + [visit.notes for visit in reversed(event.service_history) if visit.notes]


def names_of(event: Event, address_hash: AddressHash) -> list[str]:
    """The hashes by which the customer of an event is known: of the id at its sender, and of the address."""
    by_id = address_hash.upgraded(plain_hash(f"customer\t{event.source}\t{event.customer.id}"))
    return [by_id, *([address_hash.of(event.customer.email)] if event.customer.email else [])]
