"""What came of an upload's emails, as it is known now."""

from datetime import UTC, datetime

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.sender import Sender
from schemas.winback.outcomes import OutcomeFigures
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import Place
from tasks.bulk.systems import upload_of
from tasks.outreach.run_request import read_sender
from tasks.winback.comparison import read_comparison
from tasks.winback.corrections import corrected_category, read_corrections
from tasks.winback.followed import read_followed
from tasks.winback.outcome_figures import OutcomeCounter
from tasks.winback.system import WINBACK


async def read_figures(store: ArtifactStore, upload_id: str) -> OutcomeFigures | None:
    """The figures as the last export wrote them; None if there are none, or they cannot be read."""
    content = await store.get(Upload(upload_id).outcomes)
    try:
        return None if content is None else OutcomeFigures.model_validate_json(content)
    except ValidationError:
        return None  # the next export writes them anew


async def outcomes_of(place: Place, upload_id: str) -> OutcomeFigures:
    """The figures of one upload. Raises `BadInputError` if there is no such upload, or it is another system's."""
    store, status = place.store, await upload_of(WINBACK, place.store, upload_id)
    corrections = await read_corrections(store, status)
    followed = await read_followed(place, upload_id, datetime.now(UTC))
    corrected = dict[str, str]()
    sender = await read_sender(store, status) or Sender()
    counter = OutcomeCounter(await read_comparison(place, status, sender, followed), sender, corrected)
    ledger = Ledger(store, Upload(upload_id), WINBACK)
    await ledger.look()
    async for record in ledger.all_records(range(status.batches)):
        if (category := corrected_category(record, corrections)) is not None:
            corrected[record.customer_id] = category
        counter.add(record)
    return counter.figures(upload_id)
