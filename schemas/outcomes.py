"""What happened after the emails: facts about persons, what a file says of them, and what an import did."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["replied", "reactivated", "unsubscribed", "bounced", "complained"]
KINDS: tuple[Kind, ...] = ("replied", "reactivated", "unsubscribed", "bounced", "complained")
# Whoever did one of these is never written to again, by any system.
FOR_GOOD: frozenset[Kind] = frozenset(("unsubscribed", "bounced", "complained"))
# Who is `unsent` was to be written to or held out, and a person or the sending tool decided otherwise.
Group = Literal["treated", "holdout", "unsent"]
HORIZONS = (30, 60, 90)  # days after the first email in which outcomes are counted
Shape = Literal["outcomes", "events", "active"]
_MOST = 100  # facts of a kind and a person: nobody replies on more days, and a document stays small


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Fact(_Frozen):
    """Something that a person did, on a day. `exact` is False where only the day it was first seen is known."""

    kind: Kind
    day: date
    exact: bool = Field(default=True, exclude_if=lambda exact: exact)
    amount: Decimal | None = Field(default=None, exclude_if=lambda amount: amount is None)  # new MRR, of `reactivated`
    currency: str | None = Field(default=None, exclude_if=lambda code: code is None)  # ISO 4217, of the amount

    @property
    def key(self) -> tuple[Kind, date | None]:
        """Two facts with one key are the same fact, told twice."""
        return self.kind, self.day if self.exact else None

    def joined(self, other: "Fact") -> "Fact":
        """The two as one: the earlier day and, of two amounts, the lower. In whichever order, and however often."""
        told = sorted(
            ((one.currency or "", one.amount) for one in (self, other) if one.amount is not None), key=lambda two: two
        )
        amount = {"amount": told[0][1], "currency": told[0][0] or None} if told else {}
        return self.model_copy(update={"day": min(self.day, other.day), **amount})


def joined(*told: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts from several tellings as one set, each once, the earliest first.

    Commutative, associative and idempotent: that is what makes an import count once, in whatever order files come.
    """
    found: dict[tuple[Kind, date | None], Fact] = {}
    for one in (fact for facts in told for fact in facts):
        fact = one if one.amount is not None else one.model_copy(update={"currency": None})
        found[fact.key] = found[fact.key].joined(fact) if fact.key in found else fact
    kept = sorted(found.values(), key=lambda fact: (fact.kind, fact.day, not fact.exact))
    counts: dict[Kind, int] = {}
    first = []
    for fact in kept:
        counts[fact.kind] = counts.get(fact.kind, 0) + 1
        if counts[fact.kind] <= _MOST:
            first.append(fact)
    return tuple(first)


class PersonOutcomes(_Frozen):
    """What is known of one person of one upload. Who it is, only the key under which it is stored tells, as a hash."""

    group: Group
    facts: tuple[Fact, ...] = ()

    def with_facts(self, facts: Iterable[Fact]) -> "PersonOutcomes":
        """The same with further facts."""
        return self.model_copy(update={"facts": joined(self.facts, facts)})


class OutcomeRow(_Frozen):
    """One row of a file: whom it names, and what it says of them."""

    line: int
    customer_id: str | None = None
    email: str | None = None  # as it is written
    facts: tuple[Fact, ...] = ()
    stop: bool = Field(default=False, description="Whether a cell about silence could not be read: then it is kept.")
    broken: bool = Field(default=False, description="Whether something in it could not be read: only silence is kept.")


class Unread(_Frozen):
    """A row of which something could not be read, and was not recorded."""

    line: int
    column: str
    value: str
    reason: str

    def said(self) -> str:
        """For a terminal."""
        return f"line {self.line}, {self.column or 'row'} {self.value!r} {self.reason}"


class OutcomeFile(_Frozen):
    """What a file of outcomes says."""

    shape: Shape
    columns: dict[str, str] = Field(default_factory=dict, description="What we read: the file's header.")
    rows: tuple[OutcomeRow, ...] = ()
    unread: tuple[Unread, ...] = ()
    nothing: int = Field(default=0, description="Rows that tell of no outcome, such as opens and clicks.")
    doubts: tuple[str, ...] = ()


class SentRow(_Frozen):
    """One email that went out, by a sending tool's word."""

    line: int
    customer_id: str | None = None
    email: str | None = None
    number: int | None = None  # of the sequence; None if the file does not say
    day: date | None = None  # None if the file does not say


class SentFile(_Frozen):
    """The emails that went out."""

    rows: tuple[SentRow, ...] = ()
    unread: tuple[Unread, ...] = ()


class ImportedUpload(_Frozen):
    """What an import meant for one upload."""

    upload_id: str
    matched: int  # people of it that the file names, and who were written to or are compared
    new: int = 0  # facts that were not known before
    known: int = 0  # facts that were
    early: int = Field(default=0, description="Facts from before the sending: not counted as ours.")
    conflicts: int = Field(default=0, description="Facts with another day or amount than what is known.")
    not_reached: int = Field(default=0, description="People whom the file names, and who got no email from it.")
    waits: str = Field(default="", description="Why its exports were not written anew.")


class Imported(_Frozen):
    """What an import did. Every row of the file is in exactly one of matched, unknown, nothing and unread."""

    source: str
    shape: Shape
    columns: dict[str, str] = {}
    rows: int  # of the file, blank lines and the header not counted
    matched: int  # rows about somebody whom an upload knows
    unknown: int  # rows about nobody here
    nothing: int  # rows that tell of no outcome
    unread: tuple[Unread, ...] = ()
    ambiguous: tuple[Unread, ...] = Field(default=(), description="Rows with one customer's id and another's address.")
    suppressed: int = Field(default=0, description="Addresses that are new on the standing list.")
    uploads: tuple[ImportedUpload, ...] = ()
    doubts: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """For a terminal."""
        what = {"active": "a list of active customers: each is one that came back", "events": "a log of events"}
        columns = ", ".join(f"{ours} from {theirs!r}" for ours, theirs in self.columns.items())
        said = [
            f"{self.source}: {self.rows} rows, read as {what.get(self.shape, 'outcomes')}"
            + (f" ({columns})" if columns else ""),
        ]
        unreadable = len(self.unread) + len(self.ambiguous)
        known = f"  {self.matched} matched, {self.unknown} not known here"
        said.append(f"{known}, {self.nothing} without an outcome, {unreadable} unreadable")
        said += [f"  {one.said()}" for one in (*self.unread, *self.ambiguous)[:_LINES]]
        said += [f"  … and {more} more"] if (more := len(self.unread) + len(self.ambiguous) - _LINES) > 0 else []
        said += [f"  {one}" for one in self.doubts]
        said += [line for upload in self.uploads for line in _upload_lines(upload)]
        if self.suppressed:
            said.append(f"  {self.suppressed} addresses are new on the standing suppression list, for good")
        return said


_LINES = 20


def _upload_lines(one: ImportedUpload) -> list[str]:
    parts = [f"{one.matched} people matched", f"{one.new} outcomes new", f"{one.known} known already"]
    if one.early:
        parts.append(f"{one.early} from before its emails were sent, not counted as theirs")
    if one.conflicts:
        parts.append(f"{one.conflicts} with another day or amount than before: the earlier and the lower count")
    if one.not_reached:
        parts.append(f"{one.not_reached} named who got no email from it")
    said = [f"  {one.upload_id}: {', '.join(parts)}"]
    return said + ([f"    {one.waits}"] if one.waits else [])
