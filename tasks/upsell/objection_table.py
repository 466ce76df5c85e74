"""Where objections are kept: a row for each kind and each hash by which a customer is known, without what was said."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from pydantic import ValidationError

from blocks.address_hash import AddressHash, open_address_hash
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Delete, Index, Put, RefusedWriteError, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import MissingTableError, StoreError
from schemas.upsell.event import Event
from tasks.bulk.place import Place
from tasks.upsell.objections import COMPLAINT_HOLDS, KINDS, Kind, Objection, Objections, names_of, told

# By `name` (hash and kind); all of a kind, and all of a person.
OBJECTIONS = Table(
    "upsell_objections", "name", indexes=(Index("by_kind", "kind", "name"), Index("by_person", "person", "name"))
)
_NOBODY = "-"  # an index of DynamoDB has no empty keys
_AT_ONCE, _TRIES = 100, 20


async def note_objections(place: Place, events: Iterable[Event]) -> None:
    """Remember what events tell. The same once more changes nothing; of two events the newer counts."""
    address_hash = await open_address_hash(place.store)
    newest = dict[str, Row]()
    for event in events:
        for row in _rows(event, address_hash):
            name = str(row.attributes["name"])
            if name not in newest or _parsed(newest[name]).at <= _parsed(row).at:
                newest[name] = row
    if newest:
        async with _open(place.environment) as records:
            if records is not None:
                await _keep(records, newest)


async def read_objections(place: Place, now: datetime) -> Objections:
    """What holds now."""
    async with _open(place.environment) as records:
        rows = {} if records is None else {kind: await _of_kind(records, kind) for kind in KINDS}
    found: dict[Kind, dict[str, Objection]] = {kind: {} for kind in KINDS}
    for kind, of_kind in rows.items():
        for name, row in of_kind.items():
            one = _parsed(row)
            if one.holds and (kind == "opt_out" or now - one.at < COMPLAINT_HOLDS):
                found[kind][name.rpartition(" ")[0]] = one
    return Objections(found, await open_address_hash(place.store, keep=False) if any(found.values()) else None)


async def forget_complaints(place: Place, person: str) -> bool:
    """Remove the complaints of a person, by their hash; that they said no stays, or they would be written to again."""
    async with _open(place.environment) as records:
        if records is None:
            return False
        rows = [row for row in await _query(records, person, "by_person") if row.attributes["kind"] == "complaint"]
        for row in rows:
            await records.commit(Delete(OBJECTIONS, {"name": row.attributes["name"]}))
        return bool(rows)


@asynccontextmanager
async def _open(environment: EnvironmentSpec) -> AsyncIterator[Records | None]:
    if environment.records_url is None:
        yield None
        return
    async with open_records(environment.records_url, environment.aws, (OBJECTIONS,), upgrade_registry) as records:
        yield records


def _rows(event: Event, address_hash: AddressHash) -> Iterator[Row]:
    person = address_hash.of(event.customer.email) if event.customer.email else _NOBODY
    for kind in KINDS:
        holds = told(event, kind)
        if holds is None:
            continue
        at, of_complaint = event.occurred_at.astimezone(UTC), kind == "complaint"
        said = Objection(at=at, holds=holds, event=event.event_id if of_complaint else "").model_dump_json()
        ends = int((at + COMPLAINT_HOLDS).timestamp()) if of_complaint else None
        for name in names_of(event, address_hash):
            yield Row({"name": f"{name} {kind}", "kind": kind, "person": person}, said, 1, ends)


async def _keep(records: Records, newest: Mapping[str, Row]) -> None:
    """Each, unless something newer is known; that something is over is only kept where it was not before."""
    await records.prepare()
    known = {name: row for kind in KINDS for name, row in (await _of_kind(records, kind)).items()}
    puts = [put for name, row in newest.items() if (put := _put(row, known.get(name))) is not None]
    for start in range(0, len(puts), _AT_ONCE):
        some = puts[start : start + _AT_ONCE]
        try:
            await records.commit(*some)
        except RefusedWriteError:  # another upload tells of one of them at this moment
            for put in some:
                await _keep_one(records, put.row)


async def _keep_one(records: Records, row: Row) -> None:
    for _ in range(_TRIES):
        put = _put(row, await records.get(OBJECTIONS, str(row.attributes["name"])))
        if put is None:
            return None
        try:
            return await records.commit(put)
        except RefusedWriteError:
            continue
    raise StoreError(f"{records.url}: too many uploads tell of the same customer; run this one again")


def _put(row: Row, before: Row | None) -> Put | None:
    """What to write, if it adds anything to what is known."""
    if _adds_nothing(row, before):
        return None
    revision = None if before is None else before.revision
    return Put(OBJECTIONS, Row(row.attributes, row.document, (revision or 0) + 1, row.expires_at), revision)


def _adds_nothing(row: Row, before: Row | None) -> bool:
    told = _parsed(row)
    if before is None:
        return not told.holds
    known = _parsed(before)
    return known.at > told.at or known == told


async def _of_kind(records: Records, kind: Kind) -> dict[str, Row]:
    return {str(row.attributes["name"]): row for row in await _query(records, kind, "by_kind")}


async def _query(records: Records, key: str, index: str) -> list[Row]:
    try:
        return await records.query(OBJECTIONS, key, index=index)
    except MissingTableError:
        return []  # nothing was ever told here


def _parsed(row: Row) -> Objection:
    try:
        return Objection.model_validate_json(row.document)
    except ValidationError:
        raise StoreError("the records are damaged: an objection of upsell is unreadable") from None
