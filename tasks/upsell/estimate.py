"""What a run over a file of events would cost: it is read as a run would read it, and nothing of it is stored."""

from datetime import UTC, datetime

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from schemas.bulk import Estimate
from schemas.errors import UnreadableFileError
from schemas.outreach import Suppression
from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.event import Event
from schemas.upsell.run import EventRecord, UpsellParams
from tasks.bulk.estimate import open_forecast, select
from tasks.bulk.intake import require_ours, require_same
from tasks.bulk.picking import Pick, pick
from tasks.bulk.place import Place
from tasks.bulk.system import System
from tasks.outreach.permission import restrictions_with
from tasks.outreach.run_request import read_suppressed
from tasks.upsell.context import UpsellContext
from tasks.upsell.decisions import open_decisions
from tasks.upsell.eligibility import Known
from tasks.upsell.files_beside import Beside, default, read_beside
from tasks.upsell.intake import read_taking, too_many_refused
from tasks.upsell.language import require_writable
from tasks.upsell.objection_table import read_objections
from tasks.upsell.taking import Taking

UpsellSystem = System[Event, EventRecord, UpsellContext, UpsellParams]


async def estimate_file(system: UpsellSystem, place: Place, params: UpsellParams) -> Estimate:
    """Raises `BadInputError` on the same files that a run would refuse."""
    found = await pick(place, params)
    if found.status is not None:
        require_ours(found.status, params)
        require_same(found, found.status, params.reading)
    taking, as_of = read_taking(params, found)
    refusal = too_many_refused(taking, params, found.file.name, "rejects.csv, which a run without --dry-run writes")
    if refusal:
        raise UnreadableFileError(refusal)
    selection = select(system, taking.stored(), params)
    context = system.knowing(await _context(place, params, found, taking, as_of), selection.same_as)
    forecast, suppressed = await open_forecast(system, context, place, params), 0
    for event in selection.subjects:
        record = await forecast.add(event)
        suppressed += record.hold is not None and record.hold.code == "suppressed"
    lists = context.known.restrictions
    return forecast.estimate(
        found.upload_id,
        suppression=Suppression(listed=lists.listed, standing=lists.standing, held=suppressed),
        rejected=len(taking.refused),
        skipped=taking.repeated,
        doubts=taking.doubts,
    )


async def _context(
    place: Place, params: UpsellParams, found: Pick, taking: Taking, as_of: datetime | None
) -> UpsellContext:
    """What the run's context would be, without anything stored for it."""
    beside, now, store = await read_beside(place, params), datetime.now(UTC), place.store
    own = Upload(found.upload_id, params.system)
    address_hash = await open_address_hash(store, keep=False)
    restrictions = await restrictions_with(
        await _listed(place, beside, found), place, address_hash, own, params.frequency_cap_days, now
    )
    catalogue = beside.catalogue or await default(store, Catalogue)
    require_writable(place, catalogue)
    known = Known(
        catalogue=catalogue,
        as_of=params.as_of or as_of or now,
        restrictions=restrictions,
        objections=await read_objections(place, now),
    )
    async with open_decisions(place.environment) as decisions:
        earlier = await decisions.get(list(taking.events))
    others = {key: one for key, one in earlier.items() if one.upload_id != found.upload_id}
    return UpsellContext(known, beside.brand or await default(store, Brand), others)


async def _listed(place: Place, beside: Beside, found: Pick) -> frozenset[str]:
    """The list given, else the one that the upload has."""
    address_hash = await open_address_hash(place.store, keep=False)
    if beside.request.suppressed is not None:
        return frozenset(address_hash.of(address) for address in beside.request.suppressed.addresses)
    return frozenset() if found.status is None else await read_suppressed(place.store, found.status, address_hash)
