"""Importing what happened: whom the rows are about, silence for good, facts into the table, the exports anew.

In this order, so that a kill at any point leaves nothing that another import of the same file does not complete: who
asked for silence is on the list first, a fact is stored once however often it comes, and the exports are written from
what is stored.
"""

import asyncio
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from time import monotonic

from blocks.address_hash import AddressHash, open_address_hash
from blocks.layout import Upload
from blocks.source import SourceFile
from schemas.bulk import Status
from schemas.errors import AlreadyRunningError, BadInputError, UnreadableFileError, shown
from schemas.outcomes import FOR_GOOD, Imported, ImportedUpload, OutcomeFile
from schemas.reading import DateOrder
from tasks.bulk.kept import sha256
from tasks.bulk.place import Place
from tasks.bulk.status import read_status
from tasks.bulk.systems import upload_of
from tasks.bulk.uploads import upload_ids
from tasks.outreach.outcome_matching import Matches, match_rows
from tasks.outreach.outcome_process import read_outcomes
from tasks.outreach.outcome_table import open_outcomes
from tasks.outreach.ses_events import is_events, read_events
from tasks.outreach.standing import add_to_standing
from tasks.winback.outcome_facts import record_facts
from tasks.winback.outcomes import read_figures
from tasks.winback.rewriting import leased, rewrite_exports
from tasks.winback.system import WINBACK

_PATIENCE_S, _POLL_S = 20.0, 0.2  # for another import or a ruling; a run takes longer, and writes its exports itself
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an import was asked: by whom, for which upload, and what nothing in the file says."""

    by: str
    upload_id: str | None = None
    active: bool = False  # it is a list of active customers
    on: date | None = None  # the day on which the file was true; None: today
    date_order: DateOrder | None = None
    sheet: str | None = None  # of a workbook, or table of a zip


async def import_outcomes(place: Place, file: SourceFile, asked: Asked) -> Imported:
    """Record what a file says, each thing once.

    Raises `UnreadableFileError` if the file cannot be used, and `BadInputError` if the upload cannot.
    """
    now, name = datetime.now(UTC), shown(file.name)
    if asked.on is not None and asked.on > now.date():
        raise BadInputError(f"--on {asked.on}: that day has not come yet")
    uploads = await _uploads(place, asked.upload_id)
    read = await _read(uploads, file, name, asked, asked.on or now.date())
    async with open_outcomes(place.environment) as table:
        await table.prepare()
        matches = await match_rows(place.store, WINBACK, uploads, read)
        address_hash = await open_address_hash(place.store)
        suppressed = await _silence(place, address_hash, read, matches, name, asked.by)
        told = [
            await record_facts(place, table, matches, found, read.rows, now)
            for found in matches.uploads
            if found.by_id or found.by_address
        ]
    told = [await _with_exports(place, one) if one.matched else one for one in told]
    if asked.upload_id is None:
        await _count_on(place, uploads, {one.upload_id for one in told if one.matched}, now.date())
    return _imported(name, read, matches, tuple(told), suppressed)


async def _uploads(place: Place, upload_id: str | None) -> list[Status]:
    """One upload by its id, or all of win-back's."""
    if upload_id is not None:
        return [await upload_of(WINBACK, place.store, upload_id)]
    found = [await read_status(place.store, one) for one in await upload_ids(place.store)]
    return [status for status in found if status is not None and WINBACK.owns(status)]


async def _read(uploads: Iterable[Status], file: SourceFile, name: str, asked: Asked, today: date) -> OutcomeFile:
    try:
        _refuse_own_source(uploads, file, name)
        if is_events(file.content):
            return read_events(file.content, today)
        return await read_outcomes(
            file.content, name, today, active=asked.active, date_order=asked.date_order, sheet=asked.sheet
        )
    except BadInputError as error:
        raise UnreadableFileError(str(error)) from None


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


async def _count_on(place: Place, uploads: Iterable[Status], written: Container[str], today: date) -> None:
    """Count anew, once a week, the uploads whose 90 days are not over: most people do nothing, and that counts, too.

    Only where somebody told of an outcome before. A run that holds one of them counts it at its end.
    """
    for status in uploads:
        if status.upload_id in written:
            continue
        figures = await read_figures(place.store, status.upload_id)
        if figures is None or not figures.counts_on or today < figures.on + _WEEK:
            continue
        try:
            await _rewrite(place, status.upload_id)
        except AlreadyRunningError:
            continue


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
