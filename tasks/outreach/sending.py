"""When the emails of a sequence went out: by the sequence's own days, or by what a sending tool says."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from schemas.outcomes import SentRow
from tasks.outreach.contact_changes import Went
from tasks.outreach.contacts import Contact


def by_schedule(send_days: Sequence[int], at: datetime, *, again: bool) -> Went:
    """All of a sequence was handed over at a moment: each email goes out on its day, counted from the first.

    What is known of an address stays, unless `again` says that the moment was another one than was thought.
    """

    def went(entry: str, before: Contact | None) -> Contact:
        kept = before.emails if before is not None and before.sent and not again else {}
        begun = datetime.fromisoformat(before.first_at) if before is not None and before.sent and not again else at
        days = {
            number: max(begun + timedelta(days=day - send_days[0]), begun if not kept else at)
            for number, day in enumerate(send_days, start=1)
        }
        emails = {number: day.isoformat(timespec="seconds") for number, day in days.items()} | dict(kept)
        return Contact(entry, min(emails.values()), sent=True, emails=emails)

    return went


def by_report(rows: Mapping[str, Iterable[SentRow]], at: datetime) -> Went:
    """What a tool says of each entry: its rows. Without a number, a person's rows are the first emails in order.

    Without a day it is `at`, unless the email is known to have gone out earlier. So the same report once more changes
    nothing.
    """

    def went(entry: str, before: Contact | None) -> Contact | None:
        told = list(rows.get(entry, ()))
        if not told:
            return None
        known = dict(before.emails) if before is not None and before.sent else {}
        for number, row in _numbered(told):
            known[number] = _moment(row, known.get(number), at)
        return Contact(entry, min(known.values()), sent=True, emails=known)

    return went


def _numbered(rows: list[SentRow]) -> list[tuple[int, SentRow]]:
    found = [(row.number, row) for row in rows if row.number is not None]
    others = [row for row in rows if row.number is None]
    free = [number for number in (1, 2, 3) if number not in {number for number, _ in found}]
    return [*found, *zip(free, others, strict=False)]


def _moment(row: SentRow, known: str | None, at: datetime) -> str:
    if row.day is not None:
        return datetime.combine(row.day, time(), UTC).isoformat(timespec="seconds")
    now = at.isoformat(timespec="seconds")
    return now if known is None or known > now else known


def grouped(rows: Iterable[SentRow], entry_of: Callable[[SentRow], str | None]) -> tuple[dict[str, list[SentRow]], int]:
    """The rows by the entry that they are about, and how many are about nobody of the upload."""
    found, unknown = defaultdict[str, list[SentRow]](list), 0
    for row in rows:
        entry = entry_of(row)
        if entry is None:
            unknown += 1
        else:
            found[entry].append(row)
    return found, unknown
