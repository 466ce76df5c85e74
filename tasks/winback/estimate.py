"""What a run over a customer file would cost: the file is read as a run would read it, and nothing of it is stored."""

from datetime import UTC, datetime

from agents.core.kit import PROMPTS
from agents.winback.campaign import load_guidance
from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from schemas.bulk import Estimate
from schemas.customer import Customer
from schemas.outreach import Suppression
from schemas.reading import FileRead
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.estimate import open_forecast, select
from tasks.bulk.intake import require_ours, require_same
from tasks.bulk.picking import Pick, pick
from tasks.bulk.place import Place
from tasks.bulk.system import System
from tasks.files.reader_process import read_apart, reader
from tasks.outreach.permission import restrictions_with
from tasks.outreach.restrictions import Restrictions
from tasks.outreach.rulings import read_rulings
from tasks.outreach.run_request import Request, default_sender, read_request, read_suppressed
from tasks.winback.context import WinbackContext
from tasks.winback.decisions import INSTRUCTIONS
from tasks.winback.do_not_send import DoNotSend
from tasks.winback.intake import require_rate

WinbackSystem = System[Customer, CustomerRecord, WinbackContext, WinbackParams]


async def estimate_file(system: WinbackSystem, place: Place, params: WinbackParams) -> Estimate:
    """Raises `BadInputError` on the same files that a run would refuse."""
    found = await pick(place, params)
    if found.status is not None:
        require_ours(found.status, params)
        require_same(found, found.status, params.reading)
    read = await _read(found, params)
    known = await _context(place, params, found)
    selection = select(system, read.customers, params)
    context = system.knowing(known, selection.same_as)
    forecast, suppressed = await open_forecast(system, context, place, params), 0
    for customer in selection.subjects:
        record = await forecast.add(customer)
        suppressed += record.hold is not None and record.hold.code == "suppressed"
    lists = context.do_not_send.restrictions
    return forecast.estimate(
        found.upload_id,
        suppression=Suppression(listed=lists.listed, standing=lists.standing, held=suppressed),
        rejected=len(read.rejects),
        skipped=read.skipped,
        mapping=read.mapping,
        encoding=read.encoding,
        doubts=read.doubts,
    )


async def _read(found: Pick, params: WinbackParams) -> FileRead:
    file = found.file
    async with reader() as child:
        read = await read_apart(child, file.content, file.name, datetime.now(UTC).date(), params.reading, found.joined)
    require_rate(read, params, file.name, "rejects.csv, which a run without --dry-run writes")
    return read


async def _context(place: Place, params: WinbackParams, found: Pick) -> WinbackContext:
    """What the run's context would be, without anything stored for it."""
    store = place.store
    request = await read_request(params.sender, params.suppress, place.environment, place.settings.s3_endpoint)
    known = DoNotSend(
        restrictions=await _restrictions(place, params, found, request),
        rulings=await read_rulings(store, found.status) if found.status is not None else {},
        holdout=params.holdout,
    )
    sender = request.sender or await default_sender(store) or Sender()
    instructions = await INSTRUCTIONS.read(store, found.status) if found.status is not None else {}
    return WinbackContext(load_guidance(PROMPTS), sender, known, instructions=instructions)


async def _restrictions(place: Place, params: WinbackParams, found: Pick, request: Request) -> Restrictions:
    """The list given, else the one that the upload has; the standing list; the contacts of other uploads."""
    store = place.store
    address_hash = await open_address_hash(store, keep=False)
    listed = frozenset[str]()
    if request.suppressed is not None:
        listed = frozenset(address_hash.of(address) for address in request.suppressed.addresses)
    elif found.status is not None:
        listed = await read_suppressed(store, found.status, address_hash)
    cap = params.frequency_cap_days
    return await restrictions_with(listed, place, address_hash, Upload(found.upload_id), cap, datetime.now(UTC))
