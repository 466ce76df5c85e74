"""Upsell's reading of a file of events: its events, the refused lines, and the events that were decided before."""

import json
from datetime import UTC, datetime
from time import monotonic

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.errors import BadInputError, UnreadableFileError
from schemas.upsell.run import UpsellParams
from tasks.bulk.intake import FileKind, Taken, take_in
from tasks.bulk.picking import Pick
from tasks.bulk.place import Place
from tasks.files.quality import start_gate, suite_of
from tasks.upsell.claiming import TakenIn, claim_events
from tasks.upsell.event_file import read_events
from tasks.upsell.files_beside import settling
from tasks.upsell.queued import take_queued
from tasks.upsell.taking import Taking


async def take_in_events(place: Place, params: UpsellParams) -> TakenIn:
    """The events of a file, or of the queue, or of an upload that is there. Idempotent."""
    if params.drain and params.upload_id is None:
        return await take_queued(place, params)
    return await take_file(place, params)


async def take_file(place: Place, params: UpsellParams) -> TakenIn:
    """Take in the events of a file, and claim them. Idempotent."""
    status = await take_in(EVENT_FILE, place, params)
    return await claim_events(place, status) if status.upload_id else TakenIn(status)


async def _read(place: Place, params: UpsellParams, found: Pick) -> Taken:
    """The events of a file that is new."""
    # The data-quality child loads its libraries meanwhile.
    start_gate(suite_of(params.system))
    started = monotonic()
    taking, as_of = read_taking(params, found)
    keys = Upload(found.upload_id, params.system)
    refusal = too_many_refused(taking, params, found.file.name, place.store.location(keys.rejects))
    if refusal:
        await place.store.put(keys.rejects, taking.rejects())
        raise UnreadableFileError(refusal)
    said = {
        "total": len(taking.events),
        "rejected": len(taking.refused),
        "skipped": taking.repeated,
        "rows_read": taking.read,
        "doubts": taking.doubts,
    }
    files = {keys.rejects: taking.rejects()}
    if as_of is not None:
        files[keys.as_of] = json.dumps({"as_of": as_of.isoformat()}).encode()
    # What came is not kept beside what was read: nobody could find a person in it again.
    return Taken(taking.stored(), said, files, started, source=b"")


def read_taking(params: UpsellParams, found: Pick) -> tuple[Taking, datetime | None]:
    """What is in a file; a file that says so is read as of a moment, as is one of which `--as-of` says it."""
    file = read_events(found.file.content, found.file.name)
    taking = Taking(params.as_of or file.as_of or datetime.now(UTC))
    taking.take(file.events)
    return taking, file.as_of


def too_many_refused(taking: Taking, params: UpsellParams, name: str, where: str) -> str:
    """Why a file is refused as a whole; empty if it is not."""
    read = taking.read - taking.repeated
    first = next((f" (the first: line {line}, {one.detail})" for line, one in taking.refused), "")
    if not read:
        return f"{name} holds no event"
    if not taking.events:
        return f"{name}: no event can be used, all {read} are refused{first}; see {where}"
    return _above_rate(len(taking.refused), read, params, name, where + first)


def _above_rate(refused: int, read: int, params: UpsellParams, name: str, where: str) -> str:
    if refused / read <= params.max_reject_rate:
        return ""
    allowed = f"more than {params.max_reject_rate:.0%} allows"
    return f"{name}: {refused} of {read} events are refused, {allowed}; see {where}"


def _fits(place: Place, params: UpsellParams, found: Pick, status: Status) -> None:
    where = place.store.location(Upload(found.upload_id, params.system).rejects)
    read = max(1, status.rows_read - status.skipped)
    if refusal := _above_rate(status.rejected, read, params, found.file.name, where):
        raise BadInputError(refusal)


EVENT_FILE = FileKind(_read, settling, _fits)
