"""What was sent of an upload: its claims become contacts with the days of their emails, or are given back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from blocks.address_hash import AddressHash, open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.lease import hold
from blocks.registry.open_registry import open_registry
from blocks.source import read_file
from schemas.address import normalised
from schemas.bulk import Status
from schemas.errors import BadInputError, shown
from schemas.outcomes import SentFile, SentRow
from schemas.printable import counted
from schemas.reading import DateOrder
from schemas.sender import Sender
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place, open_place
from tasks.bulk.systems import upload_of
from tasks.outreach.contact_changes import confirm, give_back
from tasks.outreach.outcome_process import read_sent
from tasks.outreach.run_request import read_sender
from tasks.outreach.sending import by_report, by_schedule, grouped
from tasks.winback.rewriting import LeasedUpload, rewrite_exports
from tasks.winback.system import WINBACK

_NAMED = 5  # rows that could not be read


async def mark_sent(
    upload_id: str, environment: str, *, none: bool, emails: str | None = None, on: date | None = None,
    date_order: DateOrder | None = None,
) -> str:  # fmt: skip
    """Say what was sent of an upload's emails: all, the rows of a file or, with `none`, nothing. Returns the message.

    `on`: the day on which the first went out, if not today. Raises `BadInputError` if there is no such upload, nothing
    of it was exported, or the file cannot be used.
    """
    place = await open_place(environment)
    store = place.store
    file = None if emails is None else await _read(place, emails, date_order)
    async with hold(store, upload_id, wait=False):
        status = await upload_of(WINBACK, store, upload_id)
        address_hash = await open_address_hash(store)
        if none:
            return await _none(store, upload_id, address_hash)
        if not await store.exists(Upload(upload_id).emails):
            raise BadInputError(f"upload {shown(upload_id)} has no emails.csv yet; nothing of it can have been sent")
        people = await _written_to(store, status, address_hash)
        at = datetime.now(UTC) if on is None else datetime.combine(on, time(), UTC)
        if at > datetime.now(UTC):
            raise BadInputError(f"--on {on}: that day has not come yet")
        if file is None:
            return await _all(store, status, address_hash, people, at, again=on is not None)
        said = await _reported(store, status, address_hash, people, file, at)
        async with open_registry(place.environment) as registry:
            ledger = Ledger(store, Upload(upload_id), WINBACK)
            await ledger.look()
            await rewrite_exports(LeasedUpload(place, registry, ledger, status), datetime.now(UTC))
        return said


@dataclass(frozen=True, slots=True)
class _People:
    """Those whom an upload has written emails for."""

    by_id: dict[str, str]  # customer id: entry
    entries: frozenset[str]
    trials: tuple[str, ...]  # addresses of trial emails, which claimed nobody, but may be sent all the same


async def _none(store: ArtifactStore, upload_id: str, address_hash: AddressHash) -> str:
    returned, stay = await give_back(store, Upload(upload_id).contacts, address_hash)
    kept = f"; {stay} were confirmed as sent before and stay capped" if stay else ""
    free = "; other uploads may write to the addresses that were given back" if returned else ""
    return f"{counted(returned, 'claim is', 'claims are')} given back{kept}{free}"


async def _all(
    store: ArtifactStore, status: Status, address_hash: AddressHash, people: _People, at: datetime, *, again: bool
) -> str:
    sender = await read_sender(store, status) or Sender()
    went = by_schedule(sender.send_days, at, again=again)
    new, total = await confirm(store, Upload(status.upload_id).contacts, address_hash, people.trials, went)
    written = counted(total, "address was written to", "addresses were written to")
    return f"{written} ({new} confirmed now); the frequency cap counts from that day"


async def _reported(
    store: ArtifactStore, status: Status, address_hash: AddressHash, people: _People, file: SentFile, at: datetime
) -> str:
    rows, unknown = grouped(file.rows, _entry_of(people, address_hash))
    trials = [address for address in people.trials if address_hash.of(address) in rows]
    key = Upload(status.upload_id).contacts
    new, total = await confirm(store, key, address_hash, trials, by_report(rows, at))
    emails, addresses = counted(len(file.rows) - unknown, "email"), counted(len(rows), "address", "addresses")
    said = f"{emails} to {addresses} sent ({new} confirmed now, {total} in all)"
    if unknown:
        said += f"; {counted(unknown, 'row names', 'rows name')} nobody whom this upload wrote to"
    if file.unread:
        named = "; ".join(one.said() for one in file.unread[:_NAMED])
        said += f"; {counted(len(file.unread), 'row')} could not be read: {named}" + (
            " …" if len(file.unread) > _NAMED else ""
        )
    return f"{said}; emails.csv has what is still to be sent"


def _entry_of(people: _People, address_hash: AddressHash) -> Callable[[SentRow], str | None]:
    def entry(row: SentRow) -> str | None:
        found = people.by_id.get(row.customer_id) if row.customer_id is not None else None
        if found is None and row.email is not None:
            found = address_hash.of(normalised(row.email) or row.email)
        return found if found in people.entries else None

    return entry


async def _written_to(store: ArtifactStore, status: Status, address_hash: AddressHash) -> _People:
    ledger = Ledger(store, Upload(status.upload_id), WINBACK)
    await ledger.look()
    by_id, trials = dict[str, str](), list[str]()
    async for record in ledger.all_records(range(status.batches)):
        email = record.customer.email
        if email is None or record.campaign is None or not record.ready:
            continue
        by_id[record.customer_id] = address_hash.of(email)
        if record.campaign.is_trial:
            trials.append(email)
    return _People(by_id, frozenset(by_id.values()), tuple(trials))


async def _read(place: Place, source: str, date_order: DateOrder | None) -> SentFile:
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    return await read_sent(file.content, shown(file.name), datetime.now(UTC).date(), date_order=date_order)
