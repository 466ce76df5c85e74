"""Past customers of an upload as cases: nothing is expected of the answers, but what holds for every answer."""

import heapq

from agents.winback.flags import flags
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.case import Case
from schemas.errors import BadInputError, shown
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.manifest import draw
from tasks.bulk.status import read_status
from tasks.outreach.run_request import read_sender
from tasks.winback.system import WINBACK


async def past_customers(store: ArtifactStore, upload_id: str, agent: str, sample: int) -> tuple[Case, ...]:
    """A sample of an upload's customers, drawn by a hash of their id; without their addresses.

    Raises `BadInputError` where there is no such upload, or none of its customers can be asked about.
    """
    status = await read_status(store, upload_id)
    if status is None:
        raise BadInputError(f"there is no upload {shown(upload_id)} in {store.url}")
    sender = await read_sender(store, status) or Sender()
    ledger = Ledger(store, Upload(upload_id), WINBACK)
    await ledger.look()
    chosen: list[tuple[str, Case]] = []
    for batch in range(status.batches):
        found = [
            (draw(record.customer_id), _case(record, sender))
            async for record in ledger.records(batch)
            if _usable(record, agent)
        ]
        chosen = heapq.nsmallest(sample, [*chosen, *found], key=lambda entry: entry[0])
    if not chosen:
        raise BadInputError(f"no customer of upload {shown(upload_id)} can be put to {agent}: run it to its end first")
    return tuple(case for _, case in chosen)


def _usable(record: CustomerRecord, agent: str) -> bool:
    """An analysis can be made of everybody; emails are written to who was analysed and is not held."""
    return agent == "churn-analysis" or (record.analysis is not None and record.hold is None)


def _case(record: CustomerRecord, sender: Sender) -> Case:
    return Case(
        id=record.customer_id,
        tags=(record.customer.subscription_tier or "no-tier", *flags(record.customer)),
        customer=record.customer.model_copy(update={"email": None}),
        analysis=record.analysis.output if record.analysis else None,
        sender=sender,
    )
