"""Importing what happened: whom the rows are about, silence for good, facts into the table, the exports anew.

In this order, so that a kill at any point leaves nothing that another import of the same file does not complete: who
asked for silence is on the list first, a fact is stored once however often it comes, and the exports are written from
what is stored.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic

from blocks.address_hash import AddressHash, open_address_hash
from blocks.layout import Upload
from blocks.source import SourceFile
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, BadInputError, shown
from schemas.outcomes import FOR_GOOD, Fact, Imported, ImportedUpload, OutcomeFile, OutcomeRow, PersonOutcomes
from schemas.reading import DateOrder
from tasks.bulk.kept import sha256
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.bulk.status import read_status
from tasks.bulk.systems import upload_of
from tasks.bulk.uploads import upload_ids
from tasks.outreach.outcome_matching import Found, Matches, match_rows
from tasks.outreach.outcome_process import read_outcomes
from tasks.outreach.outcome_table import OutcomeTable, open_outcomes
from tasks.outreach.standing import add_to_standing
from tasks.winback.followed import Followed, read_followed
from tasks.winback.rewriting import leased, rewrite_exports
from tasks.winback.system import WINBACK

_PATIENCE_S, _POLL_S = 20.0, 0.2  # for another import or a ruling; a run takes longer, and writes its exports itself
_DATED_ONCE = frozenset(("reactivated", "unsubscribed", "complained"))  # who does one again has been told before


@dataclass(frozen=True, slots=True)
class Asked:
    """What an import was asked: by whom, for which upload, and what nothing in the file says."""

    by: str
    upload_id: str | None = None
    active: bool = False  # it is a list of active customers
    on: date | None = None  # the day on which the file was true; None: today
    date_order: DateOrder | None = None


async def import_outcomes(place: Place, file: SourceFile, asked: Asked) -> Imported:
    """Record what a file says, each thing once. Raises `BadInputError` if the file or the upload cannot be used."""
    now, name = datetime.now(UTC), shown(file.name)
    if asked.on is not None and asked.on > now.date():
        raise BadInputError(f"--on {asked.on}: that day has not come yet")
    uploads = await _uploads(place, asked.upload_id)
    _refuse_own_source(uploads, file, name)
    read = await read_outcomes(
        file.content, name, asked.on or now.date(), active=asked.active, date_order=asked.date_order
    )
    async with open_outcomes(place.environment) as table:
        await table.prepare()
        matches = await match_rows(place.store, WINBACK, uploads, read)
        address_hash = await open_address_hash(place.store)
        suppressed = await _silence(place, address_hash, read, matches, name, asked.by)
        told = [
            await _record(place, table, matches, found, read.rows, now)
            for found in matches.uploads
            if found.by_id or found.by_address
        ]
    told = [await _with_exports(place, one) if one.matched else one for one in told]
    return _imported(name, read, matches, tuple(told), suppressed)


async def _uploads(place: Place, upload_id: str | None) -> list[Status]:
    """One upload by its id, or all of win-back's."""
    if upload_id is not None:
        return [await upload_of(WINBACK, place.store, upload_id)]
    found = [await read_status(place.store, one) for one in await upload_ids(place.store)]
    return [status for status in found if status is not None and WINBACK.owns(status)]


def _refuse_own_source(uploads: Iterable[Status], file: SourceFile, name: str) -> None:
    """The file that an upload came from is a list of customers, too: everybody would have come back."""
    digest = sha256(file.content)
    for status in uploads:
        if status.content_sha256 == digest:
            raise BadInputError(
                f"{name} is the file that upload {shown(status.upload_id)} came from, and holds no outcomes"
            )


async def _silence(
    place: Place, address_hash: AddressHash, read: OutcomeFile, matches: Matches, name: str, by: str
) -> int:
    """Put who unsubscribed, complained or cannot be reached on the standing list; known here or not."""
    addresses = set[str]()
    for row in read.rows:
        if not row.stop and not any(fact.kind in FOR_GOOD for fact in row.facts):
            continue
        addresses |= {row.email} if row.email is not None else set()
        named = (matches.of(found, row) for found in matches.uploads)
        addresses |= {subject.address for subject in named if subject is not None and subject.address}
    if not addresses:
        return 0
    now, reason = datetime.now(UTC), "unsubscribed, complained or bounced"
    return await add_to_standing(
        place.store, address_hash, addresses, now=now, by=by, source=name, reason=f"{reason}: revive outcomes import"
    )


@dataclass(slots=True)
class _Told:
    """What a file says of one upload's people, while its records are read."""

    followed: Followed
    rows: dict[str, list[OutcomeRow]]  # by customer
    people: dict[str, PersonOutcomes] = field(default_factory=dict)  # by the hash of their address
    early: int = 0
    conflicts: int = 0


async def _record(
    place: Place, table: OutcomeTable, matches: Matches, found: Found, rows: tuple[OutcomeRow, ...], now: datetime
) -> ImportedUpload:
    """Store what the rows say of one upload's people; of those only who were written to, or held out to compare."""
    upload_id = found.status.upload_id
    by_customer = defaultdict[str, list[OutcomeRow]](list)
    for row in rows:
        subject = matches.of(found, row)
        if subject is not None and row.facts:
            by_customer[subject.subject_id].append(row)
    told = _Told(await read_followed(place, upload_id, now), by_customer)
    if by_customer:
        await _read_records(place, found.status, told)
    new, known = await table.add(upload_id, told.people)
    return ImportedUpload(
        upload_id=upload_id, matched=len(told.people), new=new, known=known, early=told.early,
        conflicts=told.conflicts, not_reached=len(by_customer) - len(told.people),
    )  # fmt: skip


async def _read_records(place: Place, status: Status, told: _Told) -> None:
    ledger = Ledger(place.store, Upload(status.upload_id), WINBACK)
    await ledger.look()
    async for record in ledger.all_records(range(status.batches)):
        group, email = told.followed.group(record), record.customer.email
        if record.customer_id not in told.rows or group is None or not email:
            continue
        facts = [
            _in_currency(fact, record.customer.currency) for row in told.rows[record.customer_id] for fact in row.facts
        ]
        one = PersonOutcomes(group=group).with_facts(facts)
        since, before = told.followed.since(record), told.followed.facts(record)
        told.early += sum(since is not None and fact.day < since for fact in one.facts)
        told.conflicts += _conflicts(one.facts, before)
        told.people[told.followed.address_hash.of(email)] = one


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


async def _with_exports(place: Place, told: ImportedUpload) -> ImportedUpload:
    """Write an upload's exports anew: also where nothing was new, because an earlier import may have been killed."""
    if not await place.store.exists(Upload(told.upload_id).emails):
        return told.model_copy(update={"waits": "nothing is exported of it yet; its first export goes by this"})
    deadline = monotonic() + _PATIENCE_S
    while True:
        try:
            await _rewrite(place, told.upload_id)
        except AlreadyRunningError:
            if monotonic() > deadline:
                waits = "a run holds it; the exports that it writes at its end go by this"
                return told.model_copy(update={"waits": waits})
            await asyncio.sleep(_POLL_S)
        else:
            return told


async def _rewrite(place: Place, upload_id: str) -> None:
    async with leased(place, upload_id) as upload:
        await rewrite_exports(upload, datetime.now(UTC))


def _imported(
    name: str, read: OutcomeFile, matches: Matches, told: tuple[ImportedUpload, ...], suppressed: int
) -> Imported:
    whole = [row for row in read.rows if not row.broken and row.line not in matches.ambiguous]
    matched = sum(any(matches.of(found, row) is not None for found in matches.uploads) for row in whole)
    broken = len({one.line for one in read.unread})
    return Imported(
        source=name,
        shape=read.shape,
        columns=read.columns,
        rows=len(whole) + len(matches.ambiguous) + broken + read.nothing,
        matched=matched,
        unknown=len(whole) - matched,
        nothing=read.nothing,
        unread=read.unread,
        ambiguous=tuple(matches.ambiguous[line] for line in sorted(matches.ambiguous)),
        suppressed=suppressed,
        uploads=told,
        doubts=read.doubts,
    )
