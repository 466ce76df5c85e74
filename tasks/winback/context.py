"""What every customer of an upload shares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from agents.core.kit import PROMPTS
from agents.winback.campaign import Guidance, load_guidance
from schemas.bulk import Status
from schemas.sender import Sender
from schemas.winback.review import Instruction
from schemas.winback.run import WinbackParams
from tasks.bulk.place import Place
from tasks.outreach.permission import restrictions_of
from tasks.outreach.rulings import read_rulings
from tasks.outreach.run_request import read_sender
from tasks.winback.corrections import Corrections, read_corrections
from tasks.winback.decisions import APPROVALS, INSTRUCTIONS
from tasks.winback.do_not_send import DoNotSend
from tasks.winback.review import Reviewing, least_confidence


@dataclass(frozen=True, slots=True)
class WinbackContext:
    """What to say to whom, as whom, and who is not written to."""

    guidance: Guidance
    sender: Sender = field(default_factory=Sender)
    do_not_send: DoNotSend = field(default_factory=DoNotSend)
    corrections: Corrections = field(default_factory=dict)
    reviewing: Reviewing = field(default_factory=Reviewing)
    instructions: Mapping[str, Instruction] = field(default_factory=dict)


async def read_context(place: Place, params: WinbackParams, upload: Status) -> WinbackContext:
    """As the upload keeps it, with the lists and the contacts of now."""
    store = place.store
    known = DoNotSend(
        restrictions=await restrictions_of(place, upload, datetime.now(UTC)),
        rulings=await read_rulings(store, upload),
        holdout=params.holdout,
    )
    sender, corrections = await read_sender(store, upload) or Sender(), await read_corrections(store, upload)
    least = least_confidence(params.min_confidence, sender)
    reviewing = Reviewing(least, await APPROVALS.read(store, upload))
    instructions = await INSTRUCTIONS.read(store, upload)
    return WinbackContext(load_guidance(PROMPTS), sender, known, corrections, reviewing, instructions)
