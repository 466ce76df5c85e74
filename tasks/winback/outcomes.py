"""What came of an upload's emails, as it is known now."""

from datetime import UTC, datetime

from blocks.layout import Upload
from schemas.sender import Sender
from schemas.winback.outcomes import OutcomeFigures
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.bulk.systems import upload_of
from tasks.outreach.run_request import read_sender
from tasks.winback.corrections import corrected_category, read_corrections
from tasks.winback.followed import read_followed
from tasks.winback.outcome_figures import OutcomeCounter
from tasks.winback.system import WINBACK


async def outcomes_of(place: Place, upload_id: str) -> OutcomeFigures:
    """The figures of one upload. Raises `BadInputError` if there is no such upload, or it is another system's."""
    store, status = place.store, await upload_of(WINBACK, place.store, upload_id)
    corrections = await read_corrections(store, status)
    followed = await read_followed(place, upload_id, datetime.now(UTC))
    corrected = dict[str, str]()
    counter = OutcomeCounter(followed, await read_sender(store, status) or Sender(), corrected)
    ledger = Ledger(store, Upload(upload_id), WINBACK)
    await ledger.look()
    async for record in ledger.all_records(range(status.batches)):
        if (category := corrected_category(record, corrections)) is not None:
            corrected[record.customer_id] = category
        counter.add(record)
    return counter.figures(upload_id)
