"""What a file says of one upload's people, into the table: only of who was written to, or is compared with them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.outcomes import Fact, ImportedUpload, OutcomeRow, PersonOutcomes
from schemas.sender import Sender
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.outreach.outcome_matching import Found, Matches
from tasks.outreach.outcome_table import OutcomeTable
from tasks.outreach.run_request import read_sender
from tasks.winback.comparison import HoldoutComparison, read_comparison
from tasks.winback.followed import read_followed
from tasks.winback.system import WINBACK

_DATED_ONCE = frozenset(("reactivated", "unsubscribed", "complained"))  # who does one again has been told before


@dataclass(slots=True)
class _Told:
    """What a file says of one upload's people, while its records are read."""

    comparison: HoldoutComparison
    rows: dict[str, list[OutcomeRow]]  # by customer
    people: dict[str, PersonOutcomes] = field(default_factory=dict)  # by the hash of their address
    early: int = 0
    conflicts: int = 0


async def record_facts(
    place: Place, table: OutcomeTable, matches: Matches, found: Found, rows: tuple[OutcomeRow, ...], now: datetime
) -> ImportedUpload:
    """Store what the rows say of one upload's people; of those only who were written to, or are compared."""
    upload_id = found.status.upload_id
    by_customer = defaultdict[str, list[OutcomeRow]](list)
    for row in rows:
        subject = matches.of(found, row)
        if subject is not None and row.facts:
            by_customer[subject.subject_id].append(row)
    followed = await read_followed(place, upload_id, now)
    sender = await read_sender(place.store, found.status) or Sender()
    told = _Told(await read_comparison(place, found.status, sender, followed), by_customer)
    if by_customer:
        await _read_records(place, found.status, told)
    new, known = await table.add(upload_id, told.people)
    return ImportedUpload(
        upload_id=upload_id, matched=len(told.people), new=new, known=known, early=told.early,
        conflicts=told.conflicts,
        not_reached=len(by_customer) - sum(one.group != "unsent" for one in told.people.values()),
    )  # fmt: skip


async def _read_records(place: Place, status: Status, told: _Told) -> None:
    ledger = Ledger(place.store, Upload(status.upload_id), WINBACK)
    await ledger.look()
    async for record in ledger.all_records(range(status.batches)):
        email, followed = record.customer.email, told.comparison.followed
        group = followed.group(record) or (None if told.comparison.arm(record) is None else "unsent")
        if record.customer_id not in told.rows or group is None or not email:
            continue
        facts = [
            _in_currency(fact, record.customer.currency) for row in told.rows[record.customer_id] for fact in row.facts
        ]
        one = PersonOutcomes(group=group).with_facts(facts)
        since, before = followed.since(record), followed.facts(record)
        told.early += sum(since is not None and fact.day < since for fact in one.facts)
        told.conflicts += _conflicts(one.facts, before)
        told.people[followed.address_hash.of(email)] = one


def _in_currency(fact: Fact, currency: str) -> Fact:
    """An amount without a currency is in the customer's."""
    return fact if fact.amount is None or fact.currency else fact.model_copy(update={"currency": currency})


def _conflicts(told: tuple[Fact, ...], before: tuple[Fact, ...]) -> int:
    """How many kinds are told with another day, or another amount, than is known or stands elsewhere in the file."""
    found = 0
    for kind in {fact.kind for fact in told} & _DATED_ONCE:
        of_kind = [fact for fact in (*told, *before) if fact.kind == kind]
        days = {fact.day for fact in of_kind if fact.exact}
        amounts = {(fact.amount, fact.currency) for fact in of_kind if fact.amount is not None}
        found += len(days) > 1 or len(amounts) > 1
    return found
