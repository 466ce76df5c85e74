"""What a person decided about emails is taken back: approvals, an edit, a correction. The exports are rewritten."""

from datetime import UTC, datetime

from schemas.errors import BadInputError, shown
from schemas.printable import counted
from schemas.sender import Sender
from schemas.winback.review import Edits
from tasks.bulk.place import open_place
from tasks.outreach.run_request import read_sender
from tasks.winback.corrections import read_corrections, write_corrections
from tasks.winback.decisions import APPROVALS, EDITS
from tasks.winback.review import read_reviewing
from tasks.winback.rewriting import LeasedUpload, leased, rewrite_exports


async def take_back_approval(upload_id: str, customer_id: str, environment: str) -> str:
    """These emails wait again. Returns the message. Raises `BadInputError` if nobody has approved them."""
    async with leased(await open_place(environment), upload_id) as upload:
        approvals = await APPROVALS.read(upload.store, upload.status)
        if customer_id not in approvals:
            raise BadInputError(f"nobody has approved the emails of {shown(customer_id)}")
        return await _without(upload, {customer_id})


async def take_back_approvals(upload_id: str, by: str, at: str, environment: str) -> str:
    """The emails that one person approved at one moment wait again. Returns the message."""
    async with leased(await open_place(environment), upload_id) as upload:
        approvals = await APPROVALS.read(upload.store, upload.status)
        gone = {one for one, approval in approvals.items() if (approval.by, approval.at) == (by, at)}
        if not gone:
            raise BadInputError("these approvals were taken back before")
        return await _without(upload, gone)


async def _without(upload: LeasedUpload, gone: set[str]) -> str:
    store, status, ledger = upload.store, upload.status, upload.ledger
    approvals = await APPROVALS.read(store, status)
    await APPROVALS.write(store, status, {one: said for one, said in approvals.items() if one not in gone})
    reviewing = await read_reviewing(store, status, await read_sender(store, status) or Sender())
    for batch in range(status.batches):
        async for _, record in ledger.batch(batch):
            if record is not None and record.customer_id in gone and record.review is None:
                record.review = reviewing.of(record)
                await ledger.open_batch(batch)
                await ledger.write(record)
    await rewrite_exports(upload, datetime.now(UTC))
    return f"{counted(len(gone), 'approval')} taken back; {status.counts}"


async def take_back_edit(upload_id: str, customer_id: str, number: int, environment: str) -> str:
    """One email is the model's again. Returns the message. Raises `BadInputError` if nobody has edited it."""
    async with leased(await open_place(environment), upload_id) as upload:
        edits = await EDITS.read(upload.store, upload.status)
        said = edits.get(customer_id, Edits(edits=()))
        kept = tuple(edit for edit in said.edits if edit.email.number != number)
        if len(kept) == len(said.edits):
            raise BadInputError(f"nobody has edited email {number} of {shown(customer_id)}")
        others = {one: those for one, those in edits.items() if one != customer_id}
        await EDITS.write(upload.store, upload.status, others | ({customer_id: Edits(edits=kept)} if kept else {}))
        await rewrite_exports(upload, datetime.now(UTC))
        return f"{shown(customer_id)}: email {number} is the model's again"


async def take_back_correction(upload_id: str, customer_id: str, environment: str) -> str:
    """The cause is what the model said. Returns the message. Raises `BadInputError` if nobody has corrected it."""
    async with leased(await open_place(environment), upload_id) as upload:
        corrections = await read_corrections(upload.store, upload.status)
        if customer_id not in corrections:
            raise BadInputError(f"nobody has corrected the cause of {shown(customer_id)}")
        was = corrections.pop(customer_id).was
        await write_corrections(upload.store, upload.status, corrections)
        await rewrite_exports(upload, datetime.now(UTC))
        return f"{shown(customer_id)}: the cause is {was} again, as the model said"
